import { emptyRoot, type Hash, type NodeAt, nodeHash, splitOf, subtree } from './tree.ts'

/** Leaves `first` (inclusive) to `end` (exclusive) of a tree of `size` leaves. */
export type Range = { first: number; end: number; size: number }

type Piece = { from: number; to: number }

/** The largest subtrees that lie wholly outside a range, from left to right; O(log n) of them. */
function outside({ first, end, size }: Range): Piece[] {
  const pieces: Piece[] = []
  const walk = (from: number, to: number): void => {
    if (to <= first || from >= end) pieces.push({ from, to })
    else if (from < first || to > end) {
      const middle = from + splitOf(to - from)
      walk(from, middle)
      walk(middle, to)
    }
  }
  if (size > 0) walk(0, size)
  return pieces
}

/** The hashes that, with the leaves of the range, give the root of the whole tree. */
export function rangeProof(range: Range, nodeAt: NodeAt): Hash[] {
  return outside(range).map(({ from, to }) => subtree(from, to, nodeAt))
}

/**
 * Roots of a tree of which only the leaves of a range and the hashes around it are known. Gives null for a number of
 * hashes that does not fit; `rootAt` gives null where too little is known.
 */
export function knownRange(
  range: Range,
  leaves: readonly Hash[],
  proof: readonly Hash[],
): { rootAt(size: number): Hash | null } | null {
  const { first, end } = range
  const pieces = outside(range)
  if (pieces.length !== proof.length || leaves.length !== end - first) return null
  const known = new Map(pieces.map(({ from, to }, index) => [`${from}-${to}`, proof[index] as Hash]))
  const hashOf = (from: number, to: number): Hash | null => {
    const isInside = from >= first && to <= end
    const given = isInside ? undefined : known.get(`${from}-${to}`)
    if (given !== undefined) return given
    if (to - from === 1) return isInside ? (leaves[from - first] as Hash) : null
    const middle = from + splitOf(to - from)
    const left = hashOf(from, middle)
    const right = left === null ? null : hashOf(middle, to)
    return left === null || right === null ? null : nodeHash(left, right)
  }
  return { rootAt: (size) => (size === 0 ? emptyRoot : hashOf(0, size)) }
}
