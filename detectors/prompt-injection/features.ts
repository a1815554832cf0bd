import { unitTable } from '../engine/units.ts'
import {
  COLON,
  type Concepts,
  conceptOf,
  concepts,
  entryOf,
  extended,
  isStem,
  mayBeWord,
  QUOTE,
  SENTENCE,
  stepOf,
} from './concepts.ts'

/** How many weights the learned part has; every feature is hashed to one of them. */
export const BUCKETS = 1 << 18

/** Segments shorter than this go on over the end of a sentence. Units: UTF-16 code units. */
const SEGMENT_MIN = 40
/** Segments are cut at the next blank after this, and anywhere at the hard limit. */
const SEGMENT_SOFT_MAX = 200
const SEGMENT_HARD_MAX = 256
/** Two n-grams and three of concepts for each unit at most, and three more for a mark that follows. */
const INDICES_MAX = (SEGMENT_HARD_MAX + 2) * 8

/** Longer words are names in code or payloads, and what they begin with says nothing. */
const STEMMED_MAX = 18

const SHIFT = 32 - Math.log2(BUCKETS)
const GOLDEN = 0x9e3779b1
const SPACE = 32
const DIGIT = 48
const NEWLINE = 10

/** What a unit does: it belongs to a word, ends a sentence, is an ideograph or a syllable and a word by itself, or sets apart. */
const WORD = 1
const STOP = 2
const SYLLABLE = 3
const ANNOUNCES = 4
const QUOTES = 5
/** The concept of a unit by its kind. */
const MARKS = Uint8Array.of(0, 0, SENTENCE, 0, COLON, QUOTE)

/** For each unit its plain form (lower case, one digit for all, one blank for all white space), and above it its kind. */
let known: Uint32Array | undefined
let meanings: Concepts | undefined

/** Takes the features of one segment: the first `count` of `indices`, which are used again for the next one. */
export type SegmentVisitor = (indices: Int32Array, count: number, start: number, end: number) => void

const indices = new Int32Array(INDICES_MAX)

/**
 * Cuts a folded text into segments of about a sentence and gives the hashed features of each: words by one and two,
 * ideographs and syllables by two and three, and what the lexicon knows by one, two and three concepts in a row,
 * whatever stands between them. The end of the text ends a sentence, with a full stop or without. Features reach back
 * over the start of their segment. A word or a concept over and over
 * says nothing beyond its beginning.
 */
export function eachSegment(text: string, visit: SegmentVisitor): void {
  known ??= forms()
  meanings ??= concepts()
  const formOf = known
  const lexical = meanings
  let count = 0
  let start = 0
  let c1 = SPACE
  let c2 = 0
  let word = 0
  let wordLength = 0
  let isKnown = true
  let stem = 0
  let entry = 0
  let word1 = 0
  let word2 = 0
  let concept1 = SENTENCE
  let concept2 = 0
  for (let i = 0; i <= text.length; i++) {
    const unit = i === text.length ? SPACE : text.charCodeAt(i)
    const form = formOf[unit] as number
    const c = form & 0xffff
    const kind = form >>> 16
    let concept = 0
    let mark = 0
    if (kind === WORD) {
      word = extended(word, c)
      wordLength++
      entry = 0
      if (isKnown) {
        const step = stepOf(lexical, word)
        if (mayBeWord(step)) {
          entry = entryOf(lexical, word)
          if (isStem(entry)) stem = entry
        }
        isKnown = step !== 0
      }
      // Nothing within a word ends a segment, but that it is too long.
      if (i - start < SEGMENT_HARD_MAX) {
        c2 = c1
        c1 = c
        continue
      }
    } else {
      if (word !== 0) {
        if (word !== word1 || word1 !== word2) {
          indices[count++] = Math.imul(word ^ 0x3c6ef372, GOLDEN) >>> SHIFT
          indices[count++] = Math.imul(Math.imul(word1, 0x85ebca6b) ^ word ^ 0x78dde6e4, GOLDEN) >>> SHIFT
          concept = conceptOf(entry !== 0 || wordLength > STEMMED_MAX ? entry : stem)
        }
        word2 = word1
        word1 = word
        word = 0
        wordLength = 0
        isKnown = true
        stem = 0
        entry = 0
      }
      if (kind === SYLLABLE) {
        if (c !== c1 || c1 !== c2) {
          const pair = extended(extended(2, c1), c)
          const triple = extended(extended(extended(3, c2), c1), c)
          indices[count++] = Math.imul(pair ^ 0x1b873593, GOLDEN) >>> SHIFT
          indices[count++] = Math.imul(triple ^ 0x51ed27, GOLDEN) >>> SHIFT
          mark = conceptOf(
            entryOf(lexical, triple) || entryOf(lexical, pair) || entryOf(lexical, extended(1, c)),
          )
        }
      } else mark = unit === NEWLINE || i === text.length ? SENTENCE : (MARKS[kind] as number)
    }
    if (concept === 0) {
      concept = mark
      mark = 0
    }
    for (; concept !== 0; concept = mark, mark = 0) {
      if (concept === concept1 && (concept === SENTENCE || concept === concept2)) continue
      const own = Math.imul(concept, 0x3779fb9b)
      const pair = Math.imul(concept1, 0x2545f491) ^ own
      indices[count++] = Math.imul(own ^ 0x5bd1e995, GOLDEN) >>> SHIFT
      indices[count++] = Math.imul(pair ^ 0x1b56c4e9, GOLDEN) >>> SHIFT
      indices[count++] = Math.imul(Math.imul(concept2, 0x68e31da5) ^ pair ^ 0x7a3c5e11, GOLDEN) >>> SHIFT
      concept2 = concept1
      concept1 = concept
    }
    c2 = c1
    c1 = c
    const length = i - start
    if (length < SEGMENT_MIN) continue
    const isCut =
      length >= SEGMENT_HARD_MAX ||
      unit === NEWLINE ||
      kind === STOP ||
      (length >= SEGMENT_SOFT_MAX && c === SPACE)
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

function kinds(): Uint8Array {
  const of = new Uint8Array(65_536)
  const set = (first: number, last: number, kind: number) => of.fill(kind, first, last + 1)
  const each = (signs: string, kind: number) => {
    for (const sign of signs) of[sign.charCodeAt(0)] = kind
  }
  set(DIGIT, DIGIT, WORD)
  set(97, 122, WORD)
  set(0xc0, 0x1fff, WORD)
  set(0x0e00, 0x0eff, SYLLABLE)
  set(0x3040, 0xd7ff, SYLLABLE)
  each('ªµº', WORD)
  each('×÷،؛', 0)
  each('.!?;।؟。！？', STOP)
  each(':：', ANNOUNCES)
  each('"“”„«»「」『』', QUOTES)
  return of
}
