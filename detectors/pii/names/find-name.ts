import type { Found } from '../../detector.ts'
import { firstPlace, isCapital, type Reading } from '../../engine/reading.ts'
import { unitAt } from '../../engine/units.ts'
import { isAmbiguous } from './ambiguous-names.ts'
import { COMMON_NAMES, FAMILY, GIVEN } from './common-names.ts'
import { isCompany } from './companies.ts'
import { COPULA, cueBefore, isTitle, OWN_FIELD, opensCuedRun, PLACE, ROLE, TITLE } from './cues.ts'
import { isLetter, nextCapitalWord, type Word } from './features.ts'
import { isCamel, isInCapitals, isNameInCapitals, isOwner, kindOf } from './kinds.ts'
import { isJoint, runEnd, runStart, wordEnd } from './runs.ts'
import { findInSmallLetters, isInSmallLetters } from './small-letters.ts'
import { goesOnInProse, isStopHash } from './stop-words.ts'
import { isDoing, isNaming, isThing, isThingAround } from './things.ts'
import { forgetWords, isRefused, weigh } from './word-scores.ts'
import { hashOf, lookUp } from './word-table.ts'

/** A word beside a name, or in one list with it, needs that much less. */
const LINK = 120
/** Single words without anything that speaks for them must be surer than first and last names together. */
const SINGLE = 0
/** And more so where every word begins with a capital. */
const OPENING = 80
/** Above this the tagger is as sure as a keyword would make it. */
const SURE = 280
/** And so for a given name that many have with any other after it. */
const LIKELY = 0
/** The head of a mail after the name of who wrote it. */
const MAILBOX = /"? <[^<>@\s]{1,64}@/y
/** A given name after a family name, as lists and records have it. */
const GIVEN_AFTER = /, (\p{Lu}[\p{L}'’-]{1,24})(?: \p{Lu}(?:\.|(?!\p{L})))?/uy
const LINKED =
  /^(?: |, | and | & |, and | or | (?:de|van|von|der|den|la|le|di|da|del|dos|bin|binti|bint|ibn|al|el|ter) | van de[rn] | (?:al|el)-)$/
const PARTICLE =
  /^(?: |-| (?:\p{Lu}\. ?){1,2}| (?:de|van|von|der|den|la|le|di|da|del|dos|bin|binti|bint|ibn|al|el|ter|zu|af|av) | (?:van|von) de[rn]? | de la | (?:al|el)-)$/u
const PARTICLES_BEFORE = / ((?:(?:van|von|de|der|den|del|della|di|da|la|le|ter|ten|al|el)[ -])+)$/
const CELL_ENDS = ',;\t|\n'
const CODE_AROUND = '_@#$/\\<{}[]='
const CONTEXT_CHARS = 32
const SPACE = 32
const COMMA = 44
const AMPERSAND = 38
const HYPHEN = 45
const POINT = 46
const QUOTE = 34
const EQUALS = 61
const ANGLE = 60
/** The strength of a word that only its place makes a name. */
const CUED = 3

/** The next name of a person in a text; the end of a run of capital words, empty, where a closer look found none. */
export function findName(reading: Reading, from: number): Found | null {
  const { text, capitals } = reading
  const found = nextWithCapitals(reading, from)
  if (!isInSmallLetters(text.length, capitals.count)) return found
  return findInSmallLetters(text, from, found?.start ?? text.length) ?? found
}

function nextWithCapitals({ text, capitals }: Reading, from: number): Found | null {
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

/** A stretch of words that may be a name. */
interface Stretch extends Word {
  readonly isName: boolean
  readonly isCued: boolean
  readonly score: number
}

/** The longest stretch of a run of capital words that is a name; each word is a step. Empty, after the run, when none is. */
function locate(text: string, start: number, end: number): Found {
  forgetWords()
  let steps = 0
  let best = null as Stretch | null
  let open = null as Stretch | null
  let previous: Word | null = null
  let initials = -1
  for (
    let word = nextCapitalWord(text, start, end);
    word !== null;
    word = nextCapitalWord(text, word.end, end)
  ) {
    steps++
    if (word.end - word.start === 1 && unitAt(text, word.end) === POINT) {
      if (open === null && initials < 0) initials = word.start
      continue
    }
    const before = previous
    previous = word
    if (open === null && initials < 0) initials = particleBefore(text, word.start)
    const strength = strengthOf(text, word, open, initials)
    const isCued: boolean = strength === CUED || (open?.isCued ?? false)
    const score = strength === 0 || isCued ? 0 : weigh(text, word)
    if (strength === 0) open = null
    else if (open !== null && isJoined(PARTICLE, text, open.end, word.start)) {
      open = { start: open.start, end: word.end, isName: true, isCued, score: Math.max(open.score, score) }
    } else {
      const isUnknown = before !== null && isUnknownName(text, before, word)
      const from = initials >= 0 ? initials : isUnknown ? before.start : word.start
      open = { start: from, end: word.end, isName: strength > 1, isCued: strength === CUED, score }
    }
    initials = -1
    if (open?.isName && (best === null || open.end - open.start >= best.end - best.start)) best = open
  }
  best ??= ofMailbox(text, start, end)
  if (
    best === null ||
    isInCode(text, best) ||
    isCompany(text, best.start, best.end) ||
    isFirm(text, best) ||
    isNamedThing(text, best)
  ) {
    return { start: end + 1, end: end + 1, isSure: false, steps }
  }
  return {
    start: best.start,
    end: withGiven(text, best),
    isSure: best.isCued || best.score > SURE || isWhole(text, best) || isGivenName(text, best),
    steps,
  }
}

/** Where particles begin that stand between a title or another cue and a family name; -1 when none do. */
function particleBefore(text: string, at: number): number {
  const joint = unitAt(text, at - 1)
  const letter = unitAt(text, at - 2)
  if (
    (joint !== SPACE && joint !== HYPHEN) ||
    (letter !== 110 && letter !== 114 && letter !== 101 && letter !== 97 && letter !== 108)
  )
    return -1
  const particles = PARTICLES_BEFORE.exec(text.slice(Math.max(0, at - 16), at))?.[1]
  if (particles === undefined) return -1
  const start = at - particles.length
  return cueBefore(text, start) === TITLE ? start : -1
}

/** The run as the name of somebody who writes or gets a mail; null when no mailbox follows or it is one word. */
function ofMailbox(text: string, start: number, end: number): Stretch | null {
  const at = end + Number(unitAt(text, end) === QUOTE)
  if (unitAt(text, at) !== SPACE || unitAt(text, at + 1) !== ANGLE) return null
  MAILBOX.lastIndex = end
  if (!MAILBOX.test(text)) return null
  let words = 0
  for (
    let word = nextCapitalWord(text, start, end);
    word !== null;
    word = nextCapitalWord(text, word.end, end)
  ) {
    if (isStopHash(hashOf(text, word.start, word.end))) return null
    words++
  }
  return words > 1 ? { start, end, isName: true, isCued: true, score: 0 } : null
}

/** Tells whether what is written like a name is a thing's, or a word for doing something that opens a sentence. */
function isNamedThing(text: string, { start, end }: Stretch): boolean {
  const first = nextCapitalWord(text, start, end) ?? { start, end }
  const second = nextCapitalWord(text, first.end, end)
  if (isThing(text, start, end) || (second !== null && isThing(text, first.start, second.end))) return true
  if (isThingAround(text, first, end) || isNaming(text, end)) return true
  return second === null && opensSentence(text, start) && isDoing(text, start, end)
}

/** Tells whether a name is known as a whole: two words of it, one of them a given name, or a family name after initials. */
function isWhole(text: string, { start, end, score }: Stretch): boolean {
  let words = 0
  let known = 0
  let hasGiven = false
  let first = 0
  let last = 0
  for (
    let word = nextCapitalWord(text, start, end);
    word !== null;
    word = nextCapitalWord(text, word.end, end)
  ) {
    last = word.end - word.start > 1 ? kindOf(text, word) : 0
    if (words === 0) first = last
    words++
    known += Number(last > 0)
    hasGiven ||= last === GIVEN
  }
  if (words < 2) return false
  if ((known > 1 && hasGiven) || (first === GIVEN && score > LIKELY)) return true
  return last === FAMILY && (score > LIKELY || unitAt(text, start + 1) === POINT)
}

/** Tells whether a single word is a given name that is seldom anything else. */
function isGivenName(text: string, { start, end }: Stretch): boolean {
  const hash = hashOf(text, start, end)
  return kindOf(text, { start, end }, hash) === GIVEN && !isAmbiguous(hash) && end - start > 2
}

/** Where a name ends with the given name that stands after a comma, as in records. */
function withGiven(text: string, { start, end, isCued }: Stretch): number {
  if (unitAt(text, end) !== COMMA) return end
  GIVEN_AFTER.lastIndex = end
  const given = GIVEN_AFTER.exec(text)?.[1]
  if (given === undefined || text.slice(start, end).includes(' ')) return end
  const isFamily = isCued || lookUp(COMMON_NAMES, hashOf(text, start, end)) === FAMILY
  const isGiven = lookUp(COMMON_NAMES, hashOf(given, 0, given.length)) === GIVEN
  return isFamily && isGiven ? GIVEN_AFTER.lastIndex : end
}

/** Tells whether two families with an ampersand are a company. */
function isFirm(text: string, { start, end, isCued }: Stretch): boolean {
  if (isCued || lookUp(COMMON_NAMES, hashOf(text, start, end)) === GIVEN) return false
  if (unitAt(text, end + 1) === AMPERSAND && /^ & \p{Lu}/u.test(text.slice(end, end + 4))) return true
  return unitAt(text, start - 2) === AMPERSAND && text.slice(start - 3, start) === ' & '
}

function isInCode(text: string, { start, end, isCued }: Stretch): boolean {
  const isValue = isCued && unitAt(text, start - 1) === EQUALS
  return (
    (!isValue && start > 0 && CODE_AROUND.includes(text.charAt(start - 1))) ||
    (!goesOnInProse(text, end) && /^(?:[(_=\\/@[{]|\.\w|:\w|::)/.test(text.slice(end, end + 2)))
  )
}

/** Tells whether a word that stands alone is worth a closer look; nine in ten are not. */
function mayBeName(text: string, start: number, end: number): boolean {
  const hash = hashOf(text, start, end)
  if (isStopHash(hash)) return false
  return !isPlain(text, start, end, hash) || isOwner(text, start, end)
}

/** Tells whether a word right before a name may be the first name of somebody, though it looks like none. */
function isUnknownName(text: string, before: Word, word: Word): boolean {
  if (before.end + 1 !== word.start || unitAt(text, before.end) !== SPACE || before.end - before.start < 3)
    return false
  if (isStopHash(hashOf(text, before.start, before.end)) || isInCapitals(text, before)) return false
  return !opensSentence(text, before.start) && !isRefused(text, before)
}

/** 0 for no name, 1 for a name if another stands beside it, 2 for a name, 3 for one that only its place tells. */
function strengthOf(text: string, word: Word, open: Stretch | null, initials: number): 0 | 1 | 2 | 3 {
  const hash = hashOf(text, word.start, word.end)
  if (word.end - word.start < 2 || isStopHash(hash)) return 0
  if (open?.isCued) return isCamel(text, word) ? 0 : 2
  if (open === null && initials < 0 && isPlain(text, word.start, word.end, hash)) return 0
  if (open === null && isCapital(unitAt(text, word.end + 1)) && isTitle(hash)) return 0
  const cue = cueBefore(text, initials < 0 ? word.start : initials)
  if ((cue === PLACE && open === null) || isCamel(text, word)) return 0
  if (isInCapitals(text, word))
    return (cue >= ROLE && cue <= OWN_FIELD && opensCuedRun(text, word, cue)) ||
      isNameInCapitals(text, word, hash)
      ? CUED
      : 0
  const isOpener = opensCuedRun(text, word, cue)
  if ((isOpener || cue === TITLE) && (cue === OWN_FIELD || !isRefused(text, word))) return CUED
  const score = weigh(text, word)
  const kind = kindOf(text, word, hash)
  const isKnown = kind > 0
  if ((score + LINK <= 0 && !isKnown && !isAfterGiven(text, open)) || isRefused(text, word)) return 0
  if (initials >= 0) return 2
  if (score > (opensSentence(text, word.start) ? OPENING : SINGLE)) return 2
  if ((cue !== 0 && cue !== COPULA) || isBesideName(text, word)) return 2
  if (kind === GIVEN && word.end - word.start > 2 && !isAmbiguous(hash)) return 2
  if (kind === FAMILY && isCell(text, word)) return 2
  return score > 0 || isKnown || isAfterGiven(text, open) ? 1 : 0
}

/** Tells whether a word is all that a cell of a table holds. */
function isCell(text: string, { start, end }: Word): boolean {
  return CELL_ENDS.includes(text.charAt(start - 1)) && CELL_ENDS.includes(text.charAt(end))
}

/** Tells whether what is open is one given name that many have, so that the next word is a family name. */
function isAfterGiven(text: string, open: Stretch | null): boolean {
  return open !== null && lookUp(COMMON_NAMES, hashOf(text, open.start, open.end)) === GIVEN
}

/** Most words with a capital stand alone and are no common names; to score them all would cost too much. */
function isPlain(text: string, start: number, end: number, hash: number): boolean {
  const after = unitAt(text, end)
  if (after === COMMA || unitAt(text, start - 2) === COMMA) return false
  if (isCapital(unitAt(text, end + 1))) return false
  if ((after === 39 || after === 0x2019) && unitAt(text, end + 1) === 115) return false
  return (
    !isCapitalBefore(text, start) && kindOf(text, { start, end }, hash) === 0 && cueBefore(text, start) === 0
  )
}

/** Tells whether the word before has a capital as well. */
function isCapitalBefore(text: string, start: number): boolean {
  let at = start - 1
  while (at > 0 && start - at < 16 && isLetter(text.charCodeAt(at - 1))) at--
  return isCapital(unitAt(text, at))
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
