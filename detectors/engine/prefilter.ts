import {
  type Automaton,
  automaton,
  EDGE,
  type Ending,
  type Hint,
  parted,
  REMARKABLE,
  SPACE,
} from './automaton.ts'
import { beginsWord } from './boundary.ts'
import { isDigit, type Reading, type Room, roomOf } from './reading.ts'

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

/** Groups are kept as bits of small numbers: an array of those costs no memory outside the heap, as long bytes would. */
const BITS_SHIFT = 4
const BITS = 1 << BITS_SHIFT
const CLASS = REMARKABLE - 1

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
): (text: string) => Sighting {
  const hints = groups.flatMap((list, group) => list.map((hint) => hintOf(hint, group)))
  const isForeign = ({ hint }: Hint) => /[^\0-\x7f]/.test(hint)
  const pass = (part: readonly Hint[], isMain: boolean): Pass => {
    const compiled = automaton(part, isMain)
    const signals = compiled.endings.map((ends) => signalOf(ends, markedCount, isPlaced))
    return { ...compiled, signals, readings: 0, notedIn: new Float64Array(signals.length) }
  }
  const [first = [], ...rest] = parted(hints.filter((one) => !isForeign(one)))
  const main = pass(first, true)
  const others = rest.map((part) => pass(part, false))
  const foreign = parted(hints.filter(isForeign)).map((part) => pass(part, false))
  const wordsCount = (markedCount + BITS - 1) >> BITS_SHIFT

  return (text) => {
    const seen: Seen = { groups: new Array<number>(wordsCount).fill(0), places: [], openings: [] }
    const room = roomOf(text.length)
    const { bits, met } = run(main, text, seen, room.met)
    const ascii = bits < 128
    for (const one of others) run(one, text, seen, room.met)
    if (!ascii) for (const one of foreign) run(one, text, seen, room.met)
    const { groups, places, openings } = seen
    return { text, ascii, ...sorted(text, met, room), groups, sighted: numbersOf(groups), places, openings }
  }
}

function hintOf(literal: string, group: number): Hint {
  const isEdged = literal.startsWith(EDGE)
  return { hint: isEdged ? literal.slice(1) : literal, group, isEdged }
}

/**
 * What an accepting state says: the groups that it marks, and those that it marks at the beginning of a word; of these
 * and of placed groups the number and the length of the hint.
 */
interface Signal {
  readonly marks: Uint16Array
  readonly edged: Uint16Array
  readonly placed: Uint16Array
  readonly opened: Uint16Array
}

/** An automaton at work. */
interface Pass extends Automaton {
  readonly signals: readonly Signal[]
  /** How many texts it has read, and for each accepting state in which of them it last said all that it has to say. */
  readings: number
  readonly notedIn: Float64Array
}

/** What was seen of a text so far. */
interface Seen {
  readonly groups: number[]
  readonly places: number[]
  readonly openings: number[]
}

/** What a pass tells besides: all units joined by OR, and between which entries remarkable places were written. */
interface Passed {
  readonly bits: number
  readonly met: readonly (readonly [from: number, to: number])[]
}

/** Accepting states that stand for places, and where they were met: number, end, number, end and so on. */
type Events = number[]

function signalOf(
  ends: readonly Ending[],
  markedCount: number,
  isPlaced: (group: number) => boolean,
): Signal {
  const marked = ends.filter(({ group }) => group < markedCount)
  const others = ends.filter(({ group }) => group >= markedCount)
  return {
    marks: Uint16Array.from(new Set(marked.filter(({ isEdged }) => !isEdged).map(({ group }) => group))),
    edged: Uint16Array.from(
      marked.filter(({ isEdged }) => isEdged).flatMap(({ group, length }) => [group, length]),
    ),
    placed: Uint16Array.from(
      marked.filter(({ group }) => isPlaced(group)).flatMap(({ group, length }) => [group, length]),
    ),
    opened: Uint16Array.from(others.flatMap(({ group, length }) => [group - markedCount, length])),
  }
}

/**
 * Reads a text once. Each step waits for the one before it, so the quarters of the text are read side by side: what a
 * state says depends on no more units before it than the longest hint has. A short text is read from end to end.
 * Remarkable places are written into `met`, those of a quarter from the quarter's start on.
 */
