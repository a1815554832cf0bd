/** The groups of hints that occur in a text, found in one pass, and whether the text is plain ASCII. */
export interface Sighting {
  /** The groups of which a hint occurs, as bits; see `isSighted`. */
  readonly groups: readonly number[]
  /** The same groups by number, in their order. */
  readonly sighted: readonly number[]
  /** Where hints of placed groups begin, in the order in which they end: group, start, group, start and so on. */
  readonly places: readonly number[]
  readonly ascii: boolean
}

const OTHER = 0
const SPACE = 1
const NOWHERE: readonly number[] = Object.freeze([])
/** Prime, so that neighbours in an alphabet fall into different classes. */
const FOREIGN_CLASSES = 61
/** States are numbered in two bytes. */
const STATES_MAX = 65_000
/** Groups are kept as bits of small numbers: an array of those costs no memory outside the heap, as long bytes would. */
const BITS_SHIFT = 4
const BITS = 1 << BITS_SHIFT

/** Tells whether one of a group's hints occurs. */
export function isSighted(groups: Sighting['groups'], group: number): boolean {
  return (((groups[group >> BITS_SHIFT] as number) >> (group & (BITS - 1))) & 1) === 1
}

/**
 * Compiles groups of literal hints into Aho-Corasick automata over character classes: one for ASCII, which stays small
 * enough for a processor's cache, and one for hints in other scripts, which only reads texts that are not plain ASCII.
 * Lower case stands for both cases, `0` for any digit, a blank for any white space and for the text's ends.
 * Of the groups that `isPlaced` picks it tells not only that a hint occurs, but where.
 */
export function prefilter(
  groups: readonly (readonly string[])[],
  isPlaced: (group: number) => boolean = () => false,
): (text: string) => Sighting {
  const hints = groups.flatMap((list, group) => list.map((hint) => ({ hint, group })))
  const isForeign = ({ hint }: Hint) => /[^\0-\x7f]/.test(hint)
  const plain = parted(hints.filter((one) => !isForeign(one))).map((part) => automaton(part, isPlaced))
  const foreign = parted(hints.filter(isForeign)).map((part) => automaton(part, isPlaced))

  const wordsCount = (groups.length + BITS - 1) >> BITS_SHIFT

  return (text) => {
    const seen: Seen = { groups: new Array<number>(wordsCount).fill(0), places: null }
    let bits = plain.length === 0 ? unitsOf(text) : 0
    for (const one of plain) bits |= run(one, text, seen)
    if (bits > 127) for (const one of foreign) run(one, text, seen)
    return {
      groups: seen.groups,
      sighted: numbersOf(seen.groups),
      places: seen.places ?? NOWHERE,
      ascii: bits < 128,
    }
  }
}

interface Hint {
  readonly hint: string
  readonly group: number
}

/** What a pass has seen so far. */
interface Seen {
  readonly groups: number[]
  places: number[] | null
}

/** A compiled part of the hints. */
interface Automaton {
  readonly of: Uint8Array
  /** The class count as a power of two. */
  readonly shift: number
  readonly next: Uint16Array
  /** States from here on end a hint. */
  readonly firstAccepting: number
  readonly signals: readonly Signal[]
  /** The length of the longest hint. */
  readonly longest: number
}

/**
 * Reads a text once; gives all its units joined by OR. Each step waits for the one before it, so the halves of the text
 * are read side by side: what a state says depends on no more units before it than the longest hint has.
 */
function run(
  { of, shift, next, firstAccepting, signals, longest }: Automaton,
  text: string,
  seen: Seen,
): number {
  const length = text.length
  const middle = length >> 1
  const later: Seen = { groups: seen.groups, places: null }
  let state = next[SPACE] as number
  let ahead = middle > longest ? 0 : state
  let bits = 0
  for (let i = Math.max(0, middle - longest); i < middle; i++) {
    ahead = next[(ahead << shift) | (of[text.charCodeAt(i)] as number)] as number
  }
  for (let i = 0, j = middle; i < middle; i++, j++) {
    const code = text.charCodeAt(i)
    const other = text.charCodeAt(j)
    bits |= code | other
    state = next[(state << shift) | (of[code] as number)] as number
    ahead = next[(ahead << shift) | (of[other] as number)] as number
    if (state >= firstAccepting) note(signals[state - firstAccepting] as Signal, i + 1, seen)
    if (ahead >= firstAccepting) note(signals[ahead - firstAccepting] as Signal, j + 1, later)
  }
  for (let j = middle * 2; j < length; j++) {
    const code = text.charCodeAt(j)
    bits |= code
    ahead = next[(ahead << shift) | (of[code] as number)] as number
    if (ahead >= firstAccepting) note(signals[ahead - firstAccepting] as Signal, j + 1, later)
  }
  ahead = next[(ahead << shift) | SPACE] as number
  if (ahead >= firstAccepting) note(signals[ahead - firstAccepting] as Signal, length + 1, later)
  if (later.places !== null)
    seen.places = seen.places === null ? later.places : seen.places.concat(later.places)
  return bits
}

function note({ marks, placed }: Signal, end: number, seen: Seen): void {
  for (let m = 0; m < marks.length; m++) {
    const group = marks[m] as number
    const at = group >> BITS_SHIFT
    seen.groups[at] = (seen.groups[at] as number) | (1 << (group & (BITS - 1)))
  }
  if (placed.length === 0) return
  seen.places ??= []
  for (let p = 0; p < placed.length; p += 2) {
    seen.places.push(placed[p] as number, Math.max(0, end - (placed[p + 1] as number)))
  }
}

