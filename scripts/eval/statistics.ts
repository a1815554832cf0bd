/** Counts of one row. */
type Counts = {
  readonly truePositive: number
  readonly falsePositive: number
  readonly falseNegative: number
}

/** A share with the interval that holds the true one in 95 of 100 cases. */
export type Share = { readonly value: number; readonly low: number; readonly high: number }

const Z = 1.959963984540054

/** The share of hits among trials, with its Wilson interval; null when nothing was tried or nobody knows. Source: Wilson 1927. */
export function share(hits: number, trials: number): Share | null {
  if (!(trials > 0)) return null
  const value = hits / trials
  const denominator = 1 + Z ** 2 / trials
  const centre = value + Z ** 2 / (2 * trials)
  const margin = Z * Math.sqrt((value * (1 - value)) / trials + Z ** 2 / (4 * trials ** 2))
  return {
    value,
    low: Math.max(0, (centre - margin) / denominator),
    high: Math.min(1, (centre + margin) / denominator),
  }
}

/** How much of what was found is right. */
export function precision({ truePositive, falsePositive }: Counts): Share | null {
  return share(truePositive, truePositive + falsePositive)
}

/** How much of what was there is found. */
export function recall({ truePositive, falseNegative }: Counts): Share | null {
  return share(truePositive, truePositive + falseNegative)
}

/** In how many of the texts that hold nothing something is found; null for rows with something to find. */
export function falseRate({ truePositive, falsePositive, falseNegative }: Counts, n: number): Share | null {
  return truePositive + falseNegative > 0 || falsePositive > n ? null : share(falsePositive, n)
}

/** The harmonic mean of precision and recall; null when nothing was there and nothing was found. */
export function f1({ truePositive, falsePositive, falseNegative }: Counts): number | null {
  const all = 2 * truePositive + falsePositive + falseNegative
  return all > 0 ? (2 * truePositive) / all : null
}
