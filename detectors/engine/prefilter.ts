/** The groups of hints that occur in a text, found in one pass, and whether the text is plain ASCII. */
export interface Sighting {
  /** One entry per group: 1 when one of its hints occurs. */
  readonly groups: Uint8Array
  readonly ascii: boolean
}

const OTHER = 0
const SPACE = 1

/**
 * Compiles groups of literal hints into one Aho-Corasick automaton over character classes.
 * Lower case stands for both cases, `0` for any digit, a blank for any white space and for the text's ends.
 */
export function prefilter(groups: readonly (readonly string[])[]): (text: string) => Sighting {
  const classes = classTable(groups)
  const width = classes.count
  const trie = buildTrie(groups, classes.of, width)
  const table = link(trie, width)
  const { next, firstAccepting, outputs } = table
  const of = classes.of
  const start = next[SPACE] ?? 0

  return (text) => {
    const seen = new Uint8Array(groups.length)
    const length = text.length
    let state = start
    let bits = 0
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i)
      bits |= code
      state = next[state + (of[code] as number)] as number
      if (state >= firstAccepting) mark(seen, outputs[(state - firstAccepting) / width])
    }
    state = next[state + SPACE] as number
    if (state >= firstAccepting) mark(seen, outputs[(state - firstAccepting) / width])
    return { groups: seen, ascii: bits < 128 }
  }
}

function mark(seen: Uint8Array, groups: Uint16Array | undefined): void {
  if (groups === undefined) return
  for (let i = 0; i < groups.length; i++) seen[groups[i] as number] = 1
}

/** Maps every UTF-16 unit to a class; units that no hint names share one. */
function classTable(groups: readonly (readonly string[])[]): { of: Uint8Array; count: number } {
  const of = new Uint8Array(65_536)
  for (const space of '\t\n\v\f\r \u00a0\u2028\u2029') of[space.charCodeAt(0)] = SPACE
  let count = 2
  for (const hint of groups.flat()) {
    for (let i = 0; i < hint.length; i++) {
      const code = hint.charCodeAt(i)
      if (of[code] !== OTHER) continue
      of[code] = count
      if (hint[i] === '0') for (let digit = 48; digit < 58; digit++) of[digit] = count
      const upper = hint.charAt(i).toUpperCase()
      if (upper.length === 1 && of[upper.charCodeAt(0)] === OTHER) of[upper.charCodeAt(0)] = count
      count++
    }
  }
  if (count > 256) throw new Error('hints use more than 254 distinct characters')
  return { of, count }
}

interface Trie {
  /** The child of each state by class, `width` entries a state; 0 when there is none. */
  readonly children: Int32Array
  readonly statesCount: number
  /** The groups whose hints end in a state. */
  readonly outputs: Map<number, Set<number>>
}

function buildTrie(groups: readonly (readonly string[])[], of: Uint8Array, width: number): Trie {
  const statesMax = 1 + groups.flat().reduce((sum, hint) => sum + hint.length, 0)
  const children = new Int32Array(statesMax * width)
  const outputs = new Map<number, Set<number>>()
  let statesCount = 1
  groups.forEach((hints, group) => {
    for (const hint of hints) {
      let state = 0
      for (let i = 0; i < hint.length; i++) {
        const at = state * width + (of[hint.charCodeAt(i)] as number)
        if (children[at] === 0) children[at] = statesCount++
        state = children[at] as number
      }
      const ends = outputs.get(state)
      if (ends === undefined) outputs.set(state, new Set([group]))
      else ends.add(group)
    }
  })
  return { children, statesCount, outputs }
}

/** Follows the failure links breadth first, then numbers accepting states last, so that one comparison tells them. */
function link({ children, statesCount, outputs }: Trie, width: number) {
  const fail = new Int32Array(statesCount)
  const order = [...children.subarray(0, width)].filter((child) => child !== 0)
  for (let at = 0; at < order.length; at++) {
    const state = order[at] as number
    const fallback = fail[state] as number
    const inherited = outputs.get(fallback)
    if (inherited !== undefined) outputs.set(state, new Set([...inherited, ...(outputs.get(state) ?? [])]))
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
  const offsets = new Int32Array(statesCount)
  const renumbered = [...silent, ...accepting]
  renumbered.forEach((state, index) => {
    offsets[state] = index * width
  })
  const next = new Int32Array(statesCount * width)
  renumbered.forEach((state, index) => {
    for (let symbol = 0; symbol < width; symbol++) {
      next[index * width + symbol] = offsets[children[state * width + symbol] as number] as number
    }
  })
  return {
    next,
    firstAccepting: silent.length * width,
    outputs: accepting.map((state) => Uint16Array.from(outputs.get(state) ?? [])),
  }
}
