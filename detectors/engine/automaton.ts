import { formsOf, smallForm } from './letter-forms.ts'

/** White space and the ends of a text are of this class. */
export const SPACE = 1
/** Classes are numbered in a byte. */
const CLASSES_MAX = 256

/** A hint that begins with this counts only where no letter stands right before it, but for one as in `camelCase`. */
export const EDGE = '\b'

/** A literal and the group that it belongs to. */
export interface Hint {
  readonly hint: string
  readonly group: number
  readonly isEdged: boolean
}

/** A hint that ends in a state. */
export interface Ending {
  readonly group: number
  readonly length: number
  readonly isEdged: boolean
}

/** Hints compiled after Aho and Corasick, over classes of characters. */
export interface Automaton {
  /** The class of each unit. */
  readonly of: Uint8Array
  /** The class count as a power of two. */
  readonly shift: number
  readonly next: Uint16Array
  /** States from here on end hints. */
  readonly firstAccepting: number
  /** What ends in each of those. */
  readonly endings: readonly (readonly Ending[])[]
  /** The length of the longest hint. */
  readonly longest: number
}

const OTHER = 0
/** All that `\s` matches. */
const SPACES =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff'
/** The signs that texts are mostly made of. */
const COMMON = 'etaoinsrhldcumfpgwybvk0.,xjqz-'
/** Prime, so that neighbours in an alphabet fall into different classes. */
const FOREIGN_CLASSES = 61
/** States are numbered in two bytes. */
const STATES_MAX = 65_000

/** Hints in parts whose states can be numbered. */
export function parted(hints: readonly Hint[]): readonly (readonly Hint[])[] {
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

/** Compiles hints. */
export function automaton(hints: readonly Hint[]): Automaton {
  const { of, count } = classTable(hints)
  if (count > CLASSES_MAX) throw new Error('hints of too many signs')
  const shift = Math.ceil(Math.log2(count))
  const { next, firstAccepting, outputs } = link(buildTrie(hints, of, 1 << shift), 1 << shift)
  return {
    of,
    shift,
    next,
    firstAccepting,
    endings: outputs,
    longest: hints.reduce((most, { hint }) => Math.max(most, hint.length), 0),
  }
}

/**
 * Maps every UTF-16 unit to a class; units that no hint names share one. Letters beyond ASCII share a few classes, so
 * that the automaton stays small: a hint in another script may be seen where it is not, which costs a look and no more.
 */
function classTable(hints: readonly Hint[]): { of: Uint8Array; count: number } {
  const of = new Uint8Array(65_536)
  for (const space of SPACES) of[space.charCodeAt(0)] = SPACE
  const odd = hints.find(({ hint }) => /[A-Z]/.test(hint))
  if (odd !== undefined) throw new Error(`the hint ${odd.hint} is not in lower case`)
  const named = [...new Set(hints.flatMap(({ hint }) => [...hint].flatMap((sign) => sign.split(''))))]
  const isForeign = (sign: string) => sign.charCodeAt(0) > 127
  const foreign = named.filter(isForeign)
  let count = 2
  for (const sign of named.filter((one) => !isForeign(one)).toSorted(byRank)) {
    const code = sign.charCodeAt(0)
    if (of[code] !== OTHER) continue
    of[code] = count
    if (sign === '0') for (let digit = 48; digit < 58; digit++) of[digit] = count
    const upper = sign.toUpperCase()
    if (of[upper.charCodeAt(0)] === OTHER) of[upper.charCodeAt(0)] = count
    count++
  }
  if (foreign.length === 0) return { of, count }
  for (const letter of foreign) {
    const shared = count + (smallForm(letter).charCodeAt(0) % FOREIGN_CLASSES)
    for (const form of formsOf(letter)) {
      const code = form.charCodeAt(0)
      if (code > 127 && of[code] === OTHER) of[code] = shared
    }
  }
  return { of, count: count + FOREIGN_CLASSES }
}

/** Common signs first, so that what is asked of a state mostly lies side by side in memory. */
function byRank(a: string, b: string): number {
  return rankOf(a) - rankOf(b)
}

function rankOf(sign: string): number {
  const rank = COMMON.indexOf(sign)
  return rank < 0 ? COMMON.length : rank
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
  for (const { hint, group, isEdged } of hints) {
    let state = 0
    for (let i = 0; i < hint.length; i++) {
      const at = state * width + (of[hint.charCodeAt(i)] as number)
      if (children[at] === 0) children[at] = statesCount++
      state = children[at] as number
    }
    outputs.set(state, [...(outputs.get(state) ?? []), { group, length: hint.length, isEdged }])
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
