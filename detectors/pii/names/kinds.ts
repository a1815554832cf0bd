import { isCapital } from '../../engine/reading.ts'
import { unitAt } from '../../engine/units.ts'
import { COMMON_NAMES, GIVEN } from './common-names.ts'
import { syllableEnd, type Word } from './features.ts'
import { isInCamelCase } from './stop-words.ts'
import { hashOf, lookUp } from './word-table.ts'

/** The next word of capitals, over an initial or a comma. */
const CAPITALS_AFTER = /,? (?:\p{Lu}\.? )?(\p{Lu}[\p{Lu}'’-]+)(?!\p{L})/uy
const COMMA = 44
const HYPHEN = 45

function isCommon(hash: number): boolean {
  return lookUp(COMMON_NAMES, hash) > 0
}

/** What kind of name a word is that may be two with a hyphen, which are as the first of them; 0 for none. */
export function kindOf(text: string, { start, end }: Word, hash = hashOf(text, start, end)): number {
  const kind = lookUp(COMMON_NAMES, hash)
  if (kind > 0) return kind
  for (let at = start + 2; at < end; at++) {
    if (text.charCodeAt(at) !== HYPHEN) continue
    return syllableEnd(text, at) === end ? GIVEN : lookUp(COMMON_NAMES, hashOf(text, start, at))
  }
  return 0
}

/** Tells whether words in capitals are a given and a family name, in either order, over initials or a comma. */
export function isNameInCapitals(text: string, word: Word, hash: number): boolean {
  const isListed = unitAt(text, word.end) === COMMA
  if (!isCapital(unitAt(text, word.end + (isListed ? 2 : 1)))) return false
  const kind = kindOf(text, word, hash)
  if (kind === 0 && !isListed) return false
  CAPITALS_AFTER.lastIndex = word.end
  const after = CAPITALS_AFTER.exec(text)
  if (after === null) return false
  const last = after[1] as string
  const other = kindOf(text, { start: CAPITALS_AFTER.lastIndex - last.length, end: CAPITALS_AFTER.lastIndex })
  return isListed ? other === GIVEN : other !== 0 && other !== kind
}

/** Tells whether a word is of capitals of the Latin alphabet alone, which no name is; see `isNoName`. */
export function isInCapitals(text: string, { start, end }: Word): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code < 65 || code > 90) return false
  }
  return true
}

/** Tells whether small letters of ASCII go over into capitals as in no name; see `isNoName`, which costs more. */
export function isCamel(text: string, { start, end }: Word): boolean {
  for (let at = start + 2; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code < 65 || code > 90) continue
    const before = unitAt(text, at - 1)
    if (before >= 97 && before <= 122) return isInCamelCase(text, start, end)
  }
  return false
}

/** Tells whether a word is a known name that owns what comes after it. */
export function isOwner(text: string, start: number, end: number): boolean {
  const sign = unitAt(text, end - 2)
  if (unitAt(text, end - 1) !== 115 || (sign !== 39 && sign !== 0x2019)) return false
  return isCommon(hashOf(text, start, end - 2))
}
