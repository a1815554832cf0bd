import { detector, type Span, type Verdict, verdict } from '../detector.ts'
import { naming } from '../engine/context.ts'

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
    'patientennummer',
    'ipp',
    'historia clinica',
    'nhc',
    'cartella clinica',
    'dossier',
    'prontuario',
  ],
  pattern: /(?<![A-Z0-9])(?:[A-Z]{1,5}-?)?\d[A-Z0-9-]{2,15}(?![A-Z0-9])/gi,
  locate,
  check,
  context: naming([
    '(?:emr|ehr)?mrn',
    'medical[\\s_-]?record(?:s)?(?:[\\s_-]?(?:numbers?|num|no\\.?|ids?|#))?',
    'med(?:ical)?\\.?[\\s_-]rec(?:ord)?\\.?(?:[\\s_-]?(?:no|num|#)\\.?)?',
    '(?:emr|ehr)[\\s_-]?(?:number|num|no\\.?|ids?|#)',
    'mr ?#',
    'unit[\\s_-]record(?:[\\s_-]?(?:number|num|no\\.?|id|#))?',
    'pt\\.?[\\s_-]?(?:ids?|#|no\\.?)',
    'chart(?:[\\s_-]?(?:number|num|no|id|#))',
    'patient(?:[\\s_-]?(?:number|num|no\\.|no|id|identifier|#))',
    'hospital(?:[\\s_-]?(?:number|num|no\\.|no|id|#))',
    'mc #',
    'patientennummer',
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
      ['IPP : 8002217345', '8002217345'],
      ['historia clínica n.º 311902', '311902'],
      ['cartella clinica CC-204417', 'CC-204417'],
    ],
    ignore: [
      ['ticket 8821547', 'no keyword'],
      ['the EMR is down since 20260104', 'no number of a record'],
      ['MRN: 1234', 'fewer than five characters'],
      ['MRN: PENDING', 'no digit'],
      ['the patient was seen on 2024-05-01', 'a date after the word patient'],
      ['MRN unknown, ticket 8821547', 'other words stand between'],
      ['The chart shows 15000 cases', 'a chart of figures'],
    ],
  },
})

function locate(_text: string, match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].replace(/-+$/, '').length }
}

function check(value: string): Verdict | null {
  if (!SHAPE.test(value) || /^(?:19|20)\d\d-\d\d-\d\d/.test(value)) return null
  return /^MRN/i.test(value) ? verdict.selfNamed : verdict.worded
}
