import type { CountedFeatures } from './feature-health.ts'
import type { FeatureStats } from './feature-stats.ts'

/** Beyond this a quantile is noise, and a profile has to fit into a row. */
const significantDigits = 9
const exact = (value: number): number => Number(value.toPrecision(significantDigits))

/** What a model's features were like in a span, as its profile keeps it. A feature that was mostly words is one of words. */
export function learnedStats({ numbers, categories }: CountedFeatures): Record<string, FeatureStats> {
  const words = categories.map(({ feature, n, categories: seen }): [string, number, FeatureStats] => [
    feature,
    n,
    { n, categories: Object.fromEntries(seen) },
  ])
  const amounts = numbers.map(
    ({ feature, n, mean, std, least, greatest, quantiles }): [string, number, FeatureStats] => [
      feature,
      n,
      {
        mean: exact(mean),
        std: exact(std),
        min: least,
        max: greatest,
        n,
        quantiles: quantiles.map(exact),
      },
    ],
  )
  const byCount = [...words, ...amounts].sort(([, a], [, b]) => a - b)
  return Object.fromEntries(byCount.map(([feature, , stats]) => [feature, stats]))
}
