import { detector, type Found, type Verdict, verdict } from '../detector.ts'
import { naming } from '../engine/context.ts'
import type { Reading } from '../engine/reading.ts'
import { fieldAt } from './segments.ts'

const SHAPE = /^(?=.*\d.*\d.*\d)[A-Z0-9](?:[A-Z0-9-]{3,18}[A-Z0-9])$/i

/** Medical record numbers, where a keyword names them. */
export const mrn = detector({
  code: 'phi_mrn',
  label: 'Medical Record Number',
  category: 'phi',
  severity: 'high',
  dataType: 'phi',
  mechanism: 'keyword',
  hints: [
    'mrn',
    'medical record',
    'medicalrecord',
    'medical_record',
    'medical-record',
    'med rec',
    'med. rec',
    'med-rec',
    'med_rec',
    'patient',
    'chart',
    'hospital n',
    'hospital #',
    'mc #',
    'medical rec',
    'emr',
    'ehr',
    'mr#',
    'mr #',
    'unit record',
    'pt id',
    'pt. id',
    'pt #',
    'ipp',
    'historia clinica',
    'nhc',
    'cartella clinica',
    'dossier',
    'prontuario',
    'pt no',
    'pt. no',
    'hosp no',
    'hosp. no',
    'health record',
    'record number',
    'record no',
    'file n',
    'case file',
    'folder n',
    'unit n',
    '\burn ',
    '\burn:',
    '\burn#',
    '\bur n',
    '\bur.n',
    'registration n',
    'pacjenta',
    'krankenakte',
    'paziente',
    'paciente',
    'uhid',
    'hospital r',
    '\bcr n',
    'case n',
    'aktenzeichen',
    'historii choroby',
    'kartoteki',
    'patienten',
    'journalnummer',
    'expediente',
    'номер карты',
    'истории болезни',
    '病历号',
    '住院号',
    '患者id',
    'カルテ番号',
    '診察券番号',
    '\bpid|',
    '\bref*ea',
    '"mr"',
  ],
  pattern: find,
  check,
  context: naming([
    '(?:emr|ehr)?mrns?(?:\\(s\\))?',
    'medical[\\s_-]?record(?:s)?(?:[\\s_-]?(?:numbers?|num|no\\.?|ids?|#))?',
    'med(?:ical)?\\.?[\\s_-]rec(?:ord)?\\.?(?:[\\s_-]?(?:no|num|#)\\.?)?',
    '(?:emr|ehr)[\\s_-]?(?:number|num|no\\.?|ids?|#)',
    'mr ?#',
    'unit[\\s_-]record(?:[\\s_-]?(?:number|num|no\\.?|id|#))?',
    'pt\\.?[\\s_-]?(?:ids?|#|no\\.?)',
    'chart(?:[\\s_-]?(?:number|num|no|id|#))',
    'patient(?:[\\s_-]?(?:number|num|no\\.|no|id|identifier|#))',
    'hosp(?:ital)?\\.?(?:[\\s_-]?(?:number|num|no\\.|no|id|#))',
    'health[\\s_-]?record(?:[\\s_-]?(?:number|num|no\\.|no|id|#))',
    'mc #',
    'patient(?:en)?-?(?:nummer|nr\\.?|id)',
    '(?:nr\\.?|numer) ?(?:pacjenta|kartoteki|historii choroby)',
    'journalnummer',
    'krankenakten?-?(?:nummer|nr\\.?)',
    '(?:id|n[.°o]{0,2}|numero|codice|codigo|cod\\.) (?:del? )?(?:paziente|paciente|patient|pacjenta)',
    'uhid|hospital reg(?:istration|\\.)? (?:number|no\\.?|id)',
    'expediente (?:clinico|medico)',
    'номер карты|истории болезни',
    '病历号|住院号|患者id|カルテ番号|診察券番号',
    'ipp',
    'historia clinica(?: n\\.?º?)?|nhc',
    'cartella clinica',
    'dossier (?:medical|patient)',
    'prontuario',
  ]),
  examples: {
    find: [
      ['MRN: 8821547', '8821547'],
      ['Patient ID 12345 was seen', '12345'],
      ['{"medical_record_number": "A-0093271"}', 'A-0093271'],
      ['MRN-00123456', 'MRN-00123456'],
      ['chart no. 55-01-93', '55-01-93'],
      ['patientId=7781934', '7781934'],
      ['name,mrn,ward\nBerg,8821547,4', '8821547'],
      ['Q: What is your MRN?\nA: 8821547', '8821547'],
      ['{"Med_Rec_#":"360380"}', '360380'],
      ['EMR # 3030857', '3030857'],
      ['unit record no 7633994417', '7633994417'],
      ['Patientennummer 5530218', '5530218'],
      ['Patiëntnummer 7734120', '7734120'],
      ['What is my MRN? It says 00771-8823 here', '00771-8823'],
      ['ID paziente: PZ-77201', 'PZ-77201'],
      ['Case no. 77190, admitted to the ward', '77190'],
      ['Nr. pacjenta: 5512093', '5512093'],
      ['IPP : 8002217345', '8002217345'],
      ['historia clínica n.º 311902', '311902'],
      ['cartella clinica CC-204417', 'CC-204417'],
      ['PID|1||9928374^^^H^MR||ROE^J', '9928374'],
      ['REF*EA*00391827~', '00391827'],
      ['{"type":{"coding":[{"code":"MR"}]},"value":"MR4471902"}', 'MR4471902'],
      ['Pt. no. 8812034, ward 3', '8812034'],
      ['Record number R00127734 (medical records)', 'R00127734'],
      ['merge it into 61-20-78 (both MRN)', '61-20-78'],
      ["INSERT INTO p (mrn, dob) VALUES ('771120', '1955-04-04')", '771120'],
    ],
    ignore: [
      ['ticket 8821547', 'no keyword'],
      ['Encounter 9928177, MRN: pending', 'a keyword for what comes next'],
      ['PID|1||ROE|8821547|', 'another field'],
      ['REF*EI*00391827~', 'another reference'],
      ['Case no. 77190 was heard in court', 'nothing clinical'],
      ['record number 448201 in the table', 'nothing clinical'],
      ['a record number of 448201 patients', 'a count'],
      ['the EMR is down since 20260104', 'no number of a record'],
      ['MRN: 1234', 'fewer than five characters'],
      ['MRN: PENDING', 'no digit'],
      ['the patient was seen on 2024-05-01', 'a date after the word patient'],
      ['MRN unknown, ticket 8821547', 'other words stand between'],
      ['The chart shows 15000 cases', 'a chart of figures'],
    ],
  },
})

