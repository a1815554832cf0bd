/**
 * The value that a standard normal variable exceeds with this chance. Source: P. J. Acklam's rational approximation of the
 * inverse normal distribution; its relative error stays below 1.2e-9. Errors: RangeError outside of 0 to 1.
 */
export function normalCritical(chance: number): number {
  if (!(chance > 0 && chance < 1)) throw new RangeError(`not a chance: ${chance}`)
  const p = 1 - chance
  if (p > 0.97575) return tail(chance)
  if (p < 0.02425) return -tail(p)
  const q = p - 0.5
  const r = q * q
  return (q * polynomial(middleTop, r)) / (polynomial(middleBottom, r) * r + 1)
}

const tail = (chance: number): number => {
  const q = Math.sqrt(-2 * Math.log(chance))
  return -polynomial(tailTop, q) / (polynomial(tailBottom, q) * q + 1)
}

const middleTop = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
]
const middleBottom = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1,
]
const tailTop = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const tailBottom = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416]

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)

/**
 * The value that a chi-squared variable exceeds with this chance. Source: the cube of Wilson and Hilferty (1931), within
 * 2 % of the tables for the chances that are asked for here; one degree is the square of a normal variable.
 */
export function chiSquareCritical(degrees: number, chance: number): number {
  if (degrees === 1) return normalCritical(chance / 2) ** 2
  const part = 2 / (9 * degrees)
  return degrees * Math.max(0, 1 - part + normalCritical(chance) * Math.sqrt(part)) ** 3
}
