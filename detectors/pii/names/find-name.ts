import type { Found } from '../../detector.ts'
import { firstPlace, isCapital, type Reading } from '../../engine/reading.ts'
import { fromBase64 } from './base64.ts'
import { COMMON_NAMES } from './common-names.ts'
import { isCompany } from './companies.ts'
import { BIAS, FEATURES_MAX, isLetter, nextCapitalWord, scoreOf, type Word } from './features.ts'
import { isInCamelCase, isNoName, isStopHash } from './stop-words.ts'
import { NAME_WEIGHTS } from './weights.ts'
import { hashOf, lookUp, wordTable } from './word-table.ts'

/** A word beside a name, or in one list with it, needs that much less. */
const LINK = 120
/** Single words without anything that speaks for them must be surer than first and last names together. */
const SINGLE = 0
/** And more so where every word begins with a capital. */
const OPENING = 80
/** Above this the tagger is as sure as a keyword would make it. */
const SURE = 280
/** Titles, and the words that stand before a name in letters, forms and introductions. */
const TITLE = 1
const CUE = 2
/** What comes after these is a place. */
const PLACE = 3
/** After these stands a person even if nobody knows such a name; after a field's name only among data of people. */
const ROLE = 4
const FIELD = 5
const PERSONAL =
  /\b(?:age|dob|birth|born|e-?mail|phone|mobile|ssn|gender|sex|salary|mrn|patient|employee|city)\b/i
const FIELD_CHARS = 80
/** Second words of what is addressed like a person and is none: offices and groups. */
const GROUP =
  /^ (?:Team|Teams|Department|Dept|Desk|Office|Support|Service|Services|Sales|Manager|Managers|Group|Committee|Board|Staff|Center|Centre|Portal|Monitor|Care|Data|Records?)(?!\p{L})/u
const CUE_WORDS: readonly (readonly [word: string, kind: number])[] = [
  ...'colleague patient regards sincerely cheers employee tenant roommate landlord'
    .split(' ')
    .map((word) => [word, ROLE] as const),
  ['name', FIELD] as const,
  ...'mr mrs ms miss mx dr prof sir herr frau mme mlle sr sra srta sig signor signora dhr mevr professor doctor'
    .split(' ')
    .map((word) => [word, TITLE] as const),
  ...'named called dear hi hello hey customer contact attn signed surname by with said met asked told'
    .split(' ')
    .map((word) => [word, CUE] as const),
  ...'south north east west mount lake fort cape port'.split(' ').map((word) => [word, PLACE] as const),
]
const CUES = wordTable(CUE_WORDS)
const CUE_CHARS_MAX = 12
/** Which lengths and last letters cues have. */
const CUE_ENDS = new Uint8Array((CUE_CHARS_MAX + 1) * 32)
for (const [word] of CUE_WORDS) CUE_ENDS[word.length * 32 + (word.charCodeAt(word.length - 1) & 31)] = 1
const LINKED =
  /^(?: |, | and | & |, and | or | (?:de|van|von|der|den|la|le|di|da|del|dos|bin|al|el|ter) | van de[rn] )$/
const PARTICLE =
  /^(?: |-| (?:de|van|von|der|den|la|le|di|da|del|dos|bin|al|el|ter|zu|af|av) | (?:van|von) de[rn]? | de la )$/