const NUMBER = /(?<![A-Z0-9])(?:[A-Z]{1,5}-?)?\d[A-Z0-9-]{2,15}(?![A-Z0-9])/gi
/** Fields of HL7 and of identifiers in FHIR that hold nothing else. */
const FIELDS = new Set(['PID-2', 'PID-3', 'MR'])
/** What the wards of a hospital call it among themselves, which is something else elsewhere. */
const WEAK =
  /(?:^|[^a-z])(?:(?:record|file|folder|case file|case(?=\s(?:n|#))|unit|registration|cr(?=\s(?:n|#))|numero de dossier|expediente|aktenzeichen)\s?(?:number|num|no\.?|nr\.?|n[.º°]{1,2}|#|id)?|u\.?r\.?(?:n\.?|\s?(?:number|no\.?)))[\s:#=-]{1,4}$/i
const CLINICAL =
  /(?:^|[^a-z])(?:patient\w*|pts?|hospital\w*|clinic\w*|ward|diagnos\w*|discharg\w*|admi(?:tted|ssion)|physician|nurse|consultant|surg\w+|medical|health|dob|d\.o\.b|birth\w*|born|ne+ le|nacimiento|mrn|paediatric|pediatric|symptoms?|chief complaint|referr\w+|radiolog\w+|oncolog\w+|sepsis|opd|icu)(?![a-z])/i
/** Words between the keyword and what it is, where somebody asks or tells. */
const TOLD =
  /(?:^|[^a-z])(?:mrns?|(?:medical record|chart|patient) ?(?:number|no\.?|id|#))[?:]?\s(?:it\s)?(?:says|reads|shows|there|there is|is now|was (?:changed to|given as|recorded as)|on file is|assigned(?: is)?)\s?:?\s?$|(?:^|[^a-z])mrns?(?:\(s\))?[: #]{1,3}[a-z0-9-]{4,18}(?:, | and | & )$/i
const AFTER = /^\s?\((?:both |all )?mrns?\)|^ (?:is|was|as) (?:my|the|his|her|their) mrn(?![a-z])/i
const AROUND = 96

/** The next number that can be one, and whether its place or weaker words in a clinical text say that it is. */
function find({ text }: Reading, from: number): Found | null {
  NUMBER.lastIndex = from
  const match = NUMBER.exec(text)
  if (match === null) return null
  const start = match.index
  const end = start + match[0].replace(/-+$/, '').length
  return { start, end, isSure: isPlaced(text, start) || isTold(text, start, end) }
}

function isPlaced(text: string, start: number): boolean {
  const field = fieldAt(text, start)
  return field !== null && (FIELDS.has(field) || (field === 'REF-2' && text.startsWith('EA*', start - 3)))
}

function isTold(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 40), start)
  if (TOLD.test(before) || AFTER.test(text.slice(end, end + 16))) return true
  return WEAK.test(before) && CLINICAL.test(text.slice(Math.max(0, start - AROUND), end + AROUND))
}

function check(value: string): Verdict | null {
  if (!SHAPE.test(value) || /^(?:19|20)\d\d-\d\d-\d\d/.test(value)) return null
  return /^MRN/i.test(value) ? verdict.selfNamed : verdict.worded
}
