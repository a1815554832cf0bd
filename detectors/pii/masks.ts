import { NEXT_DIGIT, NEXT_LETTER, NEXT_OTHER, WORD_KINDS, wordKind } from '../engine/words.ts'

/** What a sign of a mask stands for in a regular expression. */
const SIGNS: Readonly<Record<string, string>> = { '#': '\\d', '@': '[a-z]', '*': '[a-z0-9]', ' ': '[ ./-]' }
const SEPARATORS = [' ', '.', '-', '/']
const WORD = '[a-z0-9_]'

/**
 * The pattern of values that are written in one of some ways. In a mask, `#` is a digit, `@` a letter, `*` either and
 * a blank any usual separator; everything else stands for itself.
 */
export function patternOf(masks: readonly string[]): RegExp {
  const longestFirst = masks.toSorted((a, b) => b.length - a.length)
  return new RegExp(`(?<!${WORD})(?:${longestFirst.map(sourceOf).join('|')})(?!${WORD})`, 'yi')
}

/** The kinds of words that a value which fits one of the masks begins with. */
export function beginningsOf(masks: readonly string[]): Uint8Array {
  const kinds = new Uint8Array(WORD_KINDS)
  for (const mask of masks) {
    const first = /^[#@*\w]+/.exec(mask)?.[0]
    if (first === undefined) throw new Error(`a mask that begins with a sign: ${mask}`)
    const mayBe = (pattern: RegExp) => [...first].every((sign) => pattern.test(sign))
    const isDigitFirst = /^[#*\d]/.test(first)
    const isLetterFirst = first.startsWith('*') || !isDigitFirst
    for (const next of nextIn(mask, first.length)) {
      if (mayBe(/[#*\d]/)) kinds[wordKind(first.length, true, false, next)] = 1
      if (mayBe(/[@*a-z]/i)) kinds[wordKind(first.length, false, false, next)] = 1
      if (isDigitFirst) kinds[wordKind(first.length, true, true, next)] = 1
      if (isLetterFirst) kinds[wordKind(first.length, false, true, next)] = 1
    }
  }
  return kinds
}

/** What may stand behind the first word of a value and one more unit; anything where the mask says nothing of it. */
function nextIn(mask: string, end: number): readonly number[] {
  const sign = mask.charAt(end + 1)
  if (sign === '') return [NEXT_OTHER, NEXT_DIGIT, NEXT_LETTER]
  if (sign === '*') return [NEXT_DIGIT, NEXT_LETTER]
  if (/[#\d]/.test(sign)) return [NEXT_DIGIT]
  return /[@\w]/.test(sign) ? [NEXT_LETTER] : [NEXT_OTHER]
}

/** Literals of which one is in every value that fits one of the masks, for the prefilter; `0` is any digit. */
export function literalsOf(masks: readonly string[]): readonly string[] {
  return [...new Set(masks.flatMap(literals))]
}

function sourceOf(mask: string): string {
  return mask.replace(/([#@*])\1*| |[^#@* ]/g, (run) => {
    const sign = SIGNS[run.charAt(0)]
    if (sign === undefined) return run.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    return run.length === 1 ? sign : `${sign}{${run.length}}`
  })
}

/** The part of a mask that is rarest in prose: its longest stretch with digits and known signs, cut to three groups. */
function literals(mask: string): readonly string[] {
  const stretches = mask.match(/[^@* ](?:[^@*]*[^@* ])?/g) ?? []
  const best = stretches.filter((one) => one.includes('#')).toSorted((a, b) => b.length - a.length)[0]
  if (best === undefined) throw new Error(`a mask without a digit: ${mask}`)
  const shape = best.replace(/[#\d]/g, '0').toLowerCase().split(' ').slice(0, 3)
  return shape.length === 1 ? shape : SEPARATORS.map((separator) => shape.join(separator))
}