function unitsOf(text: string): number {
  let bits = 0
  for (let i = 0; i < text.length; i++) bits |= text.charCodeAt(i)
  return bits
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

/** Hints in parts whose states can be numbered. */
function parted(hints: readonly Hint[]): readonly (readonly Hint[])[] {
  const parts: Hint[][] = []
  let states = STATES_MAX
  for (const one of hints) {
    if (states + one.hint.length > STATES_MAX) {
      parts.push([])
      states = 1
    }
    states += one.hint.length
    parts.at(-1)?.push(one)
  }
  return parts
}

function automaton(hints: readonly Hint[], isPlaced: (group: number) => boolean): Automaton {
  const { of, count } = classTable(hints)
  const shift = Math.ceil(Math.log2(count))
  const { next, firstAccepting, outputs } = link(buildTrie(hints, of, 1 << shift), 1 << shift)
  return {
    of,
    shift,
    next,
    firstAccepting,
    signals: outputs.map((ends) => signalOf(ends, isPlaced)),
    longest: hints.reduce((most, { hint }) => Math.max(most, hint.length), 0),
  }
}

/** What an accepting state says: the groups it stands for, and of placed groups the length of each hint. */
interface Signal {
  readonly marks: Uint16Array
  readonly placed: Uint16Array
}

function signalOf(ends: readonly Ending[], isPlaced: (group: number) => boolean): Signal {
  return {
    marks: Uint16Array.from(new Set(ends.map(({ group }) => group))),
    placed: Uint16Array.from(
      ends.filter(({ group }) => isPlaced(group)).flatMap(({ group, length }) => [group, length]),
    ),
  }
}

/**
 * Maps every UTF-16 unit to a class; units that no hint names share one. Letters beyond ASCII share a few classes, so
 * that the automaton stays small: a hint in another script may be seen where it is not, which costs a look and no more.
 */
function classTable(hints: readonly Hint[]): { of: Uint8Array; count: number } {
  const of = new Uint8Array(65_536)
  for (const space of '\t\n\v\f\r \u00a0\u2028\u2029') of[space.charCodeAt(0)] = SPACE
  let count = 2
  const foreign = new Set<string>()
  for (const { hint } of hints) {
    if (/[A-Z]/.test(hint)) throw new Error(`the hint ${hint} is not in lower case`)
    for (let i = 0; i < hint.length; i++) {
      const code = hint.charCodeAt(i)
      if (code > 127) foreign.add(hint.charAt(i))
      if (code > 127 || of[code] !== OTHER) continue
      of[code] = count
      if (hint[i] === '0') for (let digit = 48; digit < 58; digit++) of[digit] = count
      const upper = hint.charAt(i).toUpperCase()
      if (of[upper.charCodeAt(0)] === OTHER) of[upper.charCodeAt(0)] = count
      count++
    }
  }
  if (foreign.size === 0) return { of, count }
  for (const letter of foreign) {
    const shared = count + (letter.toLowerCase().charCodeAt(0) % FOREIGN_CLASSES)
    for (const form of [letter, letter.toUpperCase(), letter.toLowerCase()]) {
      const code = form.charCodeAt(0)
      if (form.length === 1 && code > 127 && of[code] === OTHER) of[code] = shared
    }
  }
  return { of, count: count + FOREIGN_CLASSES }
}

/** A hint that ends in a state. */
interface Ending {
  readonly group: number
  readonly length: number
}

interface Trie {
  /** The child of each state by class, `width` entries a state; 0 when there is none. */
  readonly children: Uint16Array
  readonly statesCount: number
  readonly outputs: Map<number, readonly Ending[]>
}

function buildTrie(hints: readonly Hint[], of: Uint8Array, width: number): Trie {
  const statesMax = 1 + hints.reduce((sum, { hint }) => sum + hint.length, 0)
  const children = new Uint16Array(statesMax * width)
  const outputs = new Map<number, readonly Ending[]>()
  let statesCount = 1
  for (const { hint, group } of hints) {
    let state = 0
    for (let i = 0; i < hint.length; i++) {
      const at = state * width + (of[hint.charCodeAt(i)] as number)
      if (children[at] === 0) children[at] = statesCount++
      state = children[at] as number
    }
    outputs.set(state, [...(outputs.get(state) ?? []), { group, length: hint.length }])
  }
  return { children, statesCount, outputs }
}

/**
 * Follows the failure links breadth first, then numbers accepting states last, so that one comparison tells them.
 * Within each kind states near the root, where a text mostly is, stand together.
 */
function link({ children, statesCount, outputs }: Trie, width: number) {
  const fail = new Uint16Array(statesCount)
  const order = [...children.subarray(0, width)].filter((child) => child !== 0)
  for (let at = 0; at < order.length; at++) {
    const state = order[at] as number
    const fallback = fail[state] as number
    const inherited = outputs.get(fallback)
    if (inherited !== undefined) outputs.set(state, [...inherited, ...(outputs.get(state) ?? [])])
    for (let symbol = 0; symbol < width; symbol++) {
      const child = children[state * width + symbol] as number
      const instead = children[fallback * width + symbol] as number
      if (child === 0) children[state * width + symbol] = instead
      else {
        fail[child] = instead
        order.push(child)
      }
    }
  }
  const silent = [0, ...order.filter((state) => !outputs.has(state))]
  const accepting = order.filter((state) => outputs.has(state))
  const numbers = new Uint16Array(statesCount)
  const renumbered = [...silent, ...accepting]
  renumbered.forEach((state, index) => {
    numbers[state] = index
  })
  const next = new Uint16Array(statesCount * width)
  renumbered.forEach((state, index) => {
    for (let symbol = 0; symbol < width; symbol++) {
      next[index * width + symbol] = numbers[children[state * width + symbol] as number] as number
    }
  })
  return {
    next,
    firstAccepting: silent.length,
    outputs: accepting.map((state) => outputs.get(state) ?? []),
  }
}
