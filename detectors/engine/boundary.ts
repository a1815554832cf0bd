import { unitAt } from './units.ts'

/** Tells whether a value stands alone: in no word, identifier, decimal, version, path of digits or hex run. */
export function standsAlone(text: string, start: number, end: number): boolean {
  return !isJoinedBefore(text, start) && !isJoinedAfter(text, end)
}

/** Tells whether a letter, digit or underscore stands right before a position, and is not the end of an escape. */
export function isGlued(text: string, start: number): boolean {
  if (!isWord(unitAt(text, start - 1))) return false
  return unitAt(text, start - 2) !== BACKSLASH || unitAt(text, start - 3) === BACKSLASH
}

/** Tells whether no Latin, Greek or Cyrillic letter stands right before a position, or a small one before a capital. */
export function beginsWord(text: string, start: number): boolean {
  const before = unitAt(text, start - 1)
  if (!isLetter(before)) return true
  const code = unitAt(text, start)
  return before >= 97 && before <= 122 && code >= 65 && code <= 90
}

function isLetter(code: number): boolean {
  return ((code | 32) >= 97 && (code | 32) <= 122) || (code >= 0x370 && code < 0x500)
}

function isJoinedBefore(text: string, start: number): boolean {
  const before = unitAt(text, start - 1)
  if (isWord(before)) return true
  const second = unitAt(text, start - 2)
  if (before === DOT) return isDigit(second)
  return before === HYPHEN && isWord(second)
}

function isJoinedAfter(text: string, end: number): boolean {
  const after = unitAt(text, end)
  if (isWord(after)) return true
  const second = unitAt(text, end + 1)
  if (after === DOT) return isDigit(second)
  return after === HYPHEN && isWord(second)
}

const BACKSLASH = 92
const DOT = 46
const HYPHEN = 45

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** Tells whether a unit is an ASCII letter, digit or underscore. */
export function isWord(code: number): boolean {
  return isDigit(code) || code === 95 || ((code | 32) >= 97 && (code | 32) <= 122)
}
