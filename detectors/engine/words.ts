import { isDigit, type Reading } from './reading.ts'
import { unitAt } from './units.ts'

/** Words of a text that hold a digit, or stand right before one that does: where each begins, and of which kind it is. */
export interface TextWords {
  /** There is more room than words. They hold until the next text is read. */
  readonly starts: Int32Array
  readonly kinds: Uint8Array
  readonly count: number
  /** The kinds that there are, each once. */
  readonly present: readonly number[]
}

/** How many kinds of words there are. */
export const WORD_KINDS = 256
const LENGTH_MAX = 15
/** What stands behind a word and one more unit. */
export const NEXT_OTHER = 0
export const NEXT_DIGIT = 1
export const NEXT_LETTER = 2
/** So many words before one with a digit are kept, for values that begin with letters. */
const LEAD = 3

const WORD_UNITS = new Uint8Array(65_536)
for (const [first, last] of [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
] as const) {
  WORD_UNITS.fill(1, first, last + 1)
}

/**
 * The kind of a word: how long it is, whether it is of letters, of digits or of both, with which it begins, and what
 * stands behind the unit that ends it.
 */
export function wordKind(length: number, isDigitFirst: boolean, isMixed: boolean, next: number): number {
  return Math.min(length, LENGTH_MAX) * 16 + next * 4 + (isMixed ? 2 : 0) + (isDigitFirst ? 1 : 0)
}

function nextOf(text: string, end: number): number {
  const code = unitAt(text, end + 1)
  return isDigit(code) ? NEXT_DIGIT : WORD_UNITS[code] === 1 ? NEXT_LETTER : NEXT_OTHER
}

/** Reads the words of a text, on the first question: runs of ASCII letters, digits and underscores. */
export function readWords(reading: Reading): () => TextWords {
  let words: TextWords | undefined
  return () => {
    words ??= wordsOf(reading)
    return words
  }
}

/** Words of texts with fewer than so many share one room. */
const KEPT_WORDS = 1_048_576
let kept = roomFor(1_024)

function roomOf(words: number): Pick<TextWords, 'starts' | 'kinds'> {
  if (words > KEPT_WORDS) return roomFor(words)
  if (kept.starts.length < words) kept = roomFor(Math.min(KEPT_WORDS, words * 2))
  return kept
}

function roomFor(words: number): Pick<TextWords, 'starts' | 'kinds'> {
  return { starts: new Int32Array(words), kinds: new Uint8Array(words) }
}

/** Goes from digit to digit, so that a text without many costs little. */
function wordsOf({ text, digits }: Reading): TextWords {
  const { starts, kinds } = roomOf(Math.min(digits.count * (LEAD + 1), (text.length >> 1) + 1))
  let count = 0
  let end = 0
  for (let i = 0; i < digits.count; i++) {
    const at = digits.at[i] as number
    if (at < end) continue
    const before = end
    let start = at
    while (start > before && isWordUnit(text, start - 1)) start--
    const leadCount = leadWords(text, before, start)
    for (let lead = leadCount - 1; lead >= 0; lead--) {
      starts[count] = leads[lead * 2] as number
      kinds[count++] = leads[lead * 2 + 1] as number
    }
    end = at + 1
    let digitsCount = 1
    for (; end < text.length && isWordUnit(text, end); end++) if (isDigit(text.charCodeAt(end))) digitsCount++
    starts[count] = start
    kinds[count++] = wordKind(end - start, start === at, digitsCount < end - start, nextOf(text, end))
  }
  return { starts, kinds, count, present: distinct(kinds, count) }
}

const isPresent = new Uint8Array(WORD_KINDS)

function distinct(kinds: Uint8Array, count: number): readonly number[] {
  isPresent.fill(0)
  const present: number[] = []
  for (let i = 0; i < count; i++) {
    const kind = kinds[i] as number
    if (isPresent[kind] === 0) present.push(kind)
    isPresent[kind] = 1
  }
  return present
}

const leads = new Int32Array(LEAD * 2)

/** Writes down the last words before a position, of which none has a digit, back to an earlier one; tells how many. */
function leadWords(text: string, from: number, to: number): number {
  let count = 0
  let at = to
  while (count < LEAD) {
    while (at > from && !isWordUnit(text, at - 1)) at--
    if (at === from) break
    const end = at
    while (at > from && isWordUnit(text, at - 1)) at--
    leads[count * 2] = at
    leads[count * 2 + 1] = wordKind(end - at, false, false, nextOf(text, end))
    count++
  }
  return count
}

function isWordUnit(text: string, at: number): boolean {
  return WORD_UNITS[text.charCodeAt(at)] === 1
}
