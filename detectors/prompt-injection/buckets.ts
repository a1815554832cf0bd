import { extended } from './concepts.ts'

/** Gathers hashed features of one reading after the other, each once. */
export interface Buckets {
  /** Begins a reading: nothing was found yet. */
  begin(): void
  /** Adds a feature by what it is about and its hash. */
  put(kind: number, hash: number): void
  /** What was put since the reading began, in that order. */
  found(): readonly number[]
  /** The bucket of a feature. */
  of(kind: number, hash: number): number
}

const GOLDEN = 0x9e3779b1
const ROUNDS_MAX = 0xff
/** Features are about so many things at most. */
const KINDS_MAX = 16

/** Buckets of a number that is a power of two. To gather features in a set takes longer than to make most of them. */
export function buckets(count: number): Buckets {
  const shift = 32 - Math.log2(count)
  /** In which reading each feature was found last. */
  const foundIn = new Uint8Array(count)
  let round = 0
  let all: number[] = []
  const seeds = Int32Array.from({ length: KINDS_MAX }, (_, kind) => extended(0, kind))
  const of = (kind: number, hash: number) =>
    Math.imul(extended(seeds[kind] as number, hash), GOLDEN) >>> shift
  return {
    begin() {
      if (round === ROUNDS_MAX) foundIn.fill(0)
      round = round === ROUNDS_MAX ? 1 : round + 1
      all = []
    },
    put(kind, hash) {
      const bucket = of(kind, hash)
      if (foundIn[bucket] === round) return
      foundIn[bucket] = round
      all.push(bucket)
    },
    found: () => all,
    of,
  }
}
