/** The whole steps that a span touches, at least one. Units: seconds since 1970. */
export function brushedRange(aS: number, bS: number, stepS: number): readonly [fromS: number, toS: number] {
  const fromS = Math.floor(Math.min(aS, bS) / stepS) * stepS
  const toS = Math.ceil(Math.max(aS, bS) / stepS) * stepS
  return [fromS, Math.max(toS, fromS + stepS)]
}
