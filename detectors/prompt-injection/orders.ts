import { orderModel } from './order-weights.ts'
import { unpacked } from './unpacking.ts'

let weights: Int8Array | undefined

/** How much what is said to a reader looks like an order that nobody who asked for its work gave, as log odds. */
export function orderLogOdds(features: readonly number[]): number {
  weights ??= unpacked(orderModel.buckets)
  let sum = 0
  for (const bucket of features) sum += weights[bucket] as number
  return orderModel.bias + (sum * orderModel.scale) / Math.sqrt(features.length)
}
