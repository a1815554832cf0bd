import { ORDER_BUCKETS } from '../../../detectors/prompt-injection/order-features.ts'
import type { Weights } from '../injection/regression.ts'

const LEVELS = 127

/** The file that a scan reads the weights of orders from: a byte for each, as base64. */
export function packed({ buckets, bias }: Weights): string {
  const used = buckets.subarray(0, ORDER_BUCKETS)
  const scale = used.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / LEVELS || 1
  const levels = Int8Array.from(used, (weight) => Math.round(weight / scale))
  return `/** The weights of orders for machines. Written by \`npm run train:orders\`; docs/model-card-injection.md tells from what. */
export const orderModel = {
  bias: ${Math.round(bias * 1e6) / 1e6},
  scale: ${Number(scale.toPrecision(6))},
  buckets:
    '${Buffer.from(levels.buffer).toString('base64')}',
} as const
`
}
