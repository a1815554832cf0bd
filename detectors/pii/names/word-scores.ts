import { fromBase64 } from './base64.ts'
import { BIAS, FEATURES_MAX, scoreOf, type Word } from './features.ts'
import { isNoName } from './stop-words.ts'
import { NAME_WEIGHTS } from './weights.ts'

let weights: Int8Array | undefined
const room = new Int32Array(FEATURES_MAX)
const ASKED = 1
const REFUSED = 2
/** What is known of the last words, as each is asked for by its neighbours as well. */
const recent = {
  starts: new Int32Array(4).fill(-1),
  scores: new Int32Array(4),
  /** Whether `isNoName` was asked, and what it said. */
  answers: new Uint8Array(4),
}
let oldest = 0

/** Begins anew: places are those of another run. */
export function forgetWords(): void {
  recent.starts.fill(-1)
}

export function weigh(text: string, word: Word): number {
  return recent.scores[placeOf(text, word)] as number
}

/** Tells whether a word is no name where it stands; see `isNoName`. */
export function isRefused(text: string, word: Word): boolean {
  const at = placeOf(text, word)
  if (recent.answers[at] === 0) {
    recent.answers[at] = isNoName(text, word.start, word.end) ? ASKED | REFUSED : ASKED
  }
  return recent.answers[at] !== ASKED
}

/** Where a word's score is kept, which is made when it was not asked for lately. */
function placeOf(text: string, word: Word): number {
  const { starts, scores, answers } = recent
  for (let at = 0; at < 4; at++) if (starts[at] === word.start) return at
  weights ??= fromBase64(NAME_WEIGHTS)
  const at = oldest
  oldest = (oldest + 1) & 3
  starts[at] = word.start
  scores[at] = scoreOf(text, word, weights, room) + BIAS
  answers[at] = 0
  return at
}
