import { smallForm } from './letter-forms.ts'

const CHARS_MIN = 3
const CHARS_MAX = 6
/** So many beginnings of one expression are told apart. */
const HEADS_MAX = 160
/** A character out of more than these stands for anything. */
const SET_MAX = 12
/** Two of these tell as much as three letters of an alphabet. */
const SYLLABLES = /[\u2e80-\ud7ff]{2}/

/** The beginning of what a part of an expression matches; `isWhole` when the part may end there. */
interface Head {
  readonly text: string
  readonly isWhole: boolean
}

/** How far an expression was read. */
interface Reader {
  readonly source: string
  at: number
}

const EMPTY: Head = { text: '', isWhole: true }
const ANYTHING: Head = { text: '', isWhole: false }

/**
 * What every match of a regular expression begins with, in the notation of hints: lower case stands for both cases, `0`
 * for any digit, a blank for any white space. Null when a few literals of three characters and more cannot tell.
 */
export function openingsOf({ source, flags }: RegExp): readonly string[] | null {
  // With both flags letters beyond ASCII match some of ASCII.
  if (flags.includes('i') && flags.includes('u')) return null
  const reader: Reader = { source, at: 0 }
  const texts = new Set(choice(reader).map(({ text }) => text))
  if (reader.at < source.length) throw new Error(`an expression that ends too early: ${source}`)
  const shortest = [...texts].filter((text) => !beginsWithOne(text, texts))
  return shortest.some((text) => text.length < CHARS_MIN && !SYLLABLES.test(text)) ? null : shortest
}

/** Tells whether every match of a regular expression begins at the edge of a word. */
export function beginsAtEdge({ source }: RegExp): boolean {
  const reader: Reader = { source, at: 0 }
  for (;;) {
    if (!source.startsWith('\\b', reader.at)) return false
    sequence(reader)
    if (reader.at >= source.length) return true
    reader.at++
  }
}

/**
 * What else stands in every match: for each stretch of an expression between two gaps the literals of which one opens it,
 * in the notation of hints. None where the expression is a choice.
 */
export function requirementsOf({ source, flags }: RegExp): readonly (readonly string[])[] {
  if (flags.includes('i') && flags.includes('u')) return []
  const reader: Reader = { source, at: 0 }
  const found: (readonly string[])[] = []
  let stretch: readonly Head[] = [EMPTY]
  const close = (next: readonly Head[]) => {
    const texts = new Set(stretch.map(({ text }) => text))
    const shortest = [...texts].filter((text) => !beginsWithOne(text, texts))
    if (shortest.every((text) => text.length >= CHARS_MIN)) found.push(shortest)
    stretch = next
  }
  while (reader.at < source.length) {
    if (source[reader.at] === '|') return []
    const next = repeated(reader)
    if (next.some(isGap)) close([EMPTY])
    else if (stretch.some(({ isWhole }) => !isWhole)) close(next)
    else stretch = joined(stretch, next)
  }
  close([EMPTY])
  return found
}

/** Tells whether a part may be anything, or a part of it that is not told from the rest. */
function isGap({ text, isWhole }: Head): boolean {
  return text === '' && !isWhole
}

function beginsWithOne(text: string, texts: ReadonlySet<string>): boolean {
  for (let end = 0; end < text.length; end++) if (texts.has(text.slice(0, end))) return true
  return false
}

function choice(reader: Reader): readonly Head[] {
  const heads = [...sequence(reader)]
  while (reader.source[reader.at] === '|') {
    reader.at++
    heads.push(...sequence(reader))
  }
  return distinct(heads)
}

function sequence(reader: Reader): readonly Head[] {
  let heads: readonly Head[] = [EMPTY]
  for (;;) {
    const sign = reader.source[reader.at]
    if (sign === undefined || sign === '|' || sign === ')') return heads
    heads = joined(heads, repeated(reader))
  }
}

/** Beginnings of one part and then another; of the first part alone where they would be too many. */
function joined(first: readonly Head[], second: readonly Head[]): readonly Head[] {
  const both = distinct(
    first.flatMap((one) =>
      one.isWhole ? second.map((two) => cut({ text: one.text + two.text, isWhole: two.isWhole })) : [one],
    ),
  )
  return both.length <= HEADS_MAX ? both : distinct(first.map(({ text }) => ({ text, isWhole: false })))
}

