import { BUCKETS } from '../../../detectors/prompt-injection/features.ts'
import { type Dice, dice, hashText } from '../../demo/chance.ts'

/** One stretch of n-grams with what it is, and how much it counts. */
export interface Example {
  readonly indices: Int32Array
  readonly isAttack: boolean
  readonly weight: number
}

export interface Weights {
  readonly buckets: Float64Array
  bias: number
}

interface Settings {
  readonly epochs: number
  readonly rate: number
  /** The pull of every weight to nothing. */
  readonly decay: number
  readonly seed: string
}

/** The share of the epochs after which weights are worth keeping. */
const SETTLED = 0.25

/** The sum of the weights of n-grams over the root of their number, and the bias. */
export function logit({ buckets, bias }: Weights, indices: Int32Array): number {
  let sum = 0
  for (let i = 0; i < indices.length; i++) sum += buckets[indices[i] as number] as number
  return bias + sum / Math.sqrt(Math.max(1, indices.length))
}

/**
 * Logistic regression by gradient descent with a rate for each weight (AdaGrad); the weights are the mean of those after
 * each of the later epochs, so that the order of the last examples decides little. The same examples give the same weights.
 */
export function fitted(examples: readonly Example[], settings: Settings): Weights {
  const { epochs, rate, decay, seed } = settings
  const weights: Weights = { buckets: new Float64Array(BUCKETS), bias: 0 }
  const mean: Weights = { buckets: new Float64Array(BUCKETS), bias: 0 }
  const first = Math.floor(epochs * SETTLED)
  const { buckets } = weights
  const squares = new Float64Array(BUCKETS).fill(1e-3)
  const throws = dice(hashText(seed))
  const order = Int32Array.from({ length: examples.length }, (_, i) => i)
  let biasSquare = 1
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, throws)
    for (const at of order) {
      const { indices, isAttack, weight } = examples[at] as Example
      const error = weight * ((isAttack ? 1 : 0) - 1 / (1 + Math.exp(-logit(weights, indices))))
      if (Math.abs(error) < 0.002) continue
      const share = 1 / Math.sqrt(Math.max(1, indices.length))
      const step = error * share
      for (let i = 0; i < indices.length; i++) {
        const bucket = indices[i] as number
        const gradient = step - decay * (buckets[bucket] as number)
        const square = (squares[bucket] as number) + gradient * gradient
        squares[bucket] = square
        buckets[bucket] = (buckets[bucket] as number) + (rate * gradient) / Math.sqrt(square)
      }
      biasSquare += error * error
      weights.bias += (0.1 * rate * error) / Math.sqrt(biasSquare)
    }
    if (epoch >= first) add(mean, weights, 1 / (epochs - first))
  }
  return mean
}

/** Adds a share of some weights to others. */
export function add(sum: Weights, weights: Weights, share: number): void {
  for (let i = 0; i < sum.buckets.length; i++)
    sum.buckets[i] = (sum.buckets[i] as number) + (weights.buckets[i] as number) * share
  sum.bias += weights.bias * share
}

function shuffle(order: Int32Array, throws: Dice): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = throws.below(i + 1)
    const held = order[i] as number
    order[i] = order[j] as number
    order[j] = held
  }
}
