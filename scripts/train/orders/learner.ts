import { fold } from '../../../detectors/engine/fold.ts'
import { orderFeatures } from '../../../detectors/prompt-injection/order-features.ts'
import { READER } from '../../../detectors/prompt-injection/readers.ts'
import { fitted, logit, type Weights } from '../injection/regression.ts'
import { kindOf, type Sample } from './corpus.ts'

/** A document with what is said to each reader that it names. */
export interface Prepared extends Sample {
  readonly windows: readonly Int32Array[]
}

const ROUNDS = 3
const SETTINGS = { epochs: 12, rate: 0.3, decay: 3e-4 }
/** What people wrote counts for more than what a template wrote. */
const WEIGHTS = { 'by hand': 4, public: 4, generated: 0.5 }

export function prepared(sample: Sample): Prepared {
  const { text } = fold(sample.text)
  const windows = [...text.matchAll(READER)].flatMap((match) => {
    const span = { start: match.index, end: match.index + match[0].length }
    const features = orderFeatures(text, span)
    return features === null ? [] : [Int32Array.from(features)]
  })
  return { ...sample, windows }
}

/** Learns from the one window of each order that looks most like it, chosen anew in every round, and all harmless ones. */
export function learn(samples: readonly Prepared[]): Weights {
  let weights: Weights | null = null
  for (let round = 1; round <= ROUNDS; round++) {
    const known = weights
    const examples = samples.flatMap((sample) => {
      const { isAttack, windows } = sample
      const weight = WEIGHTS[kindOf(sample)]
      const shown = isAttack ? mostLike(windows, known) : windows
      return shown.map((indices) => ({ indices, isAttack, weight }))
    })
    weights = fitted(examples, { ...SETTINGS, seed: `orders ${round}` })
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
