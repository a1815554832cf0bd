import { fromUnits, translate, unitAt, unitTable } from '../engine/units.ts'
import { inPlace, type View, viewBuilder } from '../engine/view.ts'

/** A way to write words so that filters do not see them, and how to read it. */
export interface Disguise {
  /** Literals that give the disguise away. */
  readonly hints: readonly string[]
  readonly read: (text: string) => View
}

const STEMS = [
  'ignore',
  'instruction',
  'system',
  'prompt',
  'forget',
  'disregard',
  'reveal',
  'previous',
  'bypass',
]
const LEET = unitTable(
  [...'01345789@$!|'].map((sign, i) => [sign.charCodeAt(0), 'oieastbgasil'.charCodeAt(i)]),
)
const ROT13 = unitTable(
  [65, 97].flatMap((base) =>
    Array.from({ length: 26 }, (_, i) => [base + i, base + ((i + 13) % 26)] as const),
  ),
)

/** Single letters with a separator between them, `i g n o r e`. */
const spaced: Disguise = {
  hints: STEMS.flatMap((stem) => [' ', '.', '-', '_', '*'].map((gap) => [...stem.slice(0, 5)].join(gap))),
  read: (text) => {
    const builder = viewBuilder(text)
    for (const match of text.matchAll(
      /(?<![A-Za-z])[A-Za-z](?:([ ._*-])[A-Za-z](?:\1[A-Za-z]){2,400})(?![A-Za-z])/g,
    )) {
      for (let at = match.index + 1; at < match.index + match[0].length; at += 2)
        builder.replace(at, at + 1, '')
    }
    return builder.finish()
  },
}

/** Digits and signs in place of letters, `1gn0re`. */
const leet: Disguise = {
  hints: STEMS.flatMap(leetForms),
  read: (text) => inPlace(unleet(text)),
}

const rot13: Disguise = {
  hints: STEMS.map(rotate),
  read: (text) => inPlace(rotate(text)),
}

const reversed: Disguise = {
  hints: STEMS.map(reverse),
  read: (text) => ({
    text: reverse(text),
    toSource: ({ start, end }) => ({ start: text.length - end, end: text.length - start }),
  }),
}

/** Every disguise that is looked through. */
export const disguises: readonly Disguise[] = [spaced, leet, rot13, reversed]

/** The forms of a word in which one letter, a pair, every vowel or every letter is a digit (`0` in a hint), or a sign. */
function leetForms(stem: string): string[] {
  const spots = [...stem].flatMap((letter, i) => ('oieastbg'.includes(letter) ? [i] : []))
  const vowels = spots.filter((i) => 'oiea'.includes(stem.charAt(i)))
  const swaps = [spots, vowels, ...spots.flatMap((one) => spots.map((other) => [one, other]))]
  const digits = swaps.map((swap) => [...stem].map((letter, i) => (swap.includes(i) ? '0' : letter)).join(''))
  const signs = [...stem].map((letter) => ({ a: '@', s: '$', i: '!' })[letter] ?? letter).join('')
  return [...new Set([...digits, signs])].filter((form) => form !== stem && /[a-z]/.test(form))
}

/** Makes letters of the signs that touch a letter; numbers stay. */
function unleet(text: string): string {
  const units = new Uint16Array(text.length)
  for (let i = 0; i < units.length; i++) {
    const code = text.charCodeAt(i)
    const touches = isLetter(unitAt(text, i + 1)) || (i > 0 && isLetter(units[i - 1] as number))
    units[i] = touches ? (LEET[code] as number) : code
  }
  return fromUnits(units)
}

function isLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122
}

function rotate(text: string): string {
  return translate(text, ROT13)
}

/** By UTF-16 units, so that positions mirror exactly. */
function reverse(text: string): string {
  const units = new Uint16Array(text.length)
  for (let i = 0; i < units.length; i++) units[i] = text.charCodeAt(units.length - 1 - i)
  return fromUnits(units)
}
