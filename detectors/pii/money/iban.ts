import { detector, type Span, type Verdict, verdict } from '../../detector.ts'
import { isWord } from '../../engine/boundary.ts'
import { announcing } from '../../engine/context.ts'
import { unitAt } from '../../engine/units.ts'
import { remainder } from '../checksums.ts'
import { IBAN_SHAPES } from './iban-registry.ts'

const CLASSES: Readonly<Record<string, string>> = { n: '\\d', a: '[A-Z]', c: '[A-Z0-9]' }
const SHAPES = new Map(
  Object.entries(IBAN_SHAPES).map(([country, shape]) => {
    const runs = [...shape.matchAll(/(\d+)([nac])/g)]
    const source = runs.map(([, count = '', kind = '']) => `${CLASSES[kind]}{${count}}`).join('')
    const chars = runs.reduce((sum, [, count]) => sum + Number(count), 4)
    return [country, { chars, account: new RegExp(`^${source}$`) }] as const
  }),
)
const CHARS_MAX = 34
/** What the registry and the banks print as examples. */
const SAMPLES = new Set([
  'GB29NWBK60161331926819',
  'GB82WEST12345698765432',
  'DE89370400440532013000',
  'FR1420041010050500013M02606',
  'NL91ABNA0417164300',
  'ES9121000418450200051332',
  'IT60X0542811101000000123456',
  'CH9300762011623852957',
])

/** International bank account numbers: a country's length and shape, then modulus 97. */
export const iban = detector({
  code: 'pii_iban',
  label: 'International Bank Account Number (IBAN)',
  category: 'pii',
  severity: 'high',
  dataType: 'financial',
  mechanism: 'checksum',
  // Whatever the country, two check digits come first; a bare pair is too common, so what follows must be there as well.
  hints: [...SHAPES.keys()].flatMap((country) => [
    `${country.toLowerCase()}00`,
    `${country.toLowerCase()} 00`,
  ]),
  pattern: /[A-Z]{2} ?\d{2}(?=[ -]?[A-Z0-9])/gi,
  locate,
  check,
  context: announcing([
    'iban',
    'bank account',
    'account',
    'konto',
    'kontonummer',
    'bankverbindung',
    'compte',
    'cuenta',
  ]),
  examples: {
    find: [
      ['pay to GB69PMNJ18913943430745 today', 'GB69PMNJ18913943430745'],
      ['IBAN: DE44 5001 0517 5407 3249 31', 'DE44 5001 0517 5407 3249 31'],
      ['gb50mvfc38361978683032 in lower case', 'gb50mvfc38361978683032'],
      ['IBAN DE44500105175407324932 was refused', 'DE44500105175407324932'],
      ['the sample FR14 2004 1010 0505 0001 3M02 606', 'FR14 2004 1010 0505 0001 3M02 606'],
      ['{"iban":"NO9386011117947"}', 'NO9386011117947'],
    ],
    ignore: [
      ['ref DE44500105175407324932', 'the checksum fails and no keyword stands there'],
      ['DE4450010517540732493', 'a digit too few'],
      ['XX44500105175407324931', 'no such country'],
      ['xDE44500105175407324931', 'part of a longer word'],
      ['sha GB69PMNJ18913943430745ab', 'part of a longer run'],
      ['GB69 1234 1891 3943 4307 45', 'British accounts begin with four letters'],
    ],
  },
})

/** Reads as many characters as the country's numbers have, over blanks or hyphens between groups. */
function locate(text: string, match: RegExpExecArray): Span | null {
  const start = match.index
  if (isWord(unitAt(text, start - 1))) return null
  const chars = SHAPES.get(match[0].slice(0, 2).toUpperCase())?.chars
  if (chars === undefined) return null
  let read = 0
  let end = start
  for (; read < chars && end < start + CHARS_MAX * 2; end++) {
    if (isAlphanumeric(unitAt(text, end))) read++
    else if (!/[ -]/.test(text.charAt(end)) || !isAlphanumeric(unitAt(text, end + 1))) return null
  }
  return read < chars || isAlphanumeric(unitAt(text, end)) || text[end] === '_' ? null : { start, end }
}

function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 122)
}

function check(value: string): Verdict | null {
  const compact = value.replace(/[\s-]/g, '').toUpperCase()
  const shape = SHAPES.get(compact.slice(0, 2))
  if (shape === undefined || !/^\d\d$/.test(compact.slice(2, 4)) || !shape.account.test(compact.slice(4)))
    return null
  // Check digits come out of a subtraction from 98. Source: ISO 7064.
  const isOutside = /^..(?:0[01]|99)/.test(compact)
  if (isOutside || remainder(compact.slice(4) + compact.slice(0, 4), 97) !== 1) return verdict.claimed
  return SAMPLES.has(compact) ? { ...verdict.proven, testValue: true } : verdict.proven
}
