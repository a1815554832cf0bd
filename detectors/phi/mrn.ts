import { detector, type Found, type Verdict, verdict } from '../detector.ts'
import { heading } from '../engine/context.ts'
import type { Reading } from '../engine/reading.ts'
import { recordHints, recordNames, wardNames } from './record-names.ts'
import { fieldAt } from './segments.ts'

const names = heading(recordNames)
const recordsBefore = namesBefore(names.header)
const wardsBefore = namesBefore(heading(wardNames).header)

/** One word of up to five letters and then digits, or such in groups: parted by slashes, or short ones by blanks. */
const NUMBER =
  /(?<![A-Za-z0-9]|\d[./])(?:\d(?: \d){4,11}|(?:[A-Z]{1,2} )?\d{2,4}(?: \d{2,4}){1,3}|(?:(?!(?:AS|AT|BY|ED|ER|HN|ID|IN|IS|MR|NO|NR|OF|ON|OR|PT|TO|UR) )[A-Z]{1,2}\d? )?(?:[A-Za-z]{1,5}-?|(?!(?:MRN|NO|NR|ID|PID)[./])[A-Z]{1,5}[./])?\d[A-Za-z0-9-]{2,15}(?:\/(?:\d{1,5}(?![/-]?\d)|[A-Z]))?|(?!MRN)[A-Z]{1,5}(?:\/\d{1,5}){2,3}|\d{2,4}\/[A-Za-z0-9-]{2,8})(?![A-Za-z0-9]|\.\d)/g
