/** Digits of `Decimal(38,9)`: what the store can hold. */
const digitsMax = 38
const nanoDigits = 9
const decimal = /^([+-]?)(\d{0,40})(?:\.(\d{0,60}))?(?:[eE]([+-]?\d{1,3}))?$/

/**
 * A decimal amount as BigInt of billionths, rounded half to even beyond the ninth digit.
 *
 * Shape: plain (`-5.00`, `.5`) or with an exponent, as JSON numbers print (`1e-7`).
 * Errors: RangeError for anything else, and for amounts that the store cannot hold; ask `isDecimal` first.
 */
export function nanoFromDecimal(amount: string | number): bigint {
  return scaled(amount, nanoDigits)
}

/** A decimal amount of cents as BigInt of billionths of the whole unit; shape and errors as `nanoFromDecimal`. */
export function nanoFromCents(cents: string | number): bigint {
  return scaled(cents, nanoDigits - 2)
}

/** Whether an amount can be taken: a finite decimal that the store can hold. */
export function isDecimal(amount: string | number): boolean {
  return parse(amount, nanoDigits) !== null
}

/** Billionths as the shortest decimal text: `1.5`, `-5`, `0`. */
export function decimalFromNano(nano: bigint): string {
  const digits = (nano < 0n ? -nano : nano).toString().padStart(nanoDigits + 1, '0')
  const fraction = digits.slice(-nanoDigits).replace(/0+$/, '')
  return `${nano < 0n ? '-' : ''}${digits.slice(0, -nanoDigits)}${fraction && `.${fraction}`}`
}

/** `numerator / denominator`, a tie going to the even neighbour. The denominator is positive. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator
  const rest = numerator % denominator
  const twice = 2n * (rest < 0n ? -rest : rest)
  if (twice < denominator || (twice === denominator && quotient % 2n === 0n)) return quotient
  return quotient + (numerator < 0n ? -1n : 1n)
}

function scaled(amount: string | number, shift: number): bigint {
  const nano = parse(amount, shift)
  if (nano === null) throw new RangeError('not a decimal amount')
  return nano
}

function parse(amount: string | number, shift: number): bigint | null {
  const match = decimal.exec(String(amount))
  if (!match) return null
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  if (!whole && !fraction) return null
  const digits = BigInt(whole + fraction)
  const power = Number(exponent) - fraction.length + shift
  const magnitude =
    digits === 0n
      ? 0n
      : power < 0
        ? divideHalfEven(digits, 10n ** BigInt(-power))
        : digits * 10n ** BigInt(power)
  if (magnitude.toString().length > digitsMax) return null
  return sign === '-' ? -magnitude : magnitude
}