/** What may stand between two words of a name instead of a blank or a hyphen. */
const BETWEEN = / (?:van|von|de|der|den|la|le|di|da|del|dos|bin|al|el|ter|zu|af|av) (?:(?:der|den|la|de) )?/y
const CODE_AROUND = /[_@#$/\\<{}[\]=]$/
const CONTEXT_CHARS = 32
const WORDS_MAX = 5
const SPACE = 32
const COMMA = 44
const HYPHEN = 45
const AT = 64

let weights: Int8Array | undefined
const room = new Int32Array(FEATURES_MAX)

/** The next name of a person in a text; the end of a run of capital words, empty, where a closer look found none. */
export function findName({ text, capitals }: Reading, from: number): Found | null {
  let next = from
  for (let i = firstPlace(capitals, from); i < capitals.count; i++) {
    const at = capitals.at[i] as number
    if (at < next) continue
    if (at > 0 && isJoint(text.charCodeAt(at - 1))) continue
    const first = wordEnd(text, at)
    const end = runEnd(text, first)
    if (end > first || mayBeName(text, at, first)) {
      const found = locate(text, at, end)
      return found.start >= from ? found : { ...found, start: end + 1, end: end + 1 }
    }
    next = end + 1
  }
  return null
}

/** Tells whether a word that follows this unit belongs to something longer that is no name. */
function isJoint(code: number): boolean {
  return isRunUnit(code)
    ? code !== 39 && code !== 0x2019
    : code === 64 || code === 46 || code === 47 || code === 92
}

function wordEnd(text: string, start: number): number {
  let end = start + 1
  while (end < text.length && isRunUnit(text.charCodeAt(end)) && text.charCodeAt(end) !== HYPHEN) end++
  return end
}

/** Where a run of words with capitals ends that blanks, hyphens and particles join. */
function runEnd(text: string, first: number): number {
  let end = first
  for (let words = 1; words < WORDS_MAX; words++) {
    const joint = text.charCodeAt(end)
    if (joint !== SPACE && joint !== HYPHEN) break
    let next = end + 1
    if (!isCapital(text.charCodeAt(next))) {
      if (joint === HYPHEN || !isShort(text, next)) break
      BETWEEN.lastIndex = end
      if (!BETWEEN.test(text)) break
      next = BETWEEN.lastIndex
      if (!isCapital(text.charCodeAt(next))) break
    }
    end = wordEnd(text, next)
  }
  return end
}

/** Tells whether the word at a position is of two or three letters, as all are that stand between names. */
function isShort(text: string, start: number): boolean {
  return text.charCodeAt(start + 2) === SPACE || text.charCodeAt(start + 3) === SPACE
}

/** Letters, digits, underscores, apostrophes and hyphens. */
const RUN_UNITS = Uint8Array.from({ length: 65_536 }, (_, code) => Number(isLetter(code)))
for (const sign of "0123456789_'\u2019-") RUN_UNITS[sign.charCodeAt(0)] = 1

function isRunUnit(code: number): boolean {
  return RUN_UNITS[code] === 1
}

/** The longest stretch of a run of capital words that is a name; each word is a step. Empty, after the run, when none is. */
function locate(text: string, start: number, end: number): Found {
  recent.starts.fill(-1)
  let steps = 0
  let best: { start: number; end: number; score: number } | null = null
  let open: { start: number; end: number; isName: boolean; score: number } | null = null
  let previous: Word | null = null
  let isCued = false
  for (
    let word = nextCapitalWord(text, start, end);
    word !== null;
    word = nextCapitalWord(text, word.end, end)
  ) {
    steps++
    const before = previous
    previous = word
    const strength = strengthOf(text, word, open !== null, isCued)
    isCued = strength === 3 || (isCued && strength > 0)
    if (strength === 0) open = null
    else if (open !== null && isJoined(PARTICLE, text, open.end, word.start)) {
      open.end = word.end
      open.isName = true
      open.score = Math.max(open.score, weigh(text, word))
    } else {
      const from = before !== null && isUnknownName(text, before, word) ? before.start : word.start
      open = { start: from, end: word.end, isName: strength > 1, score: weigh(text, word) }
    }
    if (open?.isName && (best === null || open.end - open.start >= best.end - best.start)) best = { ...open }
  }
  if (best === null || isInCode(text, best) || isCompany(text, best.start, best.end)) {
    return { start: end + 1, end: end + 1, isSure: false, steps }
  }
  return { start: best.start, end: best.end, isSure: best.score > SURE, steps }
}

function isInCode(text: string, { start, end }: Word): boolean {
  return (
    CODE_AROUND.test(text.charAt(start - 1)) || /^(?:[(_=\\/@[{]|\.\w|:\w|::)/.test(text.slice(end, end + 2))
  )
}

/** Tells whether a word that stands alone is worth a closer look; nine in ten are not. */
function mayBeName(text: string, start: number, end: number): boolean {
  const hash = hashOf(text, start, end)
  return !isStopHash(hash) && !isPlain(text, start, end, hash)
}

/** Tells whether a word right before a name may be the first name of somebody, though it looks like none. */
function isUnknownName(text: string, before: Word, word: Word): boolean {
  if (before.end + 1 !== word.start || text.charCodeAt(before.end) !== SPACE || before.end - before.start < 3)
    return false
  if (isStopHash(hashOf(text, before.start, before.end)) || isInCapitals(text, before)) return false
  return !opensSentence(text, before.start) && !isRefused(text, before)
}

/** Tells whether two or more words with capitals stand where only a person does, and are no office or group. */
function opensCuedRun(text: string, word: Word, cue: number): boolean {
  if (cue !== ROLE && cue !== FIELD) return false
  if (text.charCodeAt(word.end) !== SPACE || !isCapital(text.charCodeAt(word.end + 1))) {
    BETWEEN.lastIndex = word.end
    if (!BETWEEN.test(text) || !isCapital(text.charCodeAt(BETWEEN.lastIndex))) return false
  }
  if (GROUP.test(text.slice(word.end, word.end + 16)) || GROUP.test(` ${text.slice(word.start, word.end)}`))
    return false
  if (cue === ROLE) return true
  return PERSONAL.test(
    text.slice(Math.max(0, word.start - FIELD_CHARS), word.start) +
      text.slice(word.end, word.end + FIELD_CHARS),
  )
}

/** 0 for no name, 1 for a name if another stands beside it, 2 for a name, 3 for one that only its place tells. */
function strengthOf(text: string, word: Word, followsName: boolean, isCued: boolean): 0 | 1 | 2 | 3 {
  const hash = hashOf(text, word.start, word.end)
  if (word.end - word.start < 2 || isStopHash(hash)) return 0
  if (!followsName && isPlain(text, word.start, word.end, hash)) return 0
  const cue = cueBefore(text, word.start)
  if ((cue === PLACE && !followsName) || isInCapitals(text, word) || isCamel(text, word)) return 0
  const score = weigh(text, word)
  const isKnown = isCommon(hash)
  if (isCued && followsName && !isRefused(text, word)) return 2
  if (opensCuedRun(text, word, cue) && !isRefused(text, word)) return 3
  if ((score + LINK <= 0 && !isKnown && cue !== TITLE) || isRefused(text, word)) return 0
  if (score > (opensSentence(text, word.start) ? OPENING : SINGLE)) return 2
  if (cue !== 0 || isBesideName(text, word)) return 2
  return score > 0 || isKnown ? 1 : 0
}

/** Most words with a capital stand alone and are no common names; to score them all would cost too much. */
function isPlain(text: string, start: number, end: number, hash: number): boolean {
  const after = text.charCodeAt(end)
  if (after === COMMA || text.charCodeAt(start - 2) === COMMA) return false
  if (isCapital(text.charCodeAt(end + 1))) return false
  if ((after === 39 || after === 0x2019) && text.charCodeAt(end + 1) === 115) return false
  return !isCapitalBefore(text, start) && !isCommon(hash) && cueBefore(text, start) === 0
}

/** Tells whether the word before has a capital as well. */
function isCapitalBefore(text: string, start: number): boolean {
  let at = start - 1
  while (at > 0 && start - at < 16 && isLetter(text.charCodeAt(at - 1))) at--
  return isCapital(text.charCodeAt(at))
}

function isCommon(hash: number): boolean {
  return lookUp(COMMON_NAMES, hash) > 0
}

/** Tells whether a word is of capitals of the Latin alphabet alone, which no name is; see `isNoName`. */
function isInCapitals(text: string, { start, end }: Word): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code < 65 || code > 90) return false
  }
  return true
}

/** Tells whether small letters of ASCII go over into capitals as in no name; see `isNoName`, which costs more. */
function isCamel(text: string, { start, end }: Word): boolean {
  for (let at = start + 2; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code < 65 || code > 90) continue
    const before = text.charCodeAt(at - 1)
    if (before >= 97 && before <= 122) return isInCamelCase(text, start, end)
  }
  return false
}

