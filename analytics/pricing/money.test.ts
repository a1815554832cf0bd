import { describe, expect, it } from 'vitest'
import { decimalFromNano, divideHalfEven, isDecimal, nanoFromCents, nanoFromDecimal } from './money.ts'

describe('nanoFromDecimal', () => {
  it.each([
    ['0.0307', 30_700_000n],
    ['-5.00', -5_000_000_000n],
    ['+1', 1_000_000_000n],
    ['.5', 500_000_000n],
    ['5.', 5_000_000_000n],
    ['-0', 0n],
    ['1e-7', 100n],
    ['1.5E+2', 150_000_000_000n],
    [1e-7, 100n],
    [0.1, 100_000_000n],
    [1e21, 10n ** 30n],
    ['0e999', 0n],
    ['1e-999', 0n],
    ['99999999999999999999999999999.999999999', 10n ** 38n - 1n],
  ])('reads %s', (amount, nano) => {
    expect(isDecimal(amount)).toBe(true)
    expect(nanoFromDecimal(amount)).toBe(nano)
  })

  it.each([
    ['0.0000000005', 0n],
    ['0.00000000051', 1n],
    ['0.0000000015', 2n],
    ['0.0000000025', 2n],
    ['-0.0000000015', -2n],
    ['-0.0000000005', 0n],
  ])('rounds %s half to even', (amount, nano) => {
    expect(nanoFromDecimal(amount)).toBe(nano)
  })

  it.each([
    '',
    '.',
    '-',
    'e5',
    '1,5',
    '1_000',
    ' 1',
    '1 ',
    '0x10',
    '$1',
    'NaN',
    'Infinity',
    '1e1000',
    '--1',
    '١',
  ])('refuses "%s"', (amount) => {
    expect(isDecimal(amount)).toBe(false)
    expect(() => nanoFromDecimal(amount)).toThrow(RangeError)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e30, '100000000000000000000000000000'])(
    'refuses %s, which the store cannot hold',
    (amount) => {
      expect(isDecimal(amount)).toBe(false)
      expect(() => nanoFromDecimal(amount)).toThrow(RangeError)
    },
  )
})

describe('nanoFromCents', () => {
  it.each([
    ['182.405', 1_824_050_000n],
    ['30', 300_000_000n],
    [412, 4_120_000_000n],
    ['-0.5', -5_000_000n],
    ['0.00000005', 0n],
    ['0.00000015', 2n],
  ])('reads %s cents', (cents, nano) => {
    expect(nanoFromCents(cents)).toBe(nano)
  })

  it('refuses what is no amount', () => {
    expect(() => nanoFromCents('12 ct')).toThrow(RangeError)
  })
})

describe('decimalFromNano', () => {
  it.each([
    [0n, '0'],
    [1n, '0.000000001'],
    [1_500_000_000n, '1.5'],
    [-5_000_000_000n, '-5'],
    [-30_700_000n, '-0.0307'],
    [10_000_000_000n, '10'],
    [10n ** 38n - 1n, '99999999999999999999999999999.999999999'],
  ])('prints %s', (nano, text) => {
    expect(decimalFromNano(nano)).toBe(text)
    expect(nanoFromDecimal(text)).toBe(nano)
  })
})

describe('divideHalfEven', () => {
  it.each([
    [5n, 2n, 2n],
    [7n, 2n, 4n],
    [-5n, 2n, -2n],
    [-7n, 2n, -4n],
    [7n, 3n, 2n],
    [8n, 3n, 3n],
    [-8n, 3n, -3n],
    [6n, 3n, 2n],
  ])('%s / %s = %s', (numerator, denominator, quotient) => {
    expect(divideHalfEven(numerator, denominator)).toBe(quotient)
  })
})
