import { detector, type Verdict, verdict } from '../detector.ts'
import { standsAlone } from '../engine/boundary.ts'
import { announcing, hintsOf } from '../engine/context.ts'
import { crossSum, digitAt, hasSpanishLetter, lastDigit, mod1110, remainder, weighted } from './checksums.ts'
import { luhn } from './luhn.ts'

type Rule = { readonly shape: RegExp; readonly isSound: (number: string) => boolean }
const WORDS = [
  'vat',
  'vat id',
  'vat number',
  'vat reg',
  'ust id',
  'ust idnr',
  'ustid',
  'umsatzsteuer',
  'tva',
  'iva',
  'btw',
  'mwst',
  'moms',
  'numero de tva',
  'partita iva',
  'tax id',
]
const LETTERS_IE = 'WABCDEFGHIJKLMNOPQRSTUV'
const modulo11 = (weights: readonly number[]) => (number: string) => weighted(number, weights) % 11 === 0
const checked = (number: string, rest: number) => ((11 - (rest % 11)) % 11) % 10 === lastDigit(number)

/** How each country numbers taxpayers, without the country's letters. Source: European Commission, VIES. */
const RULES: Readonly<Record<string, Rule>> = {
  AT: { shape: /^U\d{8}$/, isSound: (n) => (10 - ((luhnSum(n.slice(1, 8)) + 4) % 10)) % 10 === lastDigit(n) },
  // Old numbers are written without their leading zero.
  BE: {
    shape: /^[01]?\d{9}$/,
    isSound: (n) => 97 - (Number(n.slice(0, -2)) % 97) === Number(n.slice(-2)),
  },
  BG: { shape: /^\d{9,10}$/, isSound: isBulgarian },
  CY: { shape: /^(?!12)\d{8}[A-Z]$/, isSound: isCypriot },
  CZ: {
    shape: /^\d{8,10}$/,
    isSound: (n) =>
      n.length > 8 ? isCzech(n) : (11 - (weighted(n, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === lastDigit(n),
  },
  DE: { shape: /^[1-9]\d{8}$/, isSound: mod1110 },
  DK: { shape: /^[1-9]\d{7}$/, isSound: modulo11([2, 7, 6, 5, 4, 3, 2, 1]) },
  EE: { shape: /^10\d{7}$/, isSound: (n) => weighted(n, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0 },
  EL: {
    shape: /^\d{8,9}$/,
    isSound: (n) =>
      (weighted(n.padStart(9, '0'), [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === lastDigit(n),
  },
  ES: { shape: /^[0-9A-Z]\d{7}[0-9A-Z]$/, isSound: isSpanish },
  FI: { shape: /^\d{8}$/, isSound: modulo11([7, 9, 10, 5, 8, 4, 2, 1]) },
  FR: { shape: /^[0-9A-HJ-NP-Z]{2}\d{9}$/, isSound: isFrench },
  GB: {
    shape: /^\d{9}(?:\d{3})?$/,
    isSound: (n) => [0, 42, 55].includes(weighted(n, [8, 7, 6, 5, 4, 3, 2, 10, 1]) % 97),
  },
  HR: { shape: /^\d{11}$/, isSound: mod1110 },
  HU: { shape: /^\d{8}$/, isSound: (n) => weighted(n, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0 },
  IE: { shape: /^\d[0-9A-Z+*]\d{5}[A-W][A-I]?$/, isSound: isIrish },
  IT: { shape: /^\d{7}(?:0\d\d|100|12[01]|888|999)\d$/, isSound: luhn },
  LT: { shape: /^(?:\d{9}|\d{12})$/, isSound: isLithuanian },
  LU: { shape: /^\d{8}$/, isSound: (n) => Number(n.slice(0, 6)) % 89 === Number(n.slice(6)) },
  LV: { shape: /^[4-9]\d{10}$/, isSound: (n) => weighted(n, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 === 3 },
  MT: { shape: /^[1-9]\d{7}$/, isSound: (n) => weighted(n, [3, 4, 6, 7, 8, 9, 10, 1]) % 37 === 0 },
  NL: { shape: /^\d{9}B(?!00)\d\d$/, isSound: isDutch },
  PL: { shape: /^\d{10}$/, isSound: (n) => weighted(n, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === lastDigit(n) },
  PT: { shape: /^[1-9]\d{8}$/, isSound: (n) => checked(n, weighted(n, [9, 8, 7, 6, 5, 4, 3, 2])) },
  RO: {
    shape: /^[1-9]\d{1,9}$/,
    isSound: (n) =>
      ((weighted(n.padStart(10, '0'), [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10) % 11) % 10 === lastDigit(n),
  },
  SE: { shape: /^\d{10}01$/, isSound: (n) => luhn(n.slice(0, 10)) },
  SI: {
    shape: /^[1-9]\d{7}$/,
    isSound: (n) =>
      (11 - (weighted(n, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === lastDigit(n) &&
      weighted(n, [8, 7, 6, 5, 4, 3, 2]) % 11 !== 0,
  },
  SK: { shape: /^[1-9]\d[2-47-9]\d{7}$/, isSound: (n) => Number(n) % 11 === 0 },
  XI: {
    shape: /^\d{9}$/,
    isSound: (n) => [0, 42, 55].includes(weighted(n, [8, 7, 6, 5, 4, 3, 2, 10, 1]) % 97),
  },
}

/** Value added tax numbers of the European Union and the United Kingdom, with each country's check. */
export const euVat = detector({
  code: 'pii_eu_vat',
  label: 'VAT Number (EU and UK)',
  category: 'pii',
  severity: 'low',
  dataType: 'financial',
  mechanism: 'checksum',
  hints: hintsOf(WORDS),
  shapes: ['000', '00.00', '00 00'],
  pattern:
    /(?<![A-Za-z0-9_])(?:A[T]|B[EG]|C[YZ]|D[EK]|E[ELS]|F[IR]|GB|H[RU]|I[ET]|L[TUV]|MT|NL|P[LT]|RO|S[EIK]|XI)(?: ?- ?|: ?|[ .])?[0-9A-Z](?:[ ./-]?(?:[0-9A-Z]|[a-z](?=\d))){5,12}(?![A-Za-z0-9_])/g,
  locate: (text, match) => {
    const end = match.index + match[0].length
    return standsAlone(text, match.index, end) ? { start: match.index, end } : null
  },
  check,
  context: announcing(WORDS),
  examples: {
    find: [
      ['VAT DE136695976', 'DE136695976'],
      ['USt-IdNr.: ATU13585627', 'ATU13585627'],
      ['TVA: FR 40 303 265 045', 'FR 40 303 265 045'],
      ['{"vat_id":"NL004495445B01"}', 'NL004495445B01'],
      ['VAT number GB980780684', 'GB980780684'],
      ['VAT DE136695978 is wrong', 'DE136695978'],
      ['VAT: DE - 136695976', 'DE - 136695976'],
      ['VAT LU: 20993674', 'LU: 20993674'],
      ['VAT NL.0044.95.445.B.01', 'NL.0044.95.445.B.01'],
      ['VAT number CZ 736028/5163', 'CZ 736028/5163'],
      ['BTW BE 456.973.433', 'BE 456.973.433'],
    ],
    ignore: [
      ['ref DE136695976', 'no keyword'],
      ['VAT XX136695976', 'no such country'],
      ['VAT DE13669597', 'a digit too few'],
      ['VAT xDE136695976', 'part of a longer word'],
    ],
  },
})

function check(value: string): Verdict | null {
  const compact = value.replace(/[\s./:-]/g, '').toUpperCase()
  const rule = RULES[compact.slice(0, 2)]
  const number = compact.slice(2)
  if (rule === undefined || !rule.shape.test(number)) return null
  return rule.isSound(number) ? verdict.announced : verdict.claimed
}

function luhnSum(digits: string): number {
  return [...digits].reduce(
    (sum, digit, i) => sum + (i % 2 === 1 ? crossSum(Number(digit) * 2) : Number(digit)),
    0,
  )
}

function isBulgarian(number: string): boolean {
  if (number.length === 10) return isBulgarianPerson(number)
  const first = weighted(number, [1, 2, 3, 4, 5, 6, 7, 8]) % 11
  const check = first < 10 ? first : (weighted(number, [3, 4, 5, 6, 7, 8, 9, 10]) % 11) % 10
  return check === lastDigit(number)
}

/** A citizen's number, a foreigner's, or that of somebody else; each has a check digit of its own. */
function isBulgarianPerson(number: string): boolean {
  const digit = lastDigit(number)
  const month = Number(number.slice(2, 4))
  const isDate = month < 60 && month % 20 >= 1 && month % 20 <= 12
  return (
    (isDate && (weighted(number, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === digit) ||
    weighted(number, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10 === digit ||
    11 - (weighted(number, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) === digit
  )
}

/** A birth number: of nine digits without a check until 1953, a special number that begins with six, or a multiple of eleven. */
function isCzech(number: string): boolean {
  const month = Number(number.slice(2, 4)) % 50
  const isDate = (month >= 1 && month <= 12) || (month >= 21 && month <= 32)
  if (number.length === 9)
    return (isDate && Number(number.slice(0, 2)) < 54) || (number.startsWith('6') && isSpecialCzech(number))
  return isDate && (Number(number.slice(0, 9)) % 11) % 10 === lastDigit(number)
}

function isSpecialCzech(number: string): boolean {
  const sum = weighted(number.slice(1), [8, 7, 6, 5, 4, 3, 2]) % 11
  return (8 - ((10 - sum + 11) % 11) + 10) % 10 === lastDigit(number)
}

function isCypriot(number: string): boolean {
  const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]
  let sum = 0
  for (let i = 0; i < 8; i++) sum += i % 2 === 0 ? (odd[digitAt(number, i)] ?? 0) : digitAt(number, i)
  return String.fromCharCode(65 + (sum % 26)) === number.slice(-1)
}

function isSpanish(number: string): boolean {
  if (/^\d{8}[A-Z]$/.test(number)) return hasSpanishLetter(number)
  if (/^[XYZ]/.test(number)) return hasSpanishLetter('XYZ'.indexOf(number.charAt(0)) + number.slice(1))
  if (!/^[A-W]/.test(number)) return false
  const digits = number.slice(1, 8)
  let sum = 0
  for (let i = 0; i < 7; i++) sum += i % 2 === 0 ? crossSum(digitAt(digits, i) * 2) : digitAt(digits, i)
  const check = (10 - (sum % 10)) % 10
  return number.endsWith(String(check)) || number.endsWith('JABCDEFGHI'.charAt(check))
}

function isFrench(number: string): boolean {
  if (!luhn(number.slice(2)) && !number.slice(2).startsWith('000')) return false
  return !/^\d\d/.test(number) || remainder(`${number.slice(2)}12`, 97) === Number(number.slice(0, 2))
}

function isIrish(number: string): boolean {
  // The form of before 2013 has a letter in the second place, and the first digit stands where a zero would.
  if (!/^\d{7}/.test(number)) {
    const moved = `0${number.slice(2, 7)}${number.charAt(0)}`
    return LETTERS_IE.charAt(weighted(moved, [8, 7, 6, 5, 4, 3, 2]) % 23) === number.charAt(7)
  }
  const second = Math.max(0, 'WABCDEFGHI'.indexOf(number.charAt(8) || 'W'))
  const rest = (weighted(number, [8, 7, 6, 5, 4, 3, 2]) + 9 * second) % 23
  return LETTERS_IE.charAt(rest) === number.charAt(7)
}

function isLithuanian(number: string): boolean {
  const body = number.slice(0, -1)
  const pass = (from: number) =>
    weighted(
      body,
      Array.from(body, (_, i) => 1 + ((from + i) % 9)),
    ) % 11
  const first = pass(0)
  return (first < 10 ? first : pass(2) % 10) === lastDigit(number)
}

function isDutch(number: string): boolean {
  const isOld = weighted(number.slice(0, 9), [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0
  return isOld || remainder(`2321${number.replace('B', '11')}`, 97) === 1
}