/** Whether a title or another cue stands before a position, over at most four marks and blanks; 0 when none does. */
function cueBefore(text: string, at: number): number {
  let end = at
  while (end > 0 && at - end < 4 && !isLetter(text.charCodeAt(end - 1))) end--
  let start = end
  while (start > 0 && end - start < CUE_CHARS_MAX && isLetter(text.charCodeAt(start - 1))) start--
  const mayBeCue = CUE_ENDS[(end - start) * 32 + (text.charCodeAt(end - 1) & 31)]
  return start < end && mayBeCue === 1 ? lookUp(CUES, hashOf(text, start, end)) : 0
}

/** Tells whether a sentence or a line begins there, where any word has a capital. */
function opensSentence(text: string, at: number): boolean {
  let before = at
  while (before > 0 && at - before < 3 && ` "'*>-`.includes(text.charAt(before - 1))) before--
  return before === 0 || '.!?\n:'.includes(text.charAt(before - 1))
}

function isBesideName(text: string, word: Word): boolean {
  const next = nextCapitalWord(text, word.end, Math.min(text.length, word.end + CONTEXT_CHARS))
  if (next !== null && isJoined(LINKED, text, word.end, next.start) && isProbable(text, next)) return true
  let at = word.start
  while (at > 0 && word.start - at < CONTEXT_CHARS && text.charCodeAt(at - 1) !== 10) at--
  const before = runStart(text, word.start - 1, at)
  const previous =
    (before > at ? lastCapitalWord(text, before, word.start) : null) ?? lastCapitalWord(text, at, word.start)
  return previous !== null && isJoined(LINKED, text, previous.end, word.start) && isProbable(text, previous)
}

/** Where the run of units begins that ends at a position, and not before another. */
function runStart(text: string, end: number, floor: number): number {
  let start = end
  while (start > floor && (isRunUnit(text.charCodeAt(start - 1)) || text.charCodeAt(start - 1) === AT))
    start--
  return start
}

/** The last word with a capital between two positions; null when there is none. */
function lastCapitalWord(text: string, from: number, to: number): Word | null {
  let last: Word | null = null
  for (let one = nextCapitalWord(text, from, to); one !== null; one = nextCapitalWord(text, one.end, to))
    last = one
  return last
}

/** Tells whether what stands between two words is of a kind; a blank, as mostly stands there, is of each. */
function isJoined(joint: RegExp, text: string, from: number, to: number): boolean {
  if (to === from + 1 && text.charCodeAt(from) === SPACE) return true
  return joint.test(text.slice(from, to))
}

function isProbable(text: string, word: Word): boolean {
  return weigh(text, word) > 0 && !isRefused(text, word)
}

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

function weigh(text: string, word: Word): number {
  return recent.scores[placeOf(text, word)] as number
}

/** Tells whether a word is no name where it stands; see `isNoName`. */
function isRefused(text: string, word: Word): boolean {
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
