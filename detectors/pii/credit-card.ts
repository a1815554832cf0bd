import { detector, type Found, type Verdict, verdict } from '../detector.ts'
import { standsAlone } from '../engine/boundary.ts'
import { near } from '../engine/context.ts'
import { firstPlace, type Reading } from '../engine/reading.ts'
import { luhn } from './luhn.ts'

const NUMBER = /\d{4}([ .-])\d{4}\1\d{4}\1\d{1,4}(?:\1\d{3}(?!\d))?|\d{4}([ -])\d{6}\2\d{4,5}|\d{12,19}/y
/** However a number is grouped, so many digits stand in its first characters. */
const DIGITS_MIN = 12
const DIGITS_WITHIN = 14
const SHAPE = /^(?:\d{12,19}|\d{4}([ .-])\d{4}\1\d{4}\1\d{1,4}(?:\1\d{3})?|\d{4}([ -])\d{6}\2\d{4,5})$/

/** More groups of four digits than any card has. */
const GROUPS_BEFORE = /(?<!\d)\d{4}([ -])\d{4}\1$/
const GROUPS_AFTER = /^([ -])\d{4}\1\d{4}(?!\d)/

/** Issuers by prefix, with the lengths that they give out. Units: digits. */
const ISSUERS: readonly (readonly [prefix: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^(?:6011|64[4-9]|65)/, [16, 17, 18, 19]],
  [/^(?:30[0-5]|36|3[89])/, [14, 15, 16, 17, 18, 19]],
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]],
  [/^62/, [16, 17, 18, 19]],
  [/^220[0-4]/, [16]],
  [/^9792/, [16]],
]
/** Issuers whose prefixes and lengths are so wide that a number needs a keyword. */
const WIDE_ISSUERS: readonly (readonly [prefix: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [13]],
  [/^(?:50|5[6-9]|6)/, [12, 13, 14, 15, 16, 17, 18, 19]],
]
const SAMPLES = new Set(
  (
    '4111111111111111 4012888888881881 4242424242424242 4000056655665556 4222222222222 4000000000000002 ' +
    '5555555555554444 5105105105105100 2223003122003222 5200828282828210 378282246310005 371449635398431 ' +
    '378734493671000 6011111111111117 6011000990139424 30569309025904 38520000023237 3056930009020004 ' +
    '3530111333300000 3566002020360505 6200000000000005 4000000000000069 4000000000000119'
  ).split(' '),
)

/** Credit and debit card numbers: issuer range and length, then the Luhn check. */
export const creditCard = detector({
  code: 'pii_credit_card',
  label: 'Credit Card Number',
  category: 'pii',
  severity: 'critical',
  dataType: 'financial',
  mechanism: 'checksum',
  hints: [
    '000000000000',
    '0000 0000 0000',
    '0000-0000-0000',
    '0000.0000.0000',
    '0000 000000 0000',
    '0000-000000-0000',
  ],
  pattern: find,
  check,
  context: near([
    '(?:credit|debit|bank|payment|visa|master|amex|gift)?[\\s_-]?cards?(?:[\\s_-]?(?:number|no|num|#))?',
    'visa',
    'mastercard',
    'amex',
    'american express',
    'maestro',
    'pan',
    'cc(?:[\\s_-]?(?:number|num|no))?',
    'jcb',
    'diners',
    'discover',
    'union ?pay',
    'rupay',
    'troy',
    'elo',
    'mir',
    'kreditkarte\\w{0,10}',
    'tarjeta',
    'carte bancaire',
  ]),
  examples: {
    find: [
      ['paid with 4539 1488 0343 6467.', '4539 1488 0343 6467'],
      ['card=5425233430109903&cvv', '5425233430109903'],
      ['amex 3782-822463-10005', '3782-822463-10005'],
      ['card number 4539 1488 0343 6468 was refused', '4539 1488 0343 6468'],
      ['Maestro card 6759649826438453', '6759649826438453'],
      ['test with 4111111111111111', '4111111111111111'],
      ['paid with 4539.1488.0343.6467', '4539.1488.0343.6467'],
      ['[4539148803436467]', '4539148803436467'],
      ['card no.4539148803436467', '4539148803436467'],
      ['4539 1488 0343 6467 0928 123', '4539 1488 0343 6467'],
      ["VALUES (1, '4539148803436467', '2026-01-01')", '4539148803436467'],
    ],
    ignore: [
      ['order 4539148803436468', 'fails the Luhn check'],
      ['id 7992739871399273', 'no issuer begins with 79'],
      ['sha 4539148803436467ab12', 'part of a hash'],
      ['[4539148803436467, 5425233430109903, 12]', 'numbers in an array'],
      ['call +4539148803436467', 'a leading plus makes it a phone number'],
      ['x = 0.4539148803436467', 'digits after a decimal point'],
      ['[-.4539148803436467, -.5]', 'digits after a decimal point with nothing before it'],
      ['disabled: 4539 1488 0343 6467 4471 4503', 'a row of numbers of four digits'],
      ['4503 4471 4539 1488 0343 6467', 'the end of such a row'],
      ['4539 1488-0343 6467', 'two kinds of separator'],
      ['rng(628174795866951638)', 'a length that issuers may give out and do not, and no keyword'],
      ['6759649826438453 units', 'a wide issuer range and no keyword'],
      ['uuid 1f0e4539-1488-0343-6467-aabbccddeeff', 'part of a UUID'],
    ],
  },
})

/** The next number that stands alone; empty where it does not. */
function find({ text, digits }: Reading, from: number): Found | null {
  for (let i = firstPlace(digits, from); i + DIGITS_MIN <= digits.count; i++) {
    const at = digits.at[i] as number
    if ((digits.at[i + DIGITS_MIN - 1] as number) >= at + DIGITS_WITHIN) continue
    NUMBER.lastIndex = at
    if (!NUMBER.test(text)) continue
    const end = NUMBER.lastIndex
    return { start: isPart(text, at, end) ? end : at, end, isSure: false }
  }
  return null
}

/** Tells whether a number is a part of something else: of a longer one, of a phone number or of an array. */
function isPart(text: string, start: number, end: number): boolean {
  if (text[start - 1] === '+' || !standsAlone(text, start, end)) return true
  const before = text.slice(Math.max(0, start - 16), start)
  const after = text.slice(end, end + 16)
  if (/(?<!\p{L})\.$/u.test(before) || GROUPS_BEFORE.test(before) || GROUPS_AFTER.test(after)) return true
  // One number in brackets, or one in quotes, is not a row of numbers.
  if (/["']$/.test(before) || (/\[\s{0,8}$/.test(before) && /^\s{0,8}\]/.test(after))) return false
  return /\d,\s{0,8}$|\[\s{0,8}$/.test(before) && /^\s{0,8}[,\]]/.test(after)
}

function check(value: string): Verdict | null {
  if (!SHAPE.test(value)) return null
  const digits = value.replace(/\D/g, '')
  if (/^(\d)\1+$/.test(digits)) return null
  const known = issued(digits, ISSUERS)
  if (!known && !issued(digits, WIDE_ISSUERS)) return null
  if (!luhn(digits)) return known ? verdict.claimed : null
  const weighed = known && !/^\d{17,18}$/.test(value) ? verdict.proven : verdict.announced
  return SAMPLES.has(digits) ? { ...weighed, testValue: true } : weighed
}

function issued(digits: string, issuers: typeof ISSUERS): boolean {
  return issuers.some(([prefix, lengths]) => lengths.includes(digits.length) && prefix.test(digits))
}
