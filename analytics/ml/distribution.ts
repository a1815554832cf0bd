/** Quantiles of every per cent, the least and the greatest value included: what is kept of a number's distribution. */
export const quantileCount = 101
const steps = quantileCount - 1

/** How the values of a number were spread. Shape: `quantiles` has `quantileCount` values, rising. */
export type NumberDistribution = { n: number; quantiles: readonly number[] }

/** How often each value of a category occurred. */
export type CategoryDistribution = { n: number; categories: Readonly<Record<string, number>> }

/**
 * The share of values up to and including `x`. Between two quantiles it rises evenly; where several are the same value
 * it jumps, so that numbers of few values are not smeared out.
 */
function shareUpTo({ quantiles }: NumberDistribution, x: number): number {
  const below = countOf(quantiles, (quantile) => quantile <= x) - 1
  if (below < 0) return 0
  if (below >= steps) return 1
  const low = quantiles[below] ?? x
  const high = quantiles[below + 1] ?? x
  return (below + (high > low ? (x - low) / (high - low) : 0)) / steps
}

/** The share of values below `x`, without `x` itself. */
function shareBelow(distribution: NumberDistribution, x: number): number {
  const { quantiles } = distribution
  const first = countOf(quantiles, (quantile) => quantile < x)
  if (first > steps) return 1
  return quantiles[first] === x ? first / steps : shareUpTo(distribution, x)
}

/** How many of a rising list's first values hold a condition that later ones do not. */
function countOf(rising: readonly number[], holds: (value: number) => boolean): number {
  let low = 0
  let high = rising.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(rising[middle] ?? Number.POSITIVE_INFINITY)) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The greatest difference between the shares of two distributions, 0 to 1: the statistic of Kolmogorov and Smirnov, seen
 * at the quantiles of both, on either side of each.
 */
export function greatestGap(a: NumberDistribution, b: NumberDistribution): number {
  let gap = 0
  for (const x of new Set([...a.quantiles, ...b.quantiles])) {
    const upTo = Math.abs(shareUpTo(a, x) - shareUpTo(b, x))
    const below = Math.abs(shareBelow(a, x) - shareBelow(b, x))
    gap = Math.max(gap, upTo, below)
  }
  return gap
}

/** Shares of two distributions side by side in the same bins. */
export type SharedBins = { edges: readonly number[]; reference: number[]; current: number[] }

/**
 * Bins of even width over what both have in common but their outermost per cents, for people to look at. Null when all
 * values are one.
 */
export function evenBins(
  reference: NumberDistribution,
  current: NumberDistribution,
  bins: number,
): SharedBins | null {
  const at = ({ quantiles }: NumberDistribution, level: number) => quantiles[level] ?? 0
  const low = Math.min(at(reference, 1), at(current, 1))
  const high = Math.max(at(reference, steps - 1), at(current, steps - 1))
  if (!(high > low)) return null
  const edges = Array.from({ length: bins + 1 }, (_, index) => low + ((high - low) * index) / bins)
  return { edges, reference: sharesIn(reference, edges), current: sharesIn(current, edges) }
}

/** The share between each two edges; what lies outside counts to the first and the last. */
export function sharesIn(distribution: NumberDistribution, edges: readonly number[]): number[] {
  const inner = edges.slice(1, -1).map((edge) => shareUpTo(distribution, edge))
  return [...inner, 1].map((share, index) => share - (index === 0 ? 0 : (inner[index - 1] ?? 0)))
}
