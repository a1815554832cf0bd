import { type Risk, riskLabel } from './risk-label.ts'

const confidenceWeight = 0.4
const driftWeight = 0.3
const outlierWeight = 0.3
const farOutZ = 3
/** Sums of tenths are off by a last digit, and 0.4 would not be 0.4. */
const exactDigits = 12

/** How a feature of a prediction stands to what is usual for it. */
export type UsualFeature = { mean: number; std: number }

/** What the risk of a prediction is made of. Units: `driftScore` 0 to 100, null when it is not known. */
export type Prediction = {
  probabilities: readonly number[]
  features: Readonly<Record<string, unknown>>
  featureStats: ReadonlyMap<string, UsualFeature>
  driftScore: number | null
}

/**
 * Risk of one prediction: 0.4 confidence + 0.3 drift + 0.3 outlier, where confidence is 1 - max(probabilities), 0
 * without; drift is the model's drift score / 100; outlier is max |z| / 3 up to 1 over the features with known statistics.
 */
export function mlRisk({ probabilities, features, featureStats, driftScore }: Prediction): Risk {
  const confidence =
    probabilities.length === 0 ? 0 : 1 - probabilities.reduce((most, each) => Math.max(most, each), 0)
  const drift = (driftScore ?? 0) / 100
  const outlier = Math.min(farthestZ(features, featureStats) / farOutZ, 1)
  const score = confidenceWeight * confidence + driftWeight * drift + outlierWeight * outlier
  const exact = Number(score.toFixed(exactDigits))
  return { score: exact, label: riskLabel(exact), flags: [] }
}

/** The greatest distance of a feature from its mean, in standard deviations. What never varied is either usual or far out. */
function farthestZ(
  features: Prediction['features'],
  featureStats: ReadonlyMap<string, UsualFeature>,
): number {
  let farthest = 0
  for (const [name, { mean, std }] of featureStats) {
    const value = features[name]
    if (typeof value !== 'number' || value === mean) continue
    farthest = Math.max(farthest, std > 0 ? Math.abs(value - mean) / std : farOutZ)
  }
  return farthest
}