const SHAPE = /^[A-Za-z0-9][A-Za-z0-9 ./-]{3,18}[A-Za-z0-9]$/
const DATE =
  /^(?:(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d$|\d{1,2}\/\d{1,2}\/\d\d$|\d{1,2}-[A-Za-z]{3}-\d{2,4}$|\d{2,3}\/\d{2,3}$)/
/** Fields of HL7 and of identifiers in FHIR that hold nothing else. */
const FIELDS = new Set(['PID-2', 'PID-3', 'MR'])
/** What may stand between a name and its number where neither says more. */
const NAMING =
  '(?:[\\s:#=."\'()[\\]>*_|?°º/-]|</?[a-z][^<>]{0,40}>|\\bnr?(?=[.°º ])|\\b(?:is|was|no|number|id|in(?= ?\\())\\b|\\ba(?:nswer)?(?=:)){0,12}'
/** Whose record it is or where its number stands, and that the number comes next. */
const TELLING =
  "(?:\\s?\\([^()\\n]{1,32}\\)|(?: field| on file)?,?\\s(?:of (?:the|this|that|my|our|his|her|their|an?|mrs?|ms|baby|patient)|for|on|in|from|at|with|you|we|i|which|der|des|fur|pour|du|del?|della|do|da|van)\\s[^\\n.:;!?=#|]{1,48}|\\spa[tcz]ient(?:en)?)?(?:\\s?[:=]\\s?|[?.,]{0,2}\\s(?:it(?:'s| is| says| reads)|(?:field,? |on file )?(?:is|are|was|(?:should|must|will) be|reads|says|shows|lautet|ist|est|es|e)|there)(?: now| still| listed as| given as| changed to| recorded as)?:?\\s|\\?\\s-?\\s?|[は是为為])"
const NAMED = new RegExp(`(?:${NAMING}|${TELLING})["'(]?$`, 'iy')
const NAMED_IN_WARDS = new RegExp(`(?:[\\s:#=.-]{1,4}|${TELLING})["'(]?$`, 'iy')
/** A longer name in code that ends with one. */
const CAMEL_JOINTS = ' "\'=:'
const IN_CAMEL_CASE = /[a-z](?:M(?:rn|RN)|(?:Patient|MedicalRecord|Chart)(?:I[dD]|Number|No))["'\s:=]{1,6}$/
/** What parts values in a list, or leads from one to what took its place. */
const BETWEEN =
  '["\']?(?:, ?(?:and |or )?| (?:and|or|not|instead of|&|/|with|->) | \\(?(?:(?:merged|linked|moved|changed|corrected) )?(?:into|to|with) |/|; |\\n(?:[-*•] )?)["\']?'
const LIST_ENDS = new RegExp(`${BETWEEN}$`)
const LISTED = new RegExp(
  `(?:[\\s:#=(["']|\\b(?:are|in|is|(?:should|must) be)\\b){1,9}(?:-? ?([A-Z0-9][A-Z0-9-]{4,15})${BETWEEN}){1,8}$`,
  'iy',
)
/** What leads on to a name that follows its number. */
const SAID_AFTER = /\s?\((?:both |all )?|,? (?:is|was|as) (?:(?:my|the|his|her|their|our|your|an?) )?| - /y
const ANOTHER_VALUE = /^(?:\s?[:=]|\s?#?\s?[A-Za-z]{0,4}-?\d| (?:is|was)\b)/
const CLINICAL =
  /(?:^|[^a-z])(?:patient\w*|pts?|hospital\w*|clinic\w*|klini\w+|krankenhaus|arzt|wards?|diagnos\w*|discharg\w*|admi(?:tted|ssion)|physician|nurse|consultant|surg\w+|medic\w*|health|dob|d\.o\.b|birth\w*|born|ne+ le|nacimiento|nascita|naissance|gebor\w+|urodz\w+|mrn|paediatric|pediatric|symptoms?|chief complaint|referr\w+|radiolog\w+|cardiolog\w+|oncolog\w+|sepsis|opd|icu|pacient\w*|pazient\w*|hopital|ospedale|reparto|ricover\w+|ziekenhuis|poli\w*kliniek|szpital\w*|hasta\w*|urgenc\w+|pasien\w*)(?![a-z])|пациент|больниц|환자|병원|진료|مريض|ผู้ป่วย|مستشفى|بیمار/i
/** Where numbers of such names are those of something else. */
const OTHERWISE =
  /(?:^|[^a-z])(?:courts?|plaintiff|defendant|docket|judge|process|kill|daemon|server|portal|log|invoice|ticket|phone|tel|call|dial|ring|fax|tax|rent|lease)(?![a-z])|-cv-| v\. /i
const REACH = 96
const CAMEL_CHARS = 32
const AROUND = 96

/** Medical record numbers, where a keyword names them. */
export const mrn = detector({
  code: 'phi_mrn',
  label: 'Medical Record Number',
  category: 'phi',
  severity: 'high',
  dataType: 'phi',
  mechanism: 'keyword',
  hints: recordHints,
  pattern: find,
  check,
  context: names,
  examples: {
    find: [
      ['MRN: 8821547', '8821547'],
      ['Patient ID 12345 was seen', '12345'],
      ['{"medical_record_number": "A-0093271"}', 'A-0093271'],
      ['MRN-00123456', 'MRN-00123456'],
      ['chart no. 55-01-93', '55-01-93'],
      ['patientId=7781934', '7781934'],
      ['"currentPatientId": "7781934"', '7781934'],
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
      ['MRN of the patient in bed 4: 339102', '339102'],
      ['the patient ID on the wristband reads PT0093821', 'PT0093821'],
      ['88-21-003 is her medical record number', '88-21-003'],
      ['Hosp. No. X 449201', 'X 449201'],
      ['MRN 77 18 290, bed 4', '77 18 290'],
      ['medical record number 4 4 8 1 9 0 2', '4 4 8 1 9 0 2'],
      ['N. cartella clinica: 2024/00182', '2024/00182'],
      ['UHID: APH.0001928374', 'APH.0001928374'],
      ['<td>Hospital No.</td><td>B771829</td>', 'B771829'],
      ['<patientRole><id root="2.16" extension="99102837"/>', '99102837'],
      ['<coding><code value="MR"/></coding><value value="5512345"/>', '5512345'],
      ['Patient chart 61928 reviewed', '61928'],
      ['M.R.N. 7728190', '7728190'],
      ['Clinic no. 8812733, seen by the consultant', '8812733'],
      ['Die Patienten-Nr. lautet 00228173.', '00228173'],
      ['Dossiernummer patiënt: 0099182', '0099182'],
      ['История болезни № 11829', '11829'],
      ['患者番号:0018827', '0018827'],
      ['診察券番号は1182293です', '1182293'],
      ['رقم الملف الطبي: 228190', '228190'],
      ['Hasta No: 0099218', '0099218'],
      ['<Patient><ID>5510882</ID>', '5510882'],
      ['MRN should be 5510882', '5510882'],
      ['Hồ sơ bệnh án số: BA-44120', 'BA-44120'],
      ['HN 44120/56 ผู้ป่วยนอก', '44120/56'],
      ['No. RM: 44-81-20 pasien rawat inap', '44-81-20'],
      ['Dossier n° 44812/B du patient', '44812/B'],
      ["WHERE mrn IN ('448120')", '448120'],
      ['{"patient":{"identifier":"4418820"}}', '4418820'],
      ['118829 - MRN of the twin', '118829'],
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
      ['Case no. 23-cv-01182, Smith v. County Hospital', 'a case in court'],
      ['Clinic no. 8812733 is the phone at the ward', 'a telephone'],
      ['kill the process with PID 44812, patient portal is up', 'a process'],
      ['Phone ext 44821 for the medical records team', 'a telephone of an archive'],
      ['Visit 4471829 - MRN: pending', 'a name that says more behind it'],
      ['Visit 4471829 (MRN is pending)', 'the same in brackets'],
      ['the EMR is down since 20260104', 'no number of a record'],
      ['MRN: 1234', 'fewer than five characters'],
      ['MRN: PENDING', 'no digit'],
      ['the patient was seen on 2024-05-01', 'a date after the word patient'],
      ['MRN unknown, ticket 8821547', 'other words stand between'],
      ['The chart shows 15000 cases', 'a chart of figures'],
    ],
  },
})

/** The next number that can be one, and whether its place or the words around it say that it is. */
function find(reading: Reading, from: number): Found | null {
  const { text } = reading
  NUMBER.lastIndex = from
  for (let match = NUMBER.exec(text); match !== null; match = NUMBER.exec(text)) {
    const value = match[0].replace(/-$/, '')
    if (!isShaped(value)) continue
    const start = match.index
    const end = start + value.length
    if (isPlaced(text, start) || isTold(reading, start, end)) return { start, end, isSure: true, steps: 1 }
    const wards = wardsBefore(reading, start)
    const isSure = isNamed(text, start, value, wards, NAMED_IN_WARDS) && isClinical(text, start, end)
    return { start, end, isSure, steps: wards.length > 0 ? 2 : 1 }
  }
  return null
}

function isShaped(value: string): boolean {
  if (!SHAPE.test(value) || DATE.test(value)) return false
  const digits = value.replace(/\D/g, '').length
  return digits >= (value.includes(' ') ? 5 : 3)
}

function isPlaced(text: string, start: number): boolean {
  const field = fieldAt(text, start)
  return field !== null && (FIELDS.has(field) || (field === 'REF-2' && text.startsWith('EA*', start - 3)))
}

function isTold(reading: Reading, start: number, end: number): boolean {
  const { text } = reading
  const value = text.slice(start, end)
  if (isNamed(text, start, value, recordsBefore(reading, start), NAMED)) return true
  return isInCamelCase(text, start) || isNamedAfter(text, end)
}

function isInCamelCase(text: string, start: number): boolean {
  if (!CAMEL_JOINTS.includes(text.charAt(start - 1))) return false
  return IN_CAMEL_CASE.test(text.slice(Math.max(0, start - CAMEL_CHARS), start))
}

/** Tells whether a name follows a value, and is not that of another value behind it. */
function isNamedAfter(text: string, end: number): boolean {
  SAID_AFTER.lastIndex = end
  if (!SAID_AFTER.test(text)) return false
  const after = text.slice(SAID_AFTER.lastIndex, SAID_AFTER.lastIndex + REACH)
  names.header.lastIndex = 0
  if (names.header.exec(after)?.index !== 0) return false
  return !ANOTHER_VALUE.test(after.slice(names.header.lastIndex))
}

/** Tells whether the text around a value is about patients, and not about what else has numbers of such names. */
function isClinical(text: string, start: number, end: number): boolean {
  const around = text.slice(Math.max(0, start - AROUND), end + AROUND)
  return CLINICAL.test(around) && !OTHERWISE.test(around)
}

/** Tells whether one of some names leads up to a value, or opens a list of such in which it stands. */
function isNamed(
  text: string,
  start: number,
  value: string,
  nameEnds: readonly number[],
  tail: RegExp,
): boolean {
  if (nameEnds.length === 0) return false
  const floor = Math.max(0, start - REACH)
  const before = text.slice(floor, start)
  const mayBeListed = LIST_ENDS.test(before)
  for (let i = nameEnds.length - 1; i >= 0; i--) {
    const end = (nameEnds[i] as number) - floor
    tail.lastIndex = end
    if (tail.test(before)) return true
    if (!mayBeListed) continue
    LISTED.lastIndex = end
    const last = LISTED.exec(before)?.[1]
    if (last !== undefined && isAlike(last, value)) return true
  }
  return false
}

/**
 * Gives where names end that stand within reach before a value. Values come in the order of a text and none stands in a
 * name, so that no part of the text is looked through twice.
 */
function namesBefore(named: RegExp): (reading: Reading, start: number) => readonly number[] {
  let digits: Reading['digits'] | undefined
  let upTo = 0
  let ends: number[] = []
  return (reading, start) => {
    if (reading.digits !== digits || start < upTo) {
      digits = reading.digits
      upTo = 0
      ends = []
    }
    const floor = Math.max(0, start - REACH)
    while (ends.length > 0 && (ends[0] as number) < floor) ends.shift()
    const from = Math.max(upTo, floor)
    const part = reading.text.slice(from, start)
    named.lastIndex = 0
    while (named.test(part)) ends.push(from + named.lastIndex)
    upTo = start
    return ends
  }
}

/** Tells whether two values are of letters and digits in the same order, and about as long. */
function isAlike(one: string, other: string): boolean {
  const kinds = (value: string) => value.replace(/\d+/g, '0').replace(/[A-Za-z]+/g, 'A')
  return Math.abs(one.length - other.length) < 2 && kinds(one) === kinds(other)
}

function check(value: string): Verdict | null {
  if (!isShaped(value)) return null
  return /^MRN/i.test(value) ? verdict.selfNamed : verdict.worded
}