function cut(head: Head): Head {
  return head.text.length < CHARS_MAX ? head : { text: head.text.slice(0, CHARS_MAX), isWhole: false }
}

function distinct(heads: readonly Head[]): readonly Head[] {
  return [...new Map(heads.map((head) => [head.text + Number(head.isWhole), head])).values()]
}

/** A part with its quantifier. What comes after the characters that are kept does not matter. */
function repeated(reader: Reader): readonly Head[] {
  const one = part(reader)
  const found = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})\??/.exec(reader.source.slice(reader.at))
  if (found === null) return one
  reader.at += found[0].length
  const [quantifier, least, most = least] = found
  const min = least === undefined ? Number(quantifier.startsWith('+')) : Number(least)
  const max = quantifier.startsWith('?') ? 1 : least === undefined || most === '' ? CHARS_MAX : Number(most)
  let heads: readonly Head[] = [EMPTY]
  let last = heads
  for (let times = 1; times <= Math.min(max, CHARS_MAX); times++) {
    last = joined(last, one)
    heads = times <= min ? last : distinct([...heads, ...last])
  }
  return heads
}

/** One character, set, group or assertion. */
function part(reader: Reader): readonly Head[] {
  const sign = reader.source.charAt(reader.at++)
  if (sign === '(') return group(reader)
  if (sign === '[') return set(reader)
  if (sign === '^' || sign === '$') return [EMPTY]
  if (sign === '.') return [ANYTHING]
  if (sign !== '\\') return [headOf(sign)]
  const escaped = afterBackslash(reader)
  return escaped === null ? [EMPTY] : [headOf(escaped)]
}

function group(reader: Reader): readonly Head[] {
  const opening = /^(?:\?(?:<\w+>|:|<?[=!]))?/.exec(reader.source.slice(reader.at))?.[0] ?? ''
  reader.at += opening.length
  const heads = choice(reader)
  reader.at++
  return /[=!]$/.test(opening) ? [EMPTY] : heads
}

function set(reader: Reader): readonly Head[] {
  const { source } = reader
  const isNegated = source[reader.at] === '^'
  if (isNegated) reader.at++
  const texts = new Set<string>()
  let isAny = isNegated
  while (source[reader.at] !== ']') {
    const from = member(reader)
    const isRange = source[reader.at] === '-' && source[reader.at + 1] !== ']'
    if (isRange) reader.at++
    const to = isRange ? member(reader) : from
    const last = to.charCodeAt(0)
    for (let code = from.charCodeAt(0); code <= last && texts.size <= SET_MAX; code++) {
      const { text } = headOf(from.length > 1 ? from : String.fromCharCode(code))
      if (text === '') isAny = true
      texts.add(text)
    }
  }
  reader.at++
  return isAny || texts.size > SET_MAX ? [ANYTHING] : [...texts].map((text) => ({ text, isWhole: true }))
}

function member(reader: Reader): string {
  const sign = reader.source.charAt(reader.at++)
  return sign === '\\' ? (afterBackslash(reader) ?? '\b') : sign
}

/** What stands after a backslash: a character, a class with its backslash, or null for the edge of a word. */
function afterBackslash(reader: Reader): string | null {
  const found = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|[pP]\{[^}]*\}|u\{[^}]*\}|k<\w+>|[1-9]\d*|.)/s.exec(
    reader.source.slice(reader.at),
  )
  const [escaped = '', two, four] = found ?? []
  reader.at += escaped.length
  const code = two ?? four
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16))
  if (escaped === 'b' || escaped === 'B') return null
  if (/^[nrtfv]$/.test(escaped)) return ' '
  if (escaped === '0') return '\0'
  return /^[A-Za-z1-9]/.test(escaped) ? `\\${escaped}` : escaped
}

/** A character or a class of them as hints write it. */
function headOf(character: string): Head {
  if (character === '\\d' || /^\d$/.test(character)) return { text: '0', isWhole: true }
  if (character === '\\s' || /^\s$/.test(character)) return { text: ' ', isWhole: true }
  return character.length === 1 ? { text: smallForm(character), isWhole: true } : ANYTHING
}
