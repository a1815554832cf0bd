import { type Bytes, sameBytes } from './bytes.ts'
import { sha256 } from './sha256.ts'

/** The Merkle tree of RFC 6962 §2.1. Hashes are 32 bytes; sizes and indices count leaves from 0. */
export type Hash = Bytes

/** The hash over the `2^level` leaves that begin at `index * 2^level`; level 0 are the leaves' own hashes. */
export type NodeAt = (level: number, index: number) => Hash

export const emptyRoot: Hash = sha256(new Uint8Array())
const leafMark = Uint8Array.of(0)
const nodeMark = Uint8Array.of(1)

export const leafHash = (data: Uint8Array): Hash => sha256(leafMark, data)
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(nodeMark, left, right)

/** Where a tree of so many leaves divides: the largest power of two below its size. */
export function splitOf(size: number): number {
  let half = 1
  while (half * 2 < size) half *= 2
  return half
}

/** The hash over leaves `from` (inclusive) to `to` (exclusive) of any tree that divides there. */
export function subtree(from: number, to: number, nodeAt: NodeAt): Hash {
  const size = to - from
  const level = Math.log2(size)
  if (Number.isInteger(level)) return nodeAt(level, from / size)
  const middle = from + splitOf(size)
  return nodeHash(subtree(from, middle, nodeAt), subtree(middle, to, nodeAt))
}

/** The root of the first `size` leaves. */
export function rootOf(size: number, nodeAt: NodeAt): Hash {
  return size === 0 ? emptyRoot : subtree(0, size, nodeAt)
}

/** The nodes above level 0 that are complete once leaf `index` is there, lowest first. */
export function completedBy(
  index: number,
  leaf: Hash,
  nodeAt: NodeAt,
): { level: number; index: number; hash: Hash }[] {
  const nodes: { level: number; index: number; hash: Hash }[] = []
  let hash = leaf
  let at = index
  for (let level = 0; at % 2 === 1; level += 1) {
    hash = nodeHash(nodeAt(level, at - 1), hash)
    at = (at - 1) / 2
    nodes.push({ level: level + 1, index: at, hash })
  }
  return nodes
}

/** Hashes from the leaf's sibling up to below the root. */
export function inclusionProof(index: number, size: number, nodeAt: NodeAt): Hash[] {
  return siblings(index, size)
    .map(({ from, to }) => subtree(from, to, nodeAt))
    .reverse()
}

/** The siblings on the way from the root down to a leaf. */
function siblings(index: number, size: number): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  let from = 0
  let to = size
  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    if (index < middle) {
      found.push({ from: middle, to })
      to = middle
    } else {
      found.push({ from, to: middle })
      from = middle
    }
  }
  return found
}

/** Whether a leaf stands at `index` in the tree of `size` leaves with this root. */
export function isIncluded(
  leaf: Hash,
  index: number,
  size: number,
  proof: readonly Hash[],
  root: Hash,
): boolean {
  if (index < 0 || index >= size) return false
  const way = siblings(index, size).reverse()
  if (way.length !== proof.length) return false
  const found = way.reduce((hash, sibling, at) => {
    const other = proof[at] as Hash
    return sibling.from > index ? nodeHash(hash, other) : nodeHash(other, hash)
  }, leaf)
  return sameBytes(found, root)
}

/** Hashes that show that the first `from` of `to` leaves are still the same. Source: RFC 6962 §2.1.2. */
export function consistencyProof(from: number, to: number, nodeAt: NodeAt): Hash[] {
  return from === 0 ? [] : subproof(from, 0, to, true, nodeAt)
}

function subproof(known: number, from: number, to: number, isWhole: boolean, nodeAt: NodeAt): Hash[] {
  if (known === to - from) return isWhole ? [] : [subtree(from, to, nodeAt)]
  const half = splitOf(to - from)
  const middle = from + half
  return known <= half
    ? [...subproof(known, from, middle, isWhole, nodeAt), subtree(middle, to, nodeAt)]
    : [...subproof(known - half, middle, to, false, nodeAt), subtree(from, middle, nodeAt)]
}

export type Rooted = { size: number; root: Hash }

/** Whether a tree continues an earlier one without having changed any of it. */
export function isConsistent(earlier: Rooted, later: Rooted, proof: readonly Hash[]): boolean {
  if (earlier.size > later.size) return false
  if (earlier.size === 0) return proof.length === 0 && sameBytes(earlier.root, emptyRoot)
  const left = [...proof]
  const found = replay(earlier.size, later.size, earlier.root, left)
  return (
    found !== null &&
    left.length === 0 &&
    sameBytes(found.earlier, earlier.root) &&
    sameBytes(found.later, later.root)
  )
}

/** Both roots as the proof makes them; null when it is too short. `whole` is given where the old root itself stands. */
function replay(
  known: number,
  size: number,
  whole: Hash | null,
  proof: Hash[],
): { earlier: Hash; later: Hash } | null {
  if (known === size) {
    const hash = whole ?? proof.shift()
    return hash === undefined ? null : { earlier: hash, later: hash }
  }
  const half = splitOf(size)
  const isLeft = known <= half
  const inner = isLeft ? replay(known, half, whole, proof) : replay(known - half, size - half, null, proof)
  const other = proof.shift()
  if (inner === null || other === undefined) return null
  return isLeft
    ? { earlier: inner.earlier, later: nodeHash(inner.later, other) }
    : { earlier: nodeHash(other, inner.earlier), later: nodeHash(other, inner.later) }
}
