export type StackSeries = {
  readonly key: string
  readonly label: string
  /** A custom property that holds its colour. */
  readonly colour: string
  readonly values: readonly number[]
}

/** Running sums, the whole stack first: painted in this order each layer lies before the one that holds it. */
export function stackedLayers(series: readonly StackSeries[]): number[][] {
  const layers: number[][] = []
  for (const { values } of series) {
    const below = layers.at(-1)
    // A correction can make an hour negative. A stack cannot show that; the table beside it does.
    layers.push(values.map((value, index) => Math.max(0, value) + (below?.[index] ?? 0)))
  }
  return layers.reverse()
}
