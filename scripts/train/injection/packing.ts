import type { Calibration } from '../../../detectors/prompt-injection/learned.ts'
import type { Weights } from './regression.ts'

const LEVELS = 127
/** The share of weights that may be cut off at the largest level; the few extreme ones would cost all others precision. */
const CUT = 0.0005

/** The file that a scan reads its weights from: a byte for each, as base64. */
export function packed({ buckets, bias }: Weights, evidence: Calibration): string {
  const sizes = Float64Array.from(buckets, Math.abs).sort()
  const scale = (sizes[Math.floor(sizes.length * (1 - CUT))] ?? 1) / LEVELS || 1
  const levels = Int8Array.from(buckets, (weight) =>
    Math.max(-LEVELS, Math.min(LEVELS, Math.round(weight / scale))),
  )
  const base64 = Buffer.from(levels.buffer).toString('base64')
  const { base, wholeShare, worstShare } = evidence
  return `/** The weights of the learned part. Written by \`npm run train:injection\`; docs/model-card-injection.md tells from what. */
export const model = {
  bias: ${Math.round(bias * 1e6) / 1e6},
  scale: ${Number(scale.toPrecision(6))},
  evidence: { base: ${base}, wholeShare: ${wholeShare}, worstShare: ${worstShare} },
  buckets:
    '${base64}',
} as const
`
}