function run(one: Pass, text: string, seen: Seen, met: Int32Array): Passed {
  const { of, shift, next, firstAccepting, longest, notedIn } = one
  const reading = ++one.readings
  const { length } = text
  const quarter = length >> 2 > longest ? length >> 2 : 0
  const half = quarter * 2
  const late = quarter * 3
  const eventsA: Events = []
  const eventsB: Events = []
  const eventsC: Events = []
  const eventsD: Events = []
  let a = next[SPACE] as number
  let b = 0
  let c = 0
  let d = quarter === 0 ? a : 0
  let bits = 0
  let metA = 0
  let metB = quarter
  let metC = half
  let metD = late
  if (quarter > 0) {
    for (let i = -longest; i < 0; i++) {
      b = next[(b << shift) | ((of[text.charCodeAt(quarter + i)] as number) & CLASS)] as number
      c = next[(c << shift) | ((of[text.charCodeAt(half + i)] as number) & CLASS)] as number
      d = next[(d << shift) | ((of[text.charCodeAt(late + i)] as number) & CLASS)] as number
    }
  }
  for (let i = 0; i < quarter; i++) {
    const unitA = text.charCodeAt(i)
    const unitB = text.charCodeAt(quarter + i)
    const unitC = text.charCodeAt(half + i)
    const unitD = text.charCodeAt(late + i)
    const classA = of[unitA] as number
    const classB = of[unitB] as number
    const classC = of[unitC] as number
    const classD = of[unitD] as number
    a = next[(a << shift) | (classA & CLASS)] as number
    b = next[(b << shift) | (classB & CLASS)] as number
    c = next[(c << shift) | (classC & CLASS)] as number
    d = next[(d << shift) | (classD & CLASS)] as number
    bits |= unitA | unitB | unitC | unitD
    if ((classA | classB | classC | classD) >= REMARKABLE) {
      if (classA >= REMARKABLE) met[metA++] = i
      if (classB >= REMARKABLE) met[metB++] = quarter + i
      if (classC >= REMARKABLE) met[metC++] = half + i
      if (classD >= REMARKABLE) met[metD++] = late + i
    }
    if (a >= firstAccepting && notedIn[a - firstAccepting] !== reading) note(one, a, i + 1, seen, eventsA)
    if (b >= firstAccepting && notedIn[b - firstAccepting] !== reading)
      note(one, b, quarter + i + 1, seen, eventsB)
    if (c >= firstAccepting && notedIn[c - firstAccepting] !== reading)
      note(one, c, half + i + 1, seen, eventsC)
    if (d >= firstAccepting && notedIn[d - firstAccepting] !== reading)
      note(one, d, late + i + 1, seen, eventsD)
  }
  for (let i = late + quarter; i < length; i++) {
    const unit = text.charCodeAt(i)
    const unitClass = of[unit] as number
    d = next[(d << shift) | (unitClass & CLASS)] as number
    bits |= unit
    if (unitClass >= REMARKABLE) met[metD++] = i
    if (d >= firstAccepting && notedIn[d - firstAccepting] !== reading) note(one, d, i + 1, seen, eventsD)
  }
  d = next[(d << shift) | SPACE] as number
  if (d >= firstAccepting && notedIn[d - firstAccepting] !== reading) note(one, d, length + 1, seen, eventsD)
  for (const events of [eventsA, eventsB, eventsC, eventsD]) place(one, text, events, seen)
  return {
    bits,
    met: [
      [0, metA],
      [quarter, metB],
      [half, metC],
      [late, metD],
    ],
  }
}

/** Marks the groups of an accepting state, and either keeps the event, where places matter, or need not be told again. */
function note(one: Pass, state: number, end: number, seen: Seen, events: Events): void {
  const number = state - one.firstAccepting
  const { marks, edged, placed, opened } = one.signals[number] as Signal
  for (let m = 0; m < marks.length; m++) mark(seen, marks[m] as number)
  if (edged.length > 0 || placed.length > 0 || opened.length > 0) events.push(number, end)
  else one.notedIn[number] = one.readings
}

function mark({ groups }: Seen, group: number): void {
  const at = group >> BITS_SHIFT
  groups[at] = (groups[at] as number) | (1 << (group & (BITS - 1)))
}

/** Writes down where hints begin, and marks the groups of those that begin a word. */
function place({ signals }: Pass, text: string, events: Events, seen: Seen): void {
  const { places, openings } = seen
  for (let e = 0; e < events.length; e += 2) {
    const { edged, placed, opened } = signals[events[e] as number] as Signal
    const end = events[e + 1] as number
    for (let g = 0; g < edged.length; g += 2) {
      if (beginsWord(text, end - (edged[g + 1] as number))) mark(seen, edged[g] as number)
    }
    for (let p = 0; p < placed.length; p += 2) {
      places.push(placed[p] as number, Math.max(0, end - (placed[p + 1] as number)))
    }
    for (let o = 0; o < opened.length; o += 2) {
      openings.push(opened[o] as number, Math.max(0, end - (opened[o + 1] as number)))
    }
  }
}

/** Tells digits from capitals. */
function sorted(text: string, met: Passed['met'], room: Room): Pick<Sighting, 'digits' | 'capitals'> {
  let digits = 0
  let capitals = 0
  for (const [from, to] of met) {
    for (let i = from; i < to; i++) {
      const at = room.met[i] as number
      if (isDigit(text.charCodeAt(at))) room.digits[digits++] = at
      else room.capitals[capitals++] = at
    }
  }
  return {
    digits: { at: room.digits, count: digits },
    capitals: { at: room.capitals, count: capitals },
  }
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
