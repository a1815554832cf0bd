/** Daily costs without holes, oldest first. `weekday` is that of the first: 0 is Monday. Units: US dollars as floats. */
export type DailySeries = { readonly weekday: number; readonly values: readonly number[] }

/** What one day, counted from the first after the series, is expected to cost. Never below zero. */
export type Predict = (daysAhead: number) => number

const daysLearned = 90
const levelHalfLifeDays = 10
const trendWeeks = 8
/** A trend loses its force by so much each day: nothing grows for ever. */
const damping = 0.97
const dailyTrendMax = 0.02
/** How many neighbours on each side say what is usual, and how far from it a value stands out. */
const neighbours = 3
const spreadsMax = 3
/** What turns a median deviation into a standard deviation of the normal distribution. */
const madScale = 1.4826
/** Neighbours that are all alike still allow for this much, relative to them. */
const spreadLeast = 0.1
/** No day says more of its weekday than this, relative to the week around it. */
const ratioMax = 3
/** Weekdays that hardly have costs tell nothing about the level. */
const factorLeast = 0.05

/**
 * Learns from the last 90 days: a factor for each weekday, the level of the last days where lone outliers and gaps count
 * only as far as is usual, and a damped trend of the last weeks.
 */
export function learn(series: DailySeries): Predict {
  const start = Math.max(0, series.values.length - daysLearned)
  const values = series.values.slice(start)
  const weekdays = values.map((_, index) => (series.weekday + start + index) % 7)
  const factors = weekdayFactors(values, weekdays)
  const factorAt = (index: number): number => factors[(series.weekday + start + index) % 7] ?? 1
  const usual = withoutOutliers(values, factorAt)
  const trend = dailyTrend(usual, factorAt)
  const level = recentLevel(usual, factorAt, trend)
  return (daysAhead) => {
    const grown = 1 + trend * ((1 - damping ** daysAhead) / (1 - damping)) * damping
    return Math.max(0, level * grown * factorAt(values.length - 1 + daysAhead))
  }
}

/**
 * How much of an average day each weekday costs: the median over the weeks, of each day beside the week around it. Where
 * weekdays differ no more among themselves than from week to week, they count as alike.
 */
function weekdayFactors(values: readonly number[], weekdays: readonly number[]): number[] {
  const ratios: number[][] = Array.from({ length: 7 }, () => [])
  for (let index = 3; index < values.length - 3; index += 1) {
    const around = mean(values.slice(index - 3, index + 4))
    if (around > 0) ratios[weekdays[index] ?? 0]?.push(Math.min(ratioMax, (values[index] ?? 0) / around))
  }
  const middles = ratios.map((seen) => (seen.length === 0 ? 1 : median(seen)))
  const between = mean(middles.map((middle) => (middle - 1) ** 2))
  const chance = mean(
    ratios.map((seen) => {
      const average = mean(seen)
      return seen.length < 2 ? 0.1 : mean(seen.map((ratio) => (ratio - average) ** 2)) / (seen.length - 1)
    }),
  )
  const trust = between > 0 ? Math.max(0, 1 - chance / between) : 0
  const raw = middles.map((middle) => 1 + trust * (middle - 1))
  const scale = mean(raw)
  return raw.map((factor) => (scale > 0 ? factor / scale : 1))
}

/**
 * Values with those that stand alone brought back to what is usual around them. A level that stays moves the
 * neighbours along, so that it is believed after a few days.
 */
function withoutOutliers(values: readonly number[], factorAt: (index: number) => number): number[] {
  const plain = values.map((value, index) => (factorAt(index) < factorLeast ? null : value / factorAt(index)))
  return values.map((value, index) => {
    const factor = factorAt(index)
    const from = Math.max(0, Math.min(index - neighbours, values.length - 2 * neighbours - 1))
    const around = plain.slice(from, from + 2 * neighbours + 1).filter((each) => each !== null)
    const middle = around.length === 0 ? 0 : median(around)
    if (middle <= 0) return value
    const deviation = madScale * median(around.map((each) => Math.abs(each - middle)))
    const reach = spreadsMax * Math.max(deviation, spreadLeast * middle)
    return Math.min(Math.max(value, factor * (middle - reach)), factor * (middle + reach))
  })
}

/** Relative growth per day: the median slope between the levels of the last weeks, as far as the slopes agree. */
function dailyTrend(values: readonly number[], factorAt: (index: number) => number): number {
  const weeks = Math.min(trendWeeks, Math.floor(values.length / 7))
  if (weeks < 3) return 0
  const levels = Array.from({ length: weeks }, (_, week) => {
    const first = values.length - (weeks - week) * 7
    const days = [0, 1, 2, 3, 4, 5, 6].map((offset) => first + offset)
    return sum(days.map((index) => values[index] ?? 0)) / sum(days.map(factorAt))
  })
  const slopes = levels.flatMap((level, week) =>
    levels.slice(week + 1).map((later, distance) => (later - level) / (distance + 1)),
  )
  const middle = median(levels)
  if (middle <= 0) return 0
  const agreement = Math.abs(mean(slopes.map(Math.sign)))
  const daily = (agreement ** 2 * median(slopes)) / middle / 7
  return Math.max(-dailyTrendMax, Math.min(dailyTrendMax, daily))
}

/** The level of the last day, from values that weigh less the older they are and are carried along the trend. */
function recentLevel(values: readonly number[], factorAt: (index: number) => number, trend: number): number {
  let weighed = 0
  let weights = 0
  for (const [index, value] of values.entries()) {
    const age = values.length - 1 - index
    const weight = 0.5 ** (age / levelHalfLifeDays)
    weighed += weight * value
    weights += weight * factorAt(index) * Math.max(0.2, 1 - trend * age)
  }
  return weights === 0 ? 0 : weighed / weights
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : sum(values) / values.length)

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}
