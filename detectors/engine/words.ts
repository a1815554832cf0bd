/** Words of a text that hold a digit, or stand right before one that does: where each begins, and of which kind it is. */
export interface TextWords {
  readonly starts: readonly number[]
  readonly kinds: readonly number[]
}

/** How many kinds of words there are. */
export const WORD_KINDS = 128
const LENGTH_MAX = 31
/** So many words before one with a digit are kept, for values that begin with letters. */
const LEAD = 3

const OTHER = 0
const LETTER = 1
const DIGIT = 2
const CLASSES = new Uint8Array(128)
CLASSES.fill(DIGIT, 48, 58)
CLASSES.fill(LETTER, 65, 91)
CLASSES.fill(LETTER, 97, 123)
CLASSES[95] = LETTER

/** The kind of a word: how long it is, whether it is of letters, of digits or of both, and with which it begins. */
export function wordKind(length: number, isDigitFirst: boolean, isMixed: boolean): number {
  return Math.min(length, LENGTH_MAX) * 4 + (isMixed ? 2 : 0) + (isDigitFirst ? 1 : 0)
}

/** Reads the words of a text, on the first question: runs of ASCII letters, digits and underscores. */
export function readWords(text: string): () => TextWords {
  let words: TextWords | undefined
  return () => {
    words ??= wordsOf(text)
    return words
  }
}

function wordsOf(text: string): TextWords {
  const starts: number[] = []
  const kinds: number[] = []
  /** Words without a digit that may still lead up to one, by their count modulo `LEAD`. */
  const leads = new Int32Array(LEAD * 2)
  let waiting = 0
  let start = -1
  let seen = 0
  let first = OTHER
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 0
    const unit = code < 128 ? (CLASSES[code] as number) : OTHER
    if (unit !== OTHER) {
      if (start < 0) {
        start = at
        first = unit
        seen = 0
      }
      seen |= unit
      continue
    }
    if (start < 0) continue
    const kind = wordKind(at - start, first === DIGIT, seen === (LETTER | DIGIT))
    if ((seen & DIGIT) !== 0) {
      for (let i = Math.max(0, waiting - LEAD); i < waiting; i++) {
        starts.push(leads[(i % LEAD) * 2] as number)
        kinds.push(leads[(i % LEAD) * 2 + 1] as number)
      }
      waiting = 0
      starts.push(start)
      kinds.push(kind)
    } else {
      leads[(waiting % LEAD) * 2] = start
      leads[(waiting % LEAD) * 2 + 1] = kind
      waiting++
    }
    start = -1
  }
  return { starts, kinds }
}
