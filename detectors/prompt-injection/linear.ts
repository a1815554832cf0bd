import { unpacked } from './unpacking.ts'

/** Weights by bucket, a byte for each as base64, and what a step of them is worth in log odds. */
export interface LinearModel {
  readonly bias: number
  readonly scale: number
  readonly buckets: string
}

/** How much features look like an attack to a model, as log odds. Its weights are unpacked when they are first needed. */
export function logOddsBy({ bias, scale, buckets }: LinearModel): (features: readonly number[]) => number {
  let weights: Int8Array | undefined
  return (features) => {
    weights ??= unpacked(buckets)
    let sum = 0
    for (const bucket of features) sum += weights[bucket] as number
    return bias + (sum * scale) / Math.sqrt(Math.max(1, features.length))
  }
}
