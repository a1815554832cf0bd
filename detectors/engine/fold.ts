import type { Evidence } from '../prompt-injection/score.ts'
import { unmix } from './confusables.ts'
import { withPlainLetters } from './plain-letters.ts'
import { fromUnits, unitAt } from './units.ts'
import { inPlace, type View, viewBuilder } from './view.ts'

/** A text made plain for matching: compatibility forms, accents, escapes and lookalikes folded, invisibles gone. */
export interface Folded extends View {
  /** What was hidden in it, as evidence of an attempt to get past a reader or a filter. */
  readonly hidden: readonly Evidence[]
}

/** Joiners, fillers, marks of direction, variation selectors, and tags that spell nothing. */
const INVISIBLE =
  '[\\u00ad\\u034f\\u115f\\u1160\\u180e\\u200b-\\u200f\\u2060-\\u2065\\u206a-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0]|\\udb40[\\udc80-\\uddef]'
const TAG = '\\udb40[\\udc00-\\udc7f]'
const REORDERING = '[\\u202a-\\u202e\\u2066-\\u2069]'
const COMBINING = '[\\u0300-\\u036f\\u20d0-\\u20ff]'
/** The second units of tags, and after them those of what is invisible. */
const TAGS_FIRST = 0xdc00
const TAGS_LAST = 0xdc7f
const SELECTORS_LAST = 0xddef
/** Letters in one or two units whose plain form has another length. */
const COMPOUND =
  '[\\u2100-\\u214f\\u2460-\\u24ff\\ufb00-\\ufb06\\uff01-\\uffef]|\\ud83c[\\udd30-\\udd89]|\\ud835[\\udc00-\\udfff]'
const FLAG = '\\ud83c\\udff4(?:\\udb40[\\udc20-\\udc7f]){1,6}'
const HEX = '[2-7][0-9a-fA-F]'
/** Characters beyond ASCII, in URLs as UTF-8 of two or three bytes, in source code, and in HTML. */
const FOREIGN =
  '%[c-dC-D][0-9a-fA-F]%[89abAB][0-9a-fA-F]|%[eE][0-9a-fA-F](?:%[89abAB][0-9a-fA-F]){2}|\\\\u0[1-9a-fA-F][0-9a-fA-F]{2}|\\\\u[1-9a-cA-C][0-9a-fA-F]{3}|&#(?:[xX][0-9a-fA-F]{3,4}|\\d{3,5});'
const ESCAPED = `%${HEX}|\\\\u00${HEX}|\\\\x${HEX}|&#(?:[xX]0{0,4}${HEX}|0{0,3}(?:3[2-9]|[4-9]\\d|1[01]\\d|12[0-6]));|${FOREIGN}`
/** What stands in every text that changes any further; most have none of it left. */
const CHANGEABLE = /[%&\\\x80-\uffff]/
/** What is more than one unit, or becomes another; escapes begin with a sign of ASCII. */
const CHANGING = new RegExp(`${ESCAPED}|${FLAG}|${COMPOUND}`, 'y')
/** What a unit is by itself, or what it begins. */
const BEGINS = 1
const BEGINS_TAG = 2
const IS_INVISIBLE = 3
const IS_REORDERING = 4
const IS_COMBINING = 5
/** For each unit whose length folding may change what it is. */
const KINDS = kinds()
/** Whatever folding may change, also letters that keep their length and scripts that pose as Latin. */
const REMARKABLE = new RegExp(
  `${[INVISIBLE, TAG, REORDERING, COMBINING, COMPOUND].join('|')}|[\\u00a0\\u00c0-\\u017f\\u02b0-\\u02ff\\u0370-\\u058f\\u0660-\\u0669\\u06f0-\\u06f9\\u0966-\\u096f\\u13a0-\\u13ff\\u1680\\u1d00-\\u1d2b\\u2000-\\u206f\\u2212\\u3000\\ua730\\ua731]`,
)
/** What joiners and selectors legitimately follow: scripts that join, symbols and emoji. */
const KEEPS_JOINERS =
  /[\u0590-\u08ff]|[\u0900-\u0dff]|[\u0e00-\u109f]|[\u1780-\u17ff]|\u200d|\ufe0f|[\u2190-\u2bff]|[\udc00-\udfff]/

/** Tells whether folding may change the text. It never does for plain ASCII without escapes. */
export function needsFolding(text: string): boolean {
  return REMARKABLE.test(text)
}

