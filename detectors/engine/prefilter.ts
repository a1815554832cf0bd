import { type Automaton, automaton, EDGE, type Ending, type Hint, parted, SPACE } from './automaton.ts'
import { beginsWord } from './boundary.ts'
import { type Reading, type Room, readAscii, readPlaces, roomOf } from './reading.ts'

/** The groups of hints that occur in a text, and what else was seen in the same pass. */
export interface Sighting extends Reading {
  /** The marked groups of which a hint occurs, as bits; see `isSighted`. */
  readonly groups: readonly number[]
  /** The same groups by number, in their order. */
  readonly sighted: readonly number[]
  /** Where hints of placed groups begin, in the order in which they end: group, start, group, start and so on. */
  readonly places: readonly number[]
  /** The same of the groups that are not marked, counted from the first of them. */
  readonly openings: readonly number[]
}

/** Reads a text; where it is told to, not one beyond ASCII that is refused, of which it gives null. */
interface Sight {
  (text: string): Sighting
  (text: string, refuses: (text: string) => boolean): Sighting | null
}

/** Groups are kept as bits of small numbers: an array of those costs no memory outside the heap, as long bytes would. */
const BITS_SHIFT = 4
const BITS = 1 << BITS_SHIFT
/** Where units are classes already. */
const SAME = Uint8Array.from({ length: 256 }, (_, unit) => unit)
const READINGS_MAX = 0x7fffffff

/** Tells whether one of a group's hints occurs. */
export function isSighted(groups: Sighting['groups'], group: number): boolean {
  return (((groups[group >> BITS_SHIFT] as number) >> (group & (BITS - 1))) & 1) === 1
}

/**
 * Compiles groups of literal hints into Aho-Corasick automata over character classes: one for ASCII, which stays small
 * enough for a processor's cache, and one for hints in other scripts, which only reads texts that are not plain ASCII.
 * Lower case stands for both cases, `0` for any digit, a blank for any white space and for the text's ends, and `\b` in
 * front for the beginning of a word.
 * Of the first `markedCount` groups it tells whether a hint occurs, and of those that `isPlaced` picks where; of the
 * groups after those it tells only where.
 */
export function prefilter(
  groups: readonly (readonly string[])[],
  isPlaced: (group: number) => boolean = () => false,
  markedCount = groups.length,
): Sight {
  const hints = groups.flatMap((list, group) => list.map((hint) => hintOf(hint, group)))
  const isForeign = ({ hint }: Hint) => /[^\0-\x7f]/.test(hint)
  const pass = (part: readonly Hint[]): Pass => {
    const compiled = automaton(part)
    const said = compiled.endings.map((ends) => signalOf(ends, markedCount, isPlaced))
    const signals = Uint32Array.from(said.flat())
    const starts = new Uint32Array(said.length)
    for (let i = 1; i < said.length; i++)
      starts[i] = (starts[i - 1] as number) + (said[i - 1] as readonly number[]).length
    return { ...compiled, signals, starts, readings: 0, toldIn: new Int32Array(said.length) }
  }
  const plain = parted(hints.filter((one) => !isForeign(one))).map(pass)
  const foreign = parted(hints.filter(isForeign)).map(pass)
  const wordsCount = (markedCount + BITS - 1) >> BITS_SHIFT

  function sight(text: string): Sighting
  function sight(text: string, refuses: (text: string) => boolean): Sighting | null
  function sight(text: string, refuses?: (text: string) => boolean): Sighting | null {
    const room = roomOf(text.length)
    const ascii = readAscii(text, room.units)
    if (!ascii && refuses?.(text)) return null
    const seen: Seen = { groups: new Array<number>(wordsCount).fill(0), places: [], openings: [] }
    const digitsAndCapitals = readPlaces(text, ascii, room)
    for (const one of plain) read(one, text, ascii, seen, room)
    if (!ascii) {
      for (const one of foreign) if (isNamed(one, text)) read(one, text, ascii, seen, room)
    }
    const { groups, places, openings } = seen
    return { text, ascii, ...digitsAndCapitals, groups, sighted: numbersOf(groups), places, openings }
  }
  return sight
}

function hintOf(literal: string, group: number): Hint {
  const isEdged = literal.startsWith(EDGE)
  return { hint: isEdged ? literal.slice(1) : literal, group, isEdged }
}

/** An automaton at work. */
interface Pass extends Automaton {
  /** What accepting states say, one after the other, and where each of them begins; see `signalOf`. */
  readonly signals: Uint32Array
  readonly starts: Uint32Array
  /** How many texts it has read, and for each state that says nothing new again in which of them it was met last. */
  readings: number
  readonly toldIn: Int32Array
}

/** What was seen of a text so far. */
interface Seen {
  readonly groups: number[]
  readonly places: number[]
  readonly openings: number[]
}

/** A signal is the number of a group, above it the length of the hint, and above that what is done with the group. */
const GROUP_BITS = 16
const LENGTH_BITS = 8
const DONE_SHIFT = GROUP_BITS + LENGTH_BITS
const GROUP_MASK = (1 << GROUP_BITS) - 1
const LENGTH_MASK = (1 << LENGTH_BITS) - 1
const DONE_MASK = 3
const MARKED = 0
const EDGED = 1
const PLACED = 2
const OPENED = 3
/** The last signal of a state. */
const LAST = 1 << (DONE_SHIFT + 2)
/** The first signal of a state that has nothing to say after the first time. */
const ONCE = 1 << (DONE_SHIFT + 3)

/**
 * What an accepting state says, in a row of numbers that lies close together in memory: the groups that it marks, marks at
 * the beginning of a word, knows the places of and opens.
 */
