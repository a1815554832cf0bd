/** The value that `share` of the values do not exceed (nearest rank). Errors: RangeError without values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
  if (value === undefined) throw new RangeError('no values')
  return value
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Least, middle and most, for people. */
export function spread(values: readonly number[], digits = 1): string {
  const [least, middle, most] = [0, 0.5, 1].map((share) => quantile(values, share).toFixed(digits))
  return `min ${least}, median ${middle}, max ${most}`
}
