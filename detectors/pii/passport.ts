import { detector, type Verdict, verdict } from '../detector.ts'
import { standsAlone } from '../engine/boundary.ts'
import { announcing } from '../engine/context.ts'

const WORDS = [
  'passport',
  'passport no',
  'passport number',
  'reisepass',
  'passnummer',
  'passeport',
  'pasaporte',
  'passaporto',
  'passaporte',
  'paspoort',
  'pasport',
  'pass nr',
  'pasaport',
  'паспорт',
]
/** Two to three letters and six to eight digits, nine digits, or the places that Germans use. */
const SHAPE =
  /^(?:[A-Z]{1,3}\d{6,8}|\d{9}|\d{8}|[CFGHJKLMNPRTVWXYZ][0-9CFGHJKLMNPRTVWXYZ]{8}|\d{2}[A-Z]{2}\d{5}|[A-Z]\d{2}[A-Z]{2}\d{4}|[A-Z]{2}\d{5,6}[A-Z])$/
const MACHINE_READABLE =
  /^P[A-Z<][A-Z<]{3}[A-Z<]{39}\r?\n([A-Z0-9<]{9})(\d)[A-Z<]{3}(\d{6})(\d)[MFX<](\d{6})(\d)/

/** Passport numbers beside a keyword, and the machine-readable lines of a passport. */
export const passport = detector({
  code: 'pii_passport',
  label: 'Passport Number',
  category: 'pii',
  severity: 'high',
  dataType: 'pii',
  mechanism: 'keyword',
  hints: [...WORDS.filter((word) => !word.includes(' ')), '<<<'],
  shapes: ['00'],
  pattern:
    /(?<![A-Za-z0-9_<])(?:P[A-Z<][A-Z<]{3}[A-Z<]{39}\r?\n[A-Z0-9<]{44}|[A-Z]{0,3} ?\d[A-Z0-9]{5,8}|[A-Z][A-Z0-9]{3,8}\d|\d{9})(?![A-Za-z0-9_<])/gi,
  locate: (text, match) => {
    const end = match.index + match[0].length
    const start = match.index + (match[0].startsWith(' ') ? 1 : 0)
    return standsAlone(text, start, end) ? { start, end } : null
  },
  check,
  context: announcing(WORDS),
  examples: {
    find: [
      ['passport number 536228145', '536228145'],
      ['Passport No: A12345678', 'A12345678'],
      ['Reisepass C01X00T47', 'C01X00T47'],
      ['{"passport":"X1234567"}', 'X1234567'],
      [
        'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10',
        'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10',
      ],
    ],
    ignore: [
      ['ref A12345678', 'no keyword'],
      ['passport office 12', 'too short'],
      ['passport: PENDING', 'no digit'],
      ['my passport expired in 2019', 'a year'],
    ],
  },
})

function check(value: string): Verdict | null {
  const lines = MACHINE_READABLE.exec(value)
  if (lines !== null) {
    const [, number = '', numberCheck, birth = '', birthCheck, expiry = '', expiryCheck] = lines
    const isSound =
      digitOf(number) === numberCheck && digitOf(birth) === birthCheck && digitOf(expiry) === expiryCheck
    return isSound ? verdict.proven : null
  }
  return SHAPE.test(value.replace(/[\s-]/g, '').toUpperCase()) ? verdict.worded : null
}

/** The check digit over a field. Source: ICAO Doc 9303, part 3. */
function digitOf(field: string): string {
  const sum = [...field].reduce((total, character, i) => {
    const value = character === '<' ? 0 : Number.parseInt(character, 36)
    return total + value * ([7, 3, 1][i % 3] ?? 0)
  }, 0)
  return String(sum % 10)
}
