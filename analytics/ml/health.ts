/** Between what the health of an organization's models stays, whatever happens. */
export type HealthBounds = { min: number; max: number }

const drawMax = 40
const perDriftPoint = 0.4
const calmLatencyMs = 1000
const msPerPoint = 50

/** What is known of the last minutes. Units: `drifts` are scores from 0 to 100, one per model that has one. */
export type Vitals = { drifts: readonly number[]; llmLatencyMs: number | null }

/** Health and what pulls it down. `penalties` are points taken from 100; `driftMean` is null when no drift is known. */
export type Health = {
  health: number
  driftMean: number | null
  penalties: { drift: number; latency: number }
}

/**
 * 100 less up to 40 for drift (0.4 a point of the mean latest drift) and up to 40 for slow LLMs (a point for each 50 ms
 * of their mean latency beyond a second), kept between the bounds. 100 when nothing is known.
 */
export function healthOf({ drifts, llmLatencyMs }: Vitals, bounds: HealthBounds): Health {
  const driftMean = drifts.length === 0 ? null : drifts.reduce((sum, drift) => sum + drift, 0) / drifts.length
  const drift = Math.min(drawMax, perDriftPoint * (driftMean ?? 0))
  const latency =
    llmLatencyMs === null ? 0 : Math.min(drawMax, Math.max(0, llmLatencyMs - calmLatencyMs) / msPerPoint)
  const isKnown = driftMean !== null || llmLatencyMs !== null
  const health = isKnown ? Math.min(bounds.max, Math.max(bounds.min, 100 - drift - latency)) : 100
  return { health, driftMean, penalties: { drift, latency } }
}

/** Bounds as the operator writes them: `20-100`. Errors: null for anything else. */
export function boundsOf(text: string): HealthBounds | null {
  const [, low, high] = /^(\d{1,3})-(\d{1,3})$/.exec(text) ?? []
  const [min, max] = [Number(low), Number(high)]
  return low !== undefined && high !== undefined && min <= max && max <= 100 ? { min, max } : null
}
