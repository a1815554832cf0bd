import type { Finding, Level } from '../detector.ts'

/** The least that a finding must reach to count: a level, a confidence from 0 to 1, or `off` for none at all. */
type Threshold = Level | 'off' | number

/** A tenant's thresholds by the code of the detector; what has none is given at every level. */
export type Thresholds = Readonly<Record<string, Threshold>>

const RANK: Readonly<Record<Level, number>> = { low: 1, medium: 2, high: 3 }

/** Tells whether a finding reaches its threshold. */
export function reaches(thresholds: Thresholds, { code, level, confidence }: Finding): boolean {
  const least = Object.hasOwn(thresholds, code) ? thresholds[code] : undefined
  if (least === undefined) return true
  if (least === 'off') return false
  return typeof least === 'number' ? confidence >= least : RANK[level] >= RANK[least]
}
