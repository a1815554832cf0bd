import { isCapital } from '../../engine/reading.ts'
import { unitAt } from '../../engine/units.ts'
import { COMMON_NAMES } from './common-names.ts'
import { HASH_SEED, hashOf, lookUp } from './word-table.ts'

/** How many weights the tagger has. */
export const WEIGHTS_COUNT = 1 << 15
/** The most features that one word has. */
export const FEATURES_MAX = 40

/** Added to every score; where it lies decides between false alarms and misses. */
export const BIAS = 140

/** A word that may be part of a name: capital first, where it stands, and in which run of such words. */
export interface Word {
  readonly start: number
  readonly end: number
}

const LETTER = 1
const DIGIT = 2
const KINDS = new Uint8Array(65_536).fill(LETTER, 0xc0).fill(0, 0x2000, 0x2c00)
for (let code = 65; code < 91; code++) KINDS[code] = KINDS[code + 32] = LETTER
for (let code = 48; code < 58; code++) KINDS[code] = DIGIT

/** Tells whether a unit is part of a word; letters beyond ASCII are. */
export function isLetter(code: number): boolean {
  return KINDS[code] === LETTER
}

/** The word before a position, over what stands between; its end is 0 when there is none in reach. */
function wordBefore(text: string, at: number): Word {
  let end = at
  while (end > 0 && at - end < 4 && !isWordUnit(text.charCodeAt(end - 1))) end--
  let start = end
  while (start > 0 && end - start < 24 && isWordUnit(text.charCodeAt(start - 1))) start--
  return { start, end }
}

function wordAfter(text: string, at: number): Word {
  let start = at
  while (start < text.length && start - at < 4 && !isWordUnit(text.charCodeAt(start))) start++
  let end = start
  while (end < text.length && end - start < 24 && isWordUnit(text.charCodeAt(end))) end++
  return { start, end }
}

function isWordUnit(code: number): boolean {
  return (KINDS[code] as number) > 0
}

/**
 * Writes the features of one word into `into` and gives how many there are: its letters, its ends, its neighbours and
 * the marks around it, each as the number of a weight.
 */
export function featuresOf(text: string, { start, end }: Word, into: Int32Array): number {
  let count = 0
  const before = wordBefore(text, start)
  const second = wordBefore(text, before.start)
  const third = wordBefore(text, second.start)
  const after = wordAfter(text, end)
  const later = wordAfter(text, after.end)
  const two = hashOf(text, start, Math.min(end, start + 2), HASH_SEED)
  const three = hashOf(text, start + 2, Math.min(end, start + 3), two)
  const four = hashOf(text, start + 3, Math.min(end, start + 4), three)
  const self = hashOf(text, start + 4, end, four)
  const previous = hashOf(text, before.start, before.end, HASH_SEED)
  const next = hashOf(text, after.start, after.end, HASH_SEED)
  const previousTwo = hashOf(text, second.start, second.end, HASH_SEED)
  const nextTwo = hashOf(text, later.start, later.end, HASH_SEED)
  const shape = shapeOf(text, start, end)
  const shapeBefore = shapeOf(text, before.start, before.end)
  const shapeAfter = shapeOf(text, after.start, after.end)
  const length = end - start
  into[count++] = placeOf(1, self)
  if (length > 2) {
    into[count++] = placeOf(4, two)
    into[count++] = placeOf(14, hashOf(text, end - 2, end, HASH_SEED))
  }
  if (length > 3) {
    into[count++] = placeOf(5, three)
    into[count++] = placeOf(15, hashOf(text, end - 3, end, HASH_SEED))
  }
  if (length > 4) {
    into[count++] = placeOf(6, four)
    into[count++] = placeOf(16, hashOf(text, end - 4, end, HASH_SEED))
  }
  into[count++] = placeOf(20, previous)
  into[count++] = placeOf(21, next)
  into[count++] = placeOf(22, hashOf(text, second.start, second.end, previous))
  into[count++] = placeOf(23, hashOf(text, later.start, later.end, next))
  into[count++] = placeOf(24, Math.imul(previous, 31) ^ next)
  into[count++] = placeOf(25, previousTwo)
  into[count++] = placeOf(26, nextTwo)
  into[count++] = placeOf(36, hashOf(text, third.start, third.end, Math.imul(previous, 17) ^ previousTwo))
  const mark = unitAt(text, start - 1)
  const marked = unitAt(text, end)
  into[count++] = placeOf(27, mark)
  into[count++] = placeOf(28, marked)
  into[count++] = placeOf(29, Math.imul(mark, 257) ^ marked)
  into[count++] = placeOf(30, shape)
  into[count++] = placeOf(31, Math.imul(shapeBefore, 7) ^ shapeAfter)
  into[count++] = placeOf(32, unitAt(text, before.end) ^ previous)
  into[count++] = placeOf(
    33,
    hashOf(text, after.end - Math.min(3, after.end - after.start), after.end, shapeAfter),
  )
  into[count++] = placeOf(
    34,
    hashOf(text, before.end - Math.min(3, before.end - before.start), before.end, shapeBefore),
  )
  into[count++] = placeOf(35, 1)
  const known = lookUp(COMMON_NAMES, self)
  into[count++] = placeOf(37, known)
  into[count++] = placeOf(38, Math.imul(known, 31) ^ shapeBefore ^ (mark << 4))
  into[count++] = placeOf(39, Math.imul(known, 31) ^ lookUp(COMMON_NAMES, next))
  into[count++] = placeOf(40, Math.imul(known, 31) ^ lookUp(COMMON_NAMES, previous))
  return count
}

