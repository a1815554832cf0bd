import { isCapital } from '../../engine/reading.ts'
import { unitAt } from '../../engine/units.ts'
import { BETWEEN, mayStandBetween } from './cues.ts'
import { isLetter, syllableEnd } from './features.ts'

const WORDS_MAX = 5
const SPACE = 32
const HYPHEN = 45
const POINT = 46
const AT = 64

/** Tells whether a word that follows this unit belongs to something longer that is no name. */
export function isJoint(code: number): boolean {
  return isRunUnit(code)
    ? code !== 39 && code !== 0x2019
    : code === 64 || code === 46 || code === 47 || code === 92
}

export function wordEnd(text: string, start: number): number {
  let end = start + 1
  while (end < text.length && isRunUnit(text.charCodeAt(end)) && text.charCodeAt(end) !== HYPHEN) end++
  return end
}

/** Where a run of words with capitals ends that blanks, hyphens and particles join. */
export function runEnd(text: string, first: number): number {
  let end = first
  for (let words = 1; words < WORDS_MAX; words++) {
    const joint = unitAt(text, end)
    if (joint === POINT && isInitial(text, end)) {
      end = wordEnd(text, end + (unitAt(text, end + 1) === SPACE ? 2 : 1))
      continue
    }
    if (joint !== SPACE && joint !== HYPHEN) break
    const syllable = joint === HYPHEN ? syllableEnd(text, end) : 0
    if (syllable > 0) {
      end = syllable
      continue
    }
    let next = end + 1
    if (!isCapital(unitAt(text, next))) {
      if (joint === HYPHEN || !isShort(text, next) || !mayStandBetween(text, next)) break
      BETWEEN.lastIndex = end
      if (!BETWEEN.test(text)) break
      next = BETWEEN.lastIndex
      if (!isCapital(unitAt(text, next))) break
    }
    end = wordEnd(text, next)
  }
  return end
}

/** Tells whether a full stop stands after a single capital, with another word with a capital after it. */
function isInitial(text: string, end: number): boolean {
  if (!isCapital(unitAt(text, end - 1)) || isLetter(unitAt(text, end - 2))) return false
  return isCapital(unitAt(text, end + (unitAt(text, end + 1) === SPACE ? 2 : 1)))
}

/** Tells whether the word at a position is of two to five letters, as all are that stand between names. */
function isShort(text: string, start: number): boolean {
  for (let at = start + 2; at < start + 6; at++) {
    const code = unitAt(text, at)
    if (code === SPACE || code === HYPHEN) return true
  }
  return false
}

/** Letters, digits, underscores, apostrophes and hyphens. */
const RUN_UNITS = Uint8Array.from({ length: 65_536 }, (_, code) => Number(isLetter(code)))
for (const sign of "0123456789_'\u2019-") RUN_UNITS[sign.charCodeAt(0)] = 1

function isRunUnit(code: number): boolean {
  return RUN_UNITS[code] === 1
}

/** Where the run of units begins that ends at a position, and not before another. */
export function runStart(text: string, end: number, floor: number): number {
  let start = end
  while (start > floor && (isRunUnit(text.charCodeAt(start - 1)) || text.charCodeAt(start - 1) === AT))
    start--
  return start
}
