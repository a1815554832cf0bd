import { unitTable } from '../engine/units.ts'

/** How many weights the learned part has; every n-gram is hashed to one of them. */
export const BUCKETS = 1 << 18

/** Segments shorter than this go on over the end of a sentence. Units: UTF-16 code units. */
const SEGMENT_MIN = 40
/** Segments are cut at the next blank after this, and anywhere at the hard limit. */
const SEGMENT_SOFT_MAX = 200
const SEGMENT_HARD_MAX = 256
/** Three n-grams of characters and three of words for each unit at most. */
const INDICES_MAX = (SEGMENT_HARD_MAX + 2) * 6

const SHIFT = 32 - Math.log2(BUCKETS)
const GOLDEN = 0x9e3779b1
const SPACE = 32
const DIGIT = 48

/** For each unit its plain form (lower case, one digit for all, one blank for all white space), and above it its kind. */
let known: Uint32Array | undefined

/** Takes the n-grams of one segment: the first `count` of `indices`, which are used again for the next one. */
export type SegmentVisitor = (indices: Int32Array, count: number, start: number, end: number) => void

const indices = new Int32Array(INDICES_MAX)

/**
 * Cuts a folded text into segments of about a sentence and gives the hashed n-grams of each: characters by three,
 * four and five, words by one, two and three. N-grams reach back over the start of their segment. Rulers, rows of
 * single letters and a word over and over say nothing beyond their beginning.
 */
export function eachSegment(text: string, visit: SegmentVisitor): void {
  known ??= forms()
  const formOf = known
  let count = 0
  let start = 0
  let c1 = SPACE
  let c2 = 0
  let c3 = 0
  let c4 = 0
  let word = 0
  let word1 = 0
  let word2 = 0
  for (let i = 0; i <= text.length; i++) {
    const unit = i === text.length ? SPACE : text.charCodeAt(i)
    const form = formOf[unit] as number
    const c = form & 0xffff
    const kind = form >>> 16
    if (c !== SPACE || c1 !== SPACE) {
      if (c !== c2 || c1 !== c3) {
        const pair = Math.imul(c1, 0x01000193) + c
        const h3 = Math.imul(pair, 0x01000193) + c2
        const h4 = Math.imul(h3, 0x01000193) + c3
        const h5 = Math.imul(h4, 0x01000193) + c4
        indices[count++] = Math.imul(h3 ^ 0x51ed27, GOLDEN) >>> SHIFT
        indices[count++] = Math.imul(h4 ^ 0x2c1b3c6d, GOLDEN) >>> SHIFT
        indices[count++] = Math.imul(h5 ^ 0x297a2d39, GOLDEN) >>> SHIFT
        if (kind === 3) indices[count++] = Math.imul(pair ^ 0x1b873593, GOLDEN) >>> SHIFT
      }
      c4 = c3
      c3 = c2
      c2 = c1
      c1 = c
    }
    if (kind === 1) word = Math.imul(word ^ c, 0x01000193) + 0x7f4a7c15
    else if (word !== 0) {
      if (word !== word1 || word1 !== word2) {
        const two = Math.imul(word1, 0x85ebca6b) ^ word
        indices[count++] = Math.imul(word ^ 0x3c6ef372, GOLDEN) >>> SHIFT
        indices[count++] = Math.imul(two ^ 0x78dde6e4, GOLDEN) >>> SHIFT
        indices[count++] = Math.imul(Math.imul(word2, 0x27d4eb2f) ^ two, GOLDEN) >>> SHIFT
      }
      word2 = word1
      word1 = word
      word = 0
    }
    const length = i - start
    if (length < SEGMENT_MIN) continue
    const isCut =
      length >= SEGMENT_HARD_MAX || unit === 10 || kind === 2 || (length >= SEGMENT_SOFT_MAX && c === SPACE)
    if (!isCut) continue
    visit(indices, count, start, Math.min(i + 1, text.length))
    start = i + 1
    count = 0
  }
  if (count > 0) visit(indices, count, Math.min(start, text.length), text.length)
}

function* normalForms(): Generator<readonly [number, number]> {
  for (let code = 0; code < 65_536; code++) {
    const unit = String.fromCharCode(code)
    if (/\s/.test(unit)) yield [code, SPACE]
    else if (code >= 48 && code <= 57) yield [code, DIGIT]
    else {
      const lower = unit.toLowerCase()
      if (lower.length === 1 && lower !== unit) yield [code, lower.charCodeAt(0)]
    }
  }
}

function forms(): Uint32Array {
  const plain = unitTable(normalForms())
  const of = kinds()
  return Uint32Array.from(plain, (code) => code | ((of[code] as number) << 16))
}

/** What a unit does: 1 belongs to a word, 2 ends a sentence, 3 is an ideograph or a syllable, a word by itself. */
function kinds(): Uint8Array {
  const of = new Uint8Array(65_536)
  const set = (first: number, last: number, kind: number) => of.fill(kind, first, last + 1)
  set(48, 48, 1)
  set(97, 122, 1)
  set(0xaa, 0x1fff, 1)
  set(0x3040, 0xd7ff, 3)
  for (const sign of '.!?;।؟。！？') of[sign.charCodeAt(0)] = 2
  return of
}