/** The number of the weight of one feature. */
function placeOf(kind: number, hash: number): number {
  const mixed = Math.imul(hash ^ Math.imul(kind, 0x9e3779b1), 0x85ebca6b)
  return (mixed ^ (mixed >>> 15)) & (WEIGHTS_COUNT - 1)
}

/** Nothing, small, capital first, all capitals, or with digits. */
function shapeOf(text: string, start: number, end: number): number {
  if (end <= start) return 0
  const first = unitAt(text, start)
  const second = unitAt(text, start + 1)
  if (KINDS[first] === DIGIT) return 4
  if (!isCapital(first)) return 1
  if (end - start === 1) return 5
  return isCapital(second) ? 3 : 2
}

/** Adds up what the features of one word weigh; above zero it is part of a name. */
export function scoreOf(text: string, word: Word, weights: Int8Array, room: Int32Array): number {
  const count = featuresOf(text, word, room)
  let sum = 0
  for (let i = 0; i < count; i++) sum += weights[room[i] as number] as number
  return sum
}

/** The next word with a capital that begins at or after a position and before a limit; null when there is none. */
export function nextCapitalWord(text: string, from: number, limit = text.length): Word | null {
  for (let at = from; at < limit; at++) {
    if (!isCapital(text.charCodeAt(at))) continue
    const before = unitAt(text, at - 1)
    let end = at + 1
    while (end < text.length && isNameUnit(text, end)) end++
    if (at > 0 && (isWordUnit(before) || before === 95 || before === 64)) {
      at = end
      continue
    }
    return { start: at, end }
  }
  return null
}

/** Letters, and an apostrophe or a hyphen between letters. */
function isNameUnit(text: string, at: number): boolean {
  const code = unitAt(text, at)
  if (isLetter(code)) return true
  if (code !== 39 && code !== 45 && code !== 0x2019) return false
  if (isCapital(unitAt(text, at + 1))) return isLetter(unitAt(text, at + 2))
  return code === 45 && syllableEnd(text, at) > 0
}

/** Second syllables of Korean given names, which a hyphen joins to the first in small letters. */
const SYLLABLE =
  /-(?:ah|bin|chan|cheol|chul|eun|gyu|ha|hae|hee|ho|hoon|hui|hun|hwa|hwan|hye|hyeok|hyeon|hyuk|hyun|in|ja|jae|ji|jin|joo|joon|ju|jun|jung|kyu|kyung|mi|min|na|rae|ran|ri|rim|seo|seok|seon|seung|shik|sik|soo|sook|su|suk|sun|sung|tae|uk|won|woo|wook|yeon|yeong|yong|yoon|young|yul|yun)(?![\p{L}\d'’-])/uy

/** Where the second syllable of a Korean given name ends that begins with a hyphen; 0 when there is none. */
export function syllableEnd(text: string, hyphen: number): number {
  const first = unitAt(text, hyphen + 1)
  if (first < 97 || first > 122) return 0
  SYLLABLE.lastIndex = hyphen
  return SYLLABLE.test(text) ? SYLLABLE.lastIndex : 0
}
