/**
 * How much slower a model answers than is normal for it: 0 as usual or faster, 100 twice as slow or slower. Null without
 * a baseline, or when it has not answered. Units: milliseconds; the score is 0 to 100.
 */
export function driftScore(meanLatencyMs: number | null, baselineLatencyMs: number | null): number | null {
  if (meanLatencyMs === null || baselineLatencyMs === null || baselineLatencyMs <= 0) return null
  return Math.min(100, Math.max(0, (meanLatencyMs / baselineLatencyMs - 1) * 100))
}