function signalOf(
  ends: readonly Ending[],
  markedCount: number,
  isPlaced: (group: number) => boolean,
): readonly number[] {
  const marked = ends.filter(({ group }) => group < markedCount)
  const marks = [...new Set(marked.filter(({ isEdged }) => !isEdged).map(({ group }) => group))]
  const others = [
    ...marked.filter(({ isEdged }) => isEdged).map((one) => signal(EDGED, one.group, one.length)),
    ...marked.filter(({ group }) => isPlaced(group)).map((one) => signal(PLACED, one.group, one.length)),
    ...ends
      .filter(({ group }) => group >= markedCount)
      .map((one) => signal(OPENED, one.group - markedCount, one.length)),
  ]
  const all = [...marks.map((group) => signal(MARKED, group, 0)), ...others]
  return all.map(
    (one, i) => one | (i === all.length - 1 ? LAST : 0) | (i === 0 && others.length === 0 ? ONCE : 0),
  )
}

function signal(done: number, group: number, length: number): number {
  if (group >> GROUP_BITS > 0 || length >> LENGTH_BITS > 0) throw new Error('too many hints, or too long')
  return group | (length << GROUP_BITS) | (done << DONE_SHIFT)
}

/** Writes the classes of a text's units. */
function classify({ of }: Pass, text: string, { units }: Room): void {
  for (let i = 0; i < text.length; i++) units[i] = of[text.charCodeAt(i)] as number
}

/** Tells whether a unit beyond ASCII has a class that a hint names. */
function isNamed({ of }: Pass, text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 127 && (of[code] as number) > SPACE) return true
  }
  return false
}

/** Looks for the hints of an automaton in a text. */
function read(one: Pass, text: string, ascii: boolean, seen: Seen, room: Room): void {
  if (!ascii) classify(one, text, room)
  tell(one, text, room, run(one, text.length, ascii, room), seen)
}

/**
 * Reads a text once, from the room's units: its own where it is ASCII, else their classes; see `classify`.
 * Each step waits for the one before it, so the quarters of the text are read side by side: what a state says depends on
 * no more units before it than the longest hint has. A short text is read from end to end.
 * The state behind every unit is written into the room, and which of them accept is told afterwards: one loop for both
 * would need more registers than processors have.
 */
function run(one: Pass, length: number, ascii: boolean, { units, states, ends }: Room): number {
  const { shift, next, longest } = one
  const lastSilent = one.firstAccepting - 1
  const of = ascii ? one.of : SAME
  const quarter = length >> 2 > longest ? length >> 2 : 0
  const half = quarter * 2
  const late = quarter * 3
  let a = next[SPACE] as number
  let b = 0
  let c = 0
  let d = quarter === 0 ? a : 0
  if (quarter > 0) {
    for (let i = -longest; i < 0; i++) {
      b = next[(b << shift) | (of[units[quarter + i] as number] as number)] as number
      c = next[(c << shift) | (of[units[half + i] as number] as number)] as number
      d = next[(d << shift) | (of[units[late + i] as number] as number)] as number
    }
  }
  for (let i = 0; i < quarter; i++) {
    a = next[(a << shift) | (of[units[i] as number] as number)] as number
    b = next[(b << shift) | (of[units[quarter + i] as number] as number)] as number
    c = next[(c << shift) | (of[units[half + i] as number] as number)] as number
    d = next[(d << shift) | (of[units[late + i] as number] as number)] as number
    states[i] = a
    states[quarter + i] = b
    states[half + i] = c
    states[late + i] = d
  }
  for (let i = late + quarter; i < length; i++) {
    d = next[(d << shift) | (of[units[i] as number] as number)] as number
    states[i] = d
  }
  states[length] = next[(d << shift) | SPACE] as number
  let count = 0
  for (let i = 0; i <= length; i++) {
    ends[count] = i
    count += (lastSilent - (states[i] as number)) >>> 31
  }
  return count
}

/** Marks the groups of the accepting states that a room holds, and writes down where hints begin. */
function tell(one: Pass, text: string, { states, ends }: Room, count: number, seen: Seen): void {
  const { signals, starts, firstAccepting, toldIn } = one
  const { groups, places, openings } = seen
  if (one.readings === READINGS_MAX) toldIn.fill(0)
  const readings = one.readings === READINGS_MAX ? 1 : one.readings + 1
  one.readings = readings
  for (let i = 0; i < count; i++) {
    const end = ends[i] as number
    const state = (states[end] as number) - firstAccepting
    if (toldIn[state] === readings) continue
    let at = starts[state] as number
    let said = signals[at] as number
    if ((said & ONCE) !== 0) toldIn[state] = readings
    for (;;) {
      const group = said & GROUP_MASK
      const start = end + 1 - ((said >> GROUP_BITS) & LENGTH_MASK)
      const done = (said >> DONE_SHIFT) & DONE_MASK
      if (done === OPENED) openings.push(group, Math.max(0, start))
      else if (done === MARKED || (done === EDGED && beginsWord(text, start))) mark(groups, group)
      else if (done === PLACED) places.push(group, Math.max(0, start))
      if ((said & LAST) !== 0) break
      said = signals[++at] as number
    }
  }
}

function mark(groups: number[], group: number): void {
  const at = group >> BITS_SHIFT
  groups[at] = (groups[at] as number) | (1 << (group & (BITS - 1)))
}

/** The numbers of the bits that are set, in order. */
function numbersOf(groups: Sighting['groups']): number[] {
  const numbers: number[] = []
  for (let at = 0; at < groups.length; at++) {
    for (let bits = groups[at] as number; bits !== 0; bits &= bits - 1) {
      numbers.push((at << BITS_SHIFT) + 31 - Math.clz32(bits & -bits))
    }
  }
  return numbers
}
