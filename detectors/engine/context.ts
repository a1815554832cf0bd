import type { Context, Span } from '../detector.ts'
import { EDGE } from './automaton.ts'
import { isDigit } from './reading.ts'
import type { Tables } from './tables.ts'

const REACH = 64
/** From here on it pays to find all keywords of a text at once. */
const ASKED_OFTEN = 8
/** A word longer than this seldom stands in a text by chance. */
const RARE_CHARS = 6
/** Letters of the alphabets in which words are written apart; a keyword inside a longer word is none. */
const LETTERS = 'a-z\\u0370-\\u03ff\\u0400-\\u04ff'
/** What may follow any name of an identifier, and any keyword. */
const NUMBERED = '(?:[\\s_-]{0,2}(?:numbers?|num|nr|no|id|code|card|#|nummer|numero))?'
const NOTHING = ''
/** The second half of a sentence that says what a value was. */
const SAYING =
  '(?: (?:is|was|as|for) (?:my|his|her|their|our|your|the|an?) (?:[a-z]{1,12} ){0,2}|\\s{0,2}[([]\\s{0,2})'

/** What may stand between keywords and the value after them; see `Context.gap`. */
const GAP_MAX = 40
const ANYTHING = `[^\\0]{0,${GAP_MAX}}$`
const NO_DIGIT = `[^\\d]{0,${GAP_MAX}}$`
const NEVER = /(?!)/
const GAPS = new Map([ANYTHING, NO_DIGIT].map((gap) => [gap, new RegExp(gap, 'iy')] as const))
const ENDINGS = new Map([NUMBERED, NOTHING].map((tail) => [tail, new RegExp(ending(tail), 'iy')] as const))
const SAYING_BEGINS = /^(?: (?:is|was|as|for) |\s{0,2}[([])/i

/** Keywords that may stand up to 40 characters before a value, or 24 after it. Sources are regular expressions. */
export function near(words: readonly string[]): Context {
  return { ...keywords(words, NOTHING, ANYTHING), within: 24 }
}

/** Keywords that must lead up to the value: up to 40 characters between them, none of them a digit. */
export function leading(words: readonly string[]): Context {
  return {
    ...keywords(words, NOTHING, NO_DIGIT),
    ...(hasDigit(words.join()) ? {} : { digitless: true }),
  }
}

/** Keywords that count in the header of a table's column alone. Sources are regular expressions. */
export function heading(words: readonly string[]): Context {
  return { before: NEVER, header: new RegExp(beginning(words) + ending(NOTHING), 'gi') }
}

/**
 * Plain words that announce an identifier: they lead up to it without a digit between, or follow it as in
 * "(BSN)" and "is my BSN". A blank in a word also stands for a hyphen, an underscore or nothing.
 */
export function announcing(words: readonly string[]): Context {
  const names = words.map(spelled)
  return {
    ...keywords(names, NUMBERED, NO_DIGIT),
    after: new RegExp(`^${SAYING}${beginning(names)}${ending(NUMBERED)}`, 'i'),
    afterBegins: SAYING_BEGINS,
    ...(hasDigit(words.join()) ? {} : { digitless: true }),
  }
}

/** What all contexts of keywords have; the tail is one of `ENDINGS`, the gap one of `GAPS`. */
function keywords(words: readonly string[], tail: string, gap: string): Context {
  const begins = beginning(words)
  const any = begins + ending(tail)
  return {
    before: new RegExp(any + gap, 'i'),
    header: new RegExp(any, 'gi'),
    keyworded: true,
    begins: new RegExp(begins, 'gi'),
    ends: ENDINGS.get(tail) as RegExp,
    gap: GAPS.get(gap) as RegExp,
  }
}

/** Tells whether words may have a digit in them; a quantifier is taken for one as well. */
function hasDigit(words: string): boolean {
  return /\d|\\[dwS]|\.|\[\^/.test(words)
}

/**
 * Literals that give such words away, for the prefilter: of several words the longest is enough, when it is rare.
 * Those that begin a keyword count at the edge of a word only.
 */
export function hintsOf(words: readonly string[]): readonly string[] {
  const hints = words.flatMap((word) => {
    const longest = word.split(' ').toSorted((a, b) => b.length - a.length)[0] as string
    if (longest === word) return [EDGE + word]
    if (longest.length > RARE_CHARS) return [longest]
    return [' ', '_', '-', ''].map((joint) => EDGE + word.replaceAll(' ', joint))
  })
  return [...new Set(hints)]
}

function spelled(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '[\\s_-]{0,2}')
}

function beginning(words: readonly string[]): string {
  return `(?<![${LETTERS}])(?:${words.join('|')})`
}

/** What stands after the words of a keyword. */
function ending(tail: string): string {
  return `${tail}(?![${LETTERS}])`
}

/** Tells whether a keyword announces the value at a span, beside it or in the header of its table column. */
export type Announced = (span: Span) => boolean

/** Where keywords begin in a text, in order, and for each where the words of it end. */
interface Said {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/**
 * Asks one context about one text, over and over. Where it is asked often it finds all keywords once, and looks closely
 * only at values that stand near one and not right behind it.
 */
export function announcements(text: string, context: Context, tables: Tables): Announced {
  let asked = 0
  let said: Said | undefined
  let at = 0
  return (span) => {
    if (context.keyworded && ++asked > ASKED_OFTEN) {
      said ??= saidIn(text, context)
      at = firstFrom(said.starts, span.start - REACH, at)
      const next = said.starts[at]
      if (next === undefined || next >= span.end + REACH) {
        if (!hasJoint(text, span.start - REACH, span.start)) return isInHeader(span, context, tables)
      } else if (isRightBehind(text, span, context, said, at)) return true
    }
    return isAnnounced(text, span, context, tables)
  }
}

/** Tells whether a keyword announces the value, beside it or in the header of its table column. */
export function isAnnounced(text: string, span: Span, context: Context, tables: Tables): boolean {
  const before = text.slice(headOf(text, span.start, context), span.start)
  if (leadsUp(before, context)) return true
  if (hasJoint(before, 0, before.length) && leadsUp(wordsApart(before), context)) return true
  return follows(text.slice(span.end, span.end + REACH), context) || isInHeader(span, context, tables)
}

/** Tells whether what stands before a value announces it. */
function leadsUp(text: string, context: Context): boolean {
  const { before, gap } = context
  if (gap === undefined) return before.test(text)
  let end = 0
  for (let next = endFrom(text, context, 0); next >= 0; next = endFrom(text, context, end)) {
    end = next
    if (isBridged(text, end, context)) return true
  }
  // A keyword that can be read in several ways may reach further than it was read.
  return end > 0 && before.test(text)
}

/** Tells whether a value follows the end of a text that may stand between it and a keyword that ends at a position. */
function isBridged(text: string, end: number, { digitless, gap }: Context): boolean {
  if (digitless) return text.length - end <= GAP_MAX
  if (gap === undefined) return false
  gap.lastIndex = end
  return gap.test(text)
}

/** Tells whether what stands after a value announces it. */
function follows(text: string, context: Context): boolean {
  const { after, afterBegins, within, header } = context
  if (after !== undefined && (afterBegins === undefined || afterBegins.test(text)) && after.test(text))
    return true
  if (within === undefined || endFrom(text, context, 0) < 0) return false
  header.lastIndex = 0
  const start = header.exec(text)?.index ?? text.length
  return start <= within && !text.slice(0, start).includes('\0')
}

/** Where the first keyword at or after a position ends; -1 where there is none. */
function endFrom(text: string, { begins, ends, header }: Context, from: number): number {
  if (begins !== undefined && ends !== undefined) {
    begins.lastIndex = from
    if (!begins.test(text)) return -1
    ends.lastIndex = begins.lastIndex
    if (ends.test(text)) return ends.lastIndex
  }
  header.lastIndex = from
  return header.test(text) ? header.lastIndex : -1
}

/** Where the words before a value begin that may announce it. */
function headOf(text: string, start: number, { digitless }: Context): number {
  const floor = Math.max(0, start - REACH)
  if (!digitless) return floor
  let at = start
  while (at > floor && !isDigit(text.charCodeAt(at - 1))) at--
  return at
}

function hasDigitIn(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isDigit(text.charCodeAt(at))) return true
  return false
}

function isInHeader({ start }: Span, context: Context, tables: Tables): boolean {
  const cell = tables(start)
  if (cell === null) return false
  if (endFrom(cell, context, 0) >= 0) return true
  return hasJoint(cell, 0, cell.length) && endFrom(wordsApart(cell), context, 0) >= 0
}

function saidIn(text: string, { begins, header }: Context): Said {
  const keyword = begins ?? header
  const starts: number[] = []
  const ends: number[] = []
  keyword.lastIndex = 0
  for (let match = keyword.exec(text); match !== null; match = keyword.exec(text)) {
    starts.push(match.index)
    ends.push(keyword.lastIndex)
  }
  return { starts, ends }
}

/** The first of some places at or after a position, by its number; looked for around an earlier answer. */
function firstFrom(places: readonly number[], from: number, earlier: number): number {
  let at = earlier
  while (at > 0 && (places[at - 1] as number) >= from) at--
  while (at < places.length && (places[at] as number) < from) at++
  return at
}

/** Tells whether a value stands right behind the last of the keywords, from a number on, that begin before it. */
function isRightBehind(
  text: string,
  { start }: Span,
  context: Context,
  { starts, ends }: Said,
  first: number,
): boolean {
  let last = first
  while (last + 1 < starts.length && (starts[last + 1] as number) < start) last++
  const { ends: tail, digitless } = context
  if (tail === undefined || (ends[last] as number) > start) return false
  tail.lastIndex = ends[last] as number
  if (!tail.test(text) || tail.lastIndex > start) return false
  const end = tail.lastIndex
  return (!digitless || !hasDigitIn(text, end, start)) && isBridged(text.slice(end, start), 0, context)
}

/** Tells whether a capital of ASCII stands right behind a small letter. */
function hasJoint(text: string, from: number, to: number): boolean {
  let isSmall = false
  for (let at = Math.max(0, from); at < to; at++) {
    const code = text.charCodeAt(at)
    if (isSmall && code >= 65 && code <= 90) return true
    isSmall = code >= 97 && code <= 122
  }
  return false
}

/** Puts a blank between the words of a name such as `patientBirthDate`. */
function wordsApart(text: string): string {
  return text.replace(/([a-z])(?=[A-Z])/g, '$1 ')
}
