import { add, fitted, logit, type Weights } from '../injection/regression.ts'
import { kindOf, type Sample } from './corpus.ts'
import type { Windows } from './windows.ts'

/** A document with the features of each place that may hold an order. */
export interface Prepared extends Sample {
  readonly windows: readonly Int32Array[]
}

const ROUNDS = 3
/** In how many orders the same places are learned from. */
const TIMES = 5
const SETTINGS = { epochs: 12, rate: 0.3, decay: 3e-4 }
/** What people wrote counts for more than what a template wrote. */
const WEIGHTS = { 'by hand': 4, public: 4, generated: 0.5 }

/** An order is learned from in one place, a harmless text in each that it has. */
const ATTACK_WEIGHT = 2

export function prepared(sample: Sample, windowsOf: Windows): Prepared {
  return { ...sample, windows: windowsOf(sample.text) }
}

/** The mean of weights that were learned in several orders: what the order decides evens out. */
export function learn(samples: readonly Prepared[]): Weights {
  const all = Array.from({ length: TIMES }, (_, time) => learnOnce(samples, ` ${time}`))
  const mean = { buckets: new Float64Array(all[0]?.buckets.length ?? 0), bias: 0 }
  for (const weights of all) add(mean, weights, 1 / TIMES)
  return mean
}

/** Learns from the one window of each order that looks most like it, chosen anew in every round, and all harmless ones. */
function learnOnce(samples: readonly Prepared[], seed: string): Weights {
  let weights: Weights | null = null
  for (let round = 1; round <= ROUNDS; round++) {
    const known = weights
    const examples = samples.flatMap((sample) => {
      const { isAttack, windows } = sample
      const weight = WEIGHTS[kindOf(sample)] * (isAttack ? ATTACK_WEIGHT : 1)
      const shown = isAttack ? mostLike(windows, known) : windows
      return shown.map((indices) => ({ indices, isAttack, weight }))
    })
    weights = fitted(examples, { ...SETTINGS, seed: `orders ${round}${seed}` })
  }
  return weights as Weights
}

/** How much a document looks like one with an order: its most suspicious window. */
export function looksOf(weights: Weights, { windows }: Prepared): number {
  return windows.reduce((most, indices) => Math.max(most, logit(weights, indices)), Number.NEGATIVE_INFINITY)
}

function mostLike(windows: readonly Int32Array[], weights: Weights | null): readonly Int32Array[] {
  if (weights === null) return windows.slice(0, 1)
  return windows.toSorted((a, b) => logit(weights, b) - logit(weights, a)).slice(0, 1)
}
