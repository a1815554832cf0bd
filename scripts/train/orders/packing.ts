import type { Weights } from '../injection/regression.ts'

const LEVELS = 127

/** What a file of weights declares, of what they are, and how many there are. */
export interface Packing {
  readonly name: string
  readonly about: string
  readonly count: number
}

/** The file that a scan reads weights from: a byte for each, as base64. */
export function packed({ buckets, bias }: Weights, { name, about, count }: Packing): string {
  const used = buckets.subarray(0, count)
  const scale = used.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / LEVELS || 1
  const levels = Int8Array.from(used, (weight) => Math.round(weight / scale))
  return `/** The weights of ${about}. Written by \`npm run train:orders\`; docs/model-card-injection.md tells from what. */
export const ${name} = {
  bias: ${Math.round(bias * 1e6) / 1e6},
  scale: ${Number(scale.toPrecision(6))},
  buckets:
    '${Buffer.from(levels.buffer).toString('base64')}',
} as const
`
}