/** Folds a text for matching and remembers where everything stood. */
export function fold(source: string): Folded {
  const { text, mixed } = unmix(withPlainLetters(source))
  if (mixed.length === 0 && !CHANGEABLE.test(text)) return { ...inPlace(text), hidden: [] }
  const builder = viewBuilder(text)
  const invisibles = tally('invisible characters', 3, 0.4)
  const tags = tally('tag characters', 3, 1)
  const reorderings = tally('reordering controls', 1, 0.3)
  const mixedWords = tally('mixed scripts', 2, 0.4)
  for (const { start, end } of mixed) mixedWords.add(start, end)
  for (let start = 0; start < text.length; start++) {
    const kind = KINDS[text.charCodeAt(start)] as number
    if (kind === 0) continue
    if (kind > BEGINS_TAG) {
      if (kind === IS_REORDERING) reorderings.add(start, start + 1)
      else if (kind === IS_INVISIBLE && !keepsJoiners(text, start)) invisibles.add(start, start + 1)
      builder.replace(start, start + 1, '')
      continue
    }
    if (kind === BEGINS_TAG) {
      const low = unitAt(text, start + 1)
      if (!(low >= TAGS_FIRST && low <= SELECTORS_LAST)) continue
      if (low <= TAGS_LAST) tags.add(start, start + 2)
      else if (!keepsJoiners(text, start)) invisibles.add(start, start + 2)
      builder.replace(start, start + 2, spell(low))
      start++
      continue
    }
    CHANGING.lastIndex = start
    if (!CHANGING.test(text)) continue
    const end = CHANGING.lastIndex
    const found = text.slice(start, end)
    const plain = text.charCodeAt(start) > 127 ? plainOf(found) : unwrap(found)
    if (plain !== found) builder.replace(start, end, plain)
    start = end - 1
  }
  const hidden = [tags, reorderings, invisibles, mixedWords].flatMap(({ evidence }) => evidence())
  return { ...builder.finish(), hidden }
}

/** Counts what is hidden in one way; it becomes one piece of evidence when there is enough of it. */
function tally(family: string, min: number, weight: number) {
  let count = 0
  let first = 0
  let last = 0
  return {
    add(start: number, end: number) {
      if (count++ === 0) first = start
      last = end
    },
    evidence: (): readonly Evidence[] =>
      count < min ? [] : [{ start: first, end: last, family, weight, disguise: true }],
  }
}

/** Tells whether joiners and selectors have a use after the unit before a position; after ASCII they have none. */
function keepsJoiners(text: string, at: number): boolean {
  return unitAt(text, at - 1) > 127 && KEEPS_JOINERS.test(text.charAt(at - 1))
}

/** What a character of the tag block spells, by its second unit. */
function spell(low: number): string {
  const code = low - TAGS_FIRST
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : ''
}

/** The plain form of a compound letter. Flags keep their pole, and squares their letter, 🄰 and 🅐 and 🅰. */
function plainOf(found: string): string {
  if (found.charCodeAt(0) !== 0xd83c) return found.normalize('NFKC')
  if (found.length > 2) return found.slice(0, 2)
  return String.fromCharCode(65 + ((found.charCodeAt(1) - 0xdd30) % 32))
}

/** The character of an escape: plain ASCII, or beyond Latin-1, where accents would be lost. */
function unwrap(escaped: string): string {
  const code = escaped.startsWith('%') && escaped.length > 3 ? fromUtf8(escaped) : codeOf(escaped)
  const isPlain = code >= 0x20 && code < 0x7f
  const isForeign = code > 0xff && code < 0x10000 && (code < 0xd800 || code >= 0xe000)
  return isPlain || isForeign ? String.fromCharCode(code) : escaped
}

function codeOf(escaped: string): number {
  if (escaped.startsWith('%')) return Number.parseInt(escaped.slice(1), 16)
  if (escaped.startsWith('\\')) return Number.parseInt(escaped.slice(2), 16)
  const isHex = /x/i.test(escaped.charAt(2))
  return isHex ? Number.parseInt(escaped.slice(3), 16) : Number.parseInt(escaped.slice(2), 10)
}

/** The code of one character of two or three bytes that are written as %xx. */
function fromUtf8(escaped: string): number {
  let code = Number.parseInt(escaped.slice(1, 3), 16) & (escaped.length === 6 ? 31 : 15)
  for (let at = 4; at < escaped.length; at += 3) {
    code = (code << 6) | (Number.parseInt(escaped.slice(at, at + 2), 16) & 63)
  }
  return code
}

function kinds(): Uint8Array {
  const every = fromUnits(Uint16Array.from({ length: 0xd800 }, (_, code) => code))
  const upper = fromUnits(Uint16Array.from({ length: 0x2000 }, (_, code) => code + 0xe000))
  const of = new Uint8Array(65_536)
  const set = (source: string, kind: number) => {
    const single = new RegExp(source, 'g')
    for (const [unit] of [...every.matchAll(single), ...upper.matchAll(single)]) of[unit.charCodeAt(0)] = kind
  }
  set(`${COMPOUND}|[%&\\\\]`, BEGINS)
  set(COMBINING, IS_COMBINING)
  set(REORDERING, IS_REORDERING)
  set(INVISIBLE, IS_INVISIBLE)
  for (const high of [0xd83c, 0xd835]) of[high] = BEGINS
  of[0xdb40] = BEGINS_TAG
  return of
}
