import { type DailySeries, learn } from './weekday-seasonal.ts'

/** Forecasts of the past beside what came. Units: relative errors, the truth less the forecast over the forecast. */
export type Backtest = {
  horizonDays: number
  /** Oldest first; each began one step after the one before it. */
  errors: readonly number[]
  wape: number
  runRateWape: number
  coverage: number | null
}

export type Interval = { low: number; high: number }

/** The least that is learned from, and the least number of forecasts that say anything about their errors. */
export const trainDaysLeast = 21
export const originsLeast = 7
const originsMost = 90
const runRateDays = 7
/** Ends of an interval that leaves out one tenth on either side. */
const [lowShare, highShare] = [0.1, 0.9]
/** Found on made series of many kinds: with it eight of ten truths lie inside, see the tests. */
const alikePenalty = 1.6
/** Costs that are the same every day leave an interval without width, which sums of floats miss by a last digit. */
const lastDigits = 1e-9

/**
 * Forecasts the sum of `horizonDays` days from each day of the past that has so many behind it, with nothing but what was
 * known then. Where the past is too short for that, from as many days as it allows; null where it allows none.
 */
export function backtest(series: DailySeries, horizonDays: number): Backtest | null {
  const { values } = series
  const horizon = Math.min(horizonDays, values.length - trainDaysLeast - originsLeast + 1)
  if (horizon < 1) return null
  const last = values.length - horizon
  const first = Math.max(trainDaysLeast, last - originsMost + 1)
  const tries = Array.from({ length: last - first + 1 }, (_, index) => {
    const origin = first + index
    const known = values.slice(0, origin)
    return {
      expected: expectedSum({ weekday: series.weekday, values: known }, horizon),
      actual: sum(values.slice(origin, origin + horizon)),
      runRate: (sum(known.slice(-runRateDays)) / runRateDays) * horizon,
    }
  })
  const spent = sum(tries.map(({ actual }) => Math.abs(actual)))
  if (spent === 0) return null
  const errors = tries.map(({ actual, expected }) => (expected > 0 ? (actual - expected) / expected : 0))
  return {
    horizonDays: horizon,
    errors,
    wape: sum(tries.map(({ actual, expected }) => Math.abs(actual - expected))) / spent,
    runRateWape: sum(tries.map(({ actual, runRate }) => Math.abs(actual - runRate))) / spent,
    coverage: coverageOf(errors, horizon),
  }
}

/** What the days after a series are expected to cost together. */
export function expectedSum(series: DailySeries, days: number): number {
  const predict = learn(series)
  return sum(Array.from({ length: days }, (_, index) => predict(index + 1)))
}

/**
 * Where eight of ten errors lie. Forecasts that begin on neighbouring days err alike, so that their number says less than
 * it seems to: the fewer horizons the past holds, the wider it is. Units: relative to the forecast.
 */
export function errorInterval(errors: readonly number[], horizonDays: number): Interval {
  const independent = 1 + errors.length / horizonDays
  const widening = 1 + alikePenalty / independent
  const low = quantile(errors, lowShare)
  const high = quantile(errors, highShare)
  const half = ((high - low) / 2) * widening
  const middle = (low + high) / 2
  return { low: Math.max(-1, middle - half), high: middle + half }
}

/** How often the truth lay in the interval of the errors that were known when it was forecast. */
function coverageOf(errors: readonly number[], horizon: number): number | null {
  const judged = errors.flatMap((error, index) => {
    const known = errors.slice(0, Math.max(0, index - horizon + 1))
    if (known.length < originsLeast) return []
    const { low, high } = errorInterval(known, horizon)
    return [error >= low - lastDigits && error <= high + lastDigits ? 1 : 0]
  })
  return judged.length < originsLeast ? null : sum(judged) / judged.length
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Between the two values that a share lies between. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)] ?? 0
  const above = sorted[Math.ceil(place)] ?? below
  return below + (above - below) * (place - Math.floor(place))
}
