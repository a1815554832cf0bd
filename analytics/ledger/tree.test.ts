import { describe, expect, it } from 'vitest'
import { concat, hex, utf8 } from './bytes.ts'
import { knownRange, rangeProof } from './range.ts'
import {
  completedBy,
  consistencyProof,
  emptyRoot,
  type Hash,
  inclusionProof,
  isConsistent,
  isIncluded,
  leafHash,
  type NodeAt,
  nodeHash,
  rootOf,
} from './tree.ts'

/** The root as RFC 6962 §2.1 defines it, straight from the leaves. */
function rootByDefinition(leaves: readonly Hash[]): Hash {
  const [only] = leaves
  if (only === undefined) return emptyRoot
  if (leaves.length === 1) return only
  let half = 1
  while (half * 2 < leaves.length) half *= 2
  return nodeHash(rootByDefinition(leaves.slice(0, half)), rootByDefinition(leaves.slice(half)))
}

/** A tree that grows leaf by leaf and keeps only what `completedBy` says. */
function grown(leaves: readonly Hash[]): NodeAt {
  const nodes = new Map<string, Hash>()
  const nodeAt: NodeAt = (level, index) => {
    const hash = nodes.get(`${level}/${index}`)
    if (!hash) throw new Error(`node ${index} of level ${level} is not complete`)
    return hash
  }
  for (const [index, leaf] of leaves.entries()) {
    nodes.set(`0/${index}`, leaf)
    for (const node of completedBy(index, leaf, nodeAt)) nodes.set(`${node.level}/${node.index}`, node.hash)
  }
  return nodeAt
}

const sizeMax = 70
const leaves = Array.from({ length: sizeMax }, (_, index) => leafHash(utf8(`leaf ${index}`)))
const roots = Array.from({ length: sizeMax + 1 }, (_, size) => rootByDefinition(leaves.slice(0, size)))
const rootAt = (size: number): Hash => roots[size] as Hash
const nodeAt = grown(leaves)
const flipped = (hash: Hash): Hash => hash.map((byte, index) => (index === 7 ? byte ^ 1 : byte))

describe('the vectors of RFC 6962', () => {
  const inputs = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ]
  const vectors = inputs.map((text) => leafHash(new Uint8Array(Buffer.from(text, 'hex'))))
  const expected = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ]

  it('give their roots', () => {
    expect(expected.map((_, size) => hex(rootOf(size, grown(vectors))))).toEqual(expected)
  })

  it('give their proofs', () => {
    const starts = (hashes: readonly Hash[]) => hashes.map((hash) => hex(hash).slice(0, 16))
    expect(starts(inclusionProof(5, 8, grown(vectors)))).toEqual([
      'bc1a0643b12e4d2d',
      'ca854ea128ed050b',
      'd37ee418976dd957',
    ])
    expect(starts(consistencyProof(6, 8, grown(vectors)))).toEqual([
      '0ebc5d3437fbe2db',
      'ca854ea128ed050b',
      'd37ee418976dd957',
    ])
  })
})

describe('a tree of every size up to 70', () => {
  it('has the root of the definition', () => {
    for (let size = 0; size <= sizeMax; size += 1) expect(rootOf(size, nodeAt)).toEqual(rootAt(size))
  })

  it('proves every leaf at its index, and at no other index, size, root or with another hash', () => {
    for (let size = 1; size <= sizeMax; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const leaf = leaves[index] as Hash
        const proof = inclusionProof(index, size, nodeAt)
        const holds = (at: number, of: number, hashes: readonly Hash[], root: Hash, one = leaf) =>
          isIncluded(one, at, of, hashes, root)
        expect(holds(index, size, proof, rootAt(size))).toBe(true)
        expect(holds(index, size, proof, flipped(rootAt(size)))).toBe(false)
        expect(holds(index, size, proof, rootAt(size), flipped(leaf))).toBe(false)
        expect(holds(index, size, [...proof, leaf], rootAt(size))).toBe(false)
        expect(holds(index, size, proof.slice(1), rootAt(size))).toBe(size === 1)
        expect(holds(index === 0 ? size - 1 : index - 1, size, proof, rootAt(size))).toBe(size === 1)
        expect(holds(size, size, proof, rootAt(size))).toBe(false)
        for (const [at, hash] of proof.entries())
          expect(holds(index, size, proof.with(at, flipped(hash)), rootAt(size))).toBe(false)
      }
    }
  })

  it('proves that it continues every smaller one, and none whose past differs', () => {
    for (let to = 0; to <= sizeMax; to += 1) {
      for (let from = 0; from <= to; from += 1) {
        const proof = consistencyProof(from, to, nodeAt)
        const earlier = { size: from, root: rootAt(from) }
        const later = { size: to, root: rootAt(to) }
        expect(isConsistent(earlier, later, proof)).toBe(true)
        expect(isConsistent({ ...earlier, root: flipped(earlier.root) }, later, proof)).toBe(false)
        expect(isConsistent(earlier, later, [...proof, later.root])).toBe(false)
        if (from > 0)
          expect(isConsistent(earlier, { ...later, root: flipped(later.root) }, proof)).toBe(false)
        if (from < to) expect(isConsistent(later, earlier, proof)).toBe(false)
        if (proof.length > 0) expect(isConsistent(earlier, later, proof.slice(0, -1))).toBe(false)
        for (const [at, hash] of proof.entries())
          expect(isConsistent(earlier, later, proof.with(at, flipped(hash)))).toBe(false)
      }
    }
  })
})

describe('a range of a tree', () => {
  it('gives the whole root, and every root that lies in it, for all ranges of sizes up to 20', () => {
    for (let size = 1; size <= 20; size += 1) {
      for (let first = 0; first < size; first += 1) {
        for (let end = first + 1; end <= size; end += 1) {
          const proof = rangeProof({ first, end, size }, nodeAt)
          expect(proof.length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(size)))
          const range = knownRange({ first, end, size }, leaves.slice(first, end), proof)
          expect(range?.rootAt(size)).toEqual(rootAt(size))
          expect(range?.rootAt(0)).toEqual(emptyRoot)
          for (let then = Math.max(1, first); then <= end; then += 1)
            expect(range?.rootAt(then)).toEqual(rootAt(then))
        }
      }
    }
  })

  it('knows nothing of a root over leaves that it does not hold', () => {
    const range = knownRange(
      { first: 8, end: 10, size: 23 },
      leaves.slice(8, 10),
      rangeProof({ first: 8, end: 10, size: 23 }, nodeAt),
    )
    expect([range?.rootAt(5), range?.rootAt(11), range?.rootAt(8)]).toEqual([null, null, rootAt(8)])
  })

  it('takes neither a missing nor a spare hash or leaf', () => {
    const at = { first: 3, end: 5, size: 9 }
    const proof = rangeProof(at, nodeAt)
    expect(knownRange(at, leaves.slice(3, 5), proof.slice(1))).toBeNull()
    expect(knownRange(at, leaves.slice(3, 5), [...proof, emptyRoot])).toBeNull()
    expect(knownRange(at, leaves.slice(3, 6), proof)).toBeNull()
  })
})

describe('hashes of leaves and of nodes', () => {
  it('are of two kinds, so that neither can stand for the other', () => {
    const [left, right] = leaves as [Hash, Hash]
    expect(nodeHash(left, right)).not.toEqual(leafHash(concat(left, right)))
  })
})
