import { describe, expect, it } from 'vitest'
import type { CategoryDistribution, NumberDistribution } from './distribution.ts'
import { categoryDrift, numberDrift } from './feature-drift.ts'

const levels = Array.from({ length: 101 }, (_, level) => level / 100)
const of = (categories: Record<string, number>): CategoryDistribution => ({
  n: Object.values(categories).reduce((sum, count) => sum + count, 0),
  categories,
})
const numbers = (n: number, quantile: (level: number) => number): NumberDistribution => ({
  n,
  quantiles: levels.map(quantile),
})
/** Of even spread below and above a half, with so much of all below it. */
const halves = (n: number, below: number) =>
  numbers(n, (level) =>
    level <= below ? (0.5 * level) / below : 0.5 + (0.5 * (level - below)) / (1 - below),
  )

describe('the stability index of categories', () => {
  it('is what the formula gives, beside the chi-squared value of its degrees of freedom', () => {
    const { psi, ks } = categoryDrift(of({ a: 50, b: 50 }), of({ a: 80, b: 20 }), 1)
    expect([psi?.value, psi?.critical]).toEqual([expect.closeTo(0.406288, 5), expect.closeTo(0.132698, 5)])
    expect(ks).toBeNull()
    const uneven = categoryDrift(of({ a: 400, b: 100 }), of({ a: 40, b: 20 }), 1)
    expect([uneven.psi?.value, uneven.psi?.critical]).toEqual([
      expect.closeTo(0.095054, 5),
      expect.closeTo(0.123851, 5),
    ])
  })

  it('must exceed more beside other features, and none count as one', () => {
    const critical = (features: number) =>
      categoryDrift(of({ a: 50, b: 50 }), of({ a: 80, b: 20 }), features).psi?.critical
    expect(critical(5)).toBeCloseTo(0.190992, 4)
    expect(critical(0)).toBe(critical(1))
  })

  it.each([
    [0.155, 'stable'],
    [0.156, 'shifted'],
    [0.239, 'shifted'],
    [0.24, 'drifted'],
  ])('of a coin that turned by %d is %s', (turn, verdict) => {
    const n = 10_000_000
    const coin = (share: number) => of({ heads: Math.round(n * share), tails: Math.round(n * (1 - share)) })
    expect(categoryDrift(coin(0.5), coin(0.5 + turn), 1).verdict).toBe(verdict)
  })

  it('takes values together that are too rare to be expected five times on either side', () => {
    const apart = categoryDrift(of({ a: 80, r1: 4, r2: 16 }), of({ a: 86, r1: 5, r2: 9 }), 1)
    const together = categoryDrift(of({ a: 80, rest: 4, r2: 16 }), of({ a: 86, rest: 5, r2: 9 }), 1)
    expect(apart).toEqual(together)
    const rare = (name: (index: number) => string) =>
      Object.fromEntries(Array.from({ length: 4 }, (_, index) => [name(index), 4]))
    const many = categoryDrift(
      of({ a: 84, ...rare((i) => `x${i}`) }),
      of({ a: 84, ...rare((i) => `y${i}`) }),
      1,
    )
    expect(many.psi?.value).toBeCloseTo(0, 9)
  })

  it.each([
    // (50, 10), (30, 10), twice (20, 0) and twice (0, 30): each that is gone or new stands for itself.
    ['are gone or new', { a: 50, b: 30, c: 20, d: 20 }, { a: 10, b: 10, e: 30, f: 30 }, 4.756608],
    // Of 100 and 50 a third is expected on the smaller side: five of the fifteen that are d.
    ['are expected just five times', { a: 60, b: 25, c: 10, d: 5 }, { a: 30, b: 5, c: 5, d: 10 }, 0.319633],
    // Fourteen each of e and f are expected fewer than five times, and together count as (14, 14).
    ['are expected just fewer times', { a: 60, b: 26, e: 8, f: 6 }, { a: 30, b: 6, e: 6, f: 8 }, 0.192159],
  ])('counts values that %s', (_what, before, now, value) => {
    const { psi, ks } = categoryDrift(of(before), of(now), 1)
    expect(psi?.value).toBeCloseTo(value, 5)
    expect(ks).toBeNull()
  })

  it('is told from fifty values on either side on', () => {
    expect(categoryDrift(of({ a: 25, b: 25 }), of({ a: 25, b: 25 }), 1).verdict).toBe('stable')
    expect(categoryDrift(of({ a: 25, b: 24 }), of({ a: 25, b: 25 }), 1).verdict).toBe('too_few')
  })

  it('of one category alone is nothing', () => {
    expect(categoryDrift(of({ a: 60 }), of({ a: 90 }), 1)).toEqual({
      verdict: 'stable',
      psi: { value: 0, critical: 0 },
      ks: null,
    })
  })
})

describe('the stability index of numbers', () => {
  it('is that of the tenths of the reference', () => {
    const { psi, verdict } = numberDrift(halves(100, 0.5), halves(100, 0.3), 1)
    expect(psi?.value).toBeCloseTo(0.152829, 4)
    // The table says 23.589 for nine degrees of freedom at half a per cent.
    expect((psi?.critical ?? 0) / (0.02 * 23.589)).toBeCloseTo(1, 1)
    expect(verdict).toBe('stable')
  })

  it('of what never varied counts what is below its one value and what is above it apart', () => {
    const always = numbers(100, () => 5)
    const half = (other: number) =>
      numbers(100, (level) => (level <= 0.5 ? Math.min(5, other) : Math.max(5, other)))
    // (0, 51), (100, 49), (0, 0) and (0, 0), (100, 50), (0, 50): fifty-one of the hundred and one levels are the lower value.
    expect(numberDrift(always, half(3), 1).psi?.value).toBeCloseTo(2.684617, 4)
    expect(numberDrift(always, half(7), 1).psi?.value).toBeCloseTo(2.612465, 4)
  })
})

describe('the gap of numbers', () => {
  it('is beyond chance by the sizes of both samples and the error of their sketches, from fifty values on', () => {
    const critical = (n: number, m: number) => numberDrift(halves(n, 0.5), halves(m, 0.5), 1).ks?.critical
    expect(critical(50, 50)).toBeCloseTo(0.356165, 4)
    expect(critical(100, 400)).toBeCloseTo(0.203516, 4)
    expect(critical(1e9, 1e9)).toBeCloseTo(0.01, 3)
  })

  it('is enough for a drift that the index alone does not show', () => {
    const { verdict, psi, ks } = numberDrift(halves(50, 0.5), halves(50, 0.13), 1)
    expect(ks?.value).toBeCloseTo(0.37, 6)
    expect(psi?.value).toBeLessThan(psi?.critical ?? 0)
    expect(verdict).toBe('drifted')
    expect(numberDrift(halves(50, 0.5), halves(50, 0.15), 1)).toMatchObject({
      verdict: 'stable',
      ks: { value: expect.closeTo(0.35, 6) },
    })
  })

  it.each([
    [0.38, 'stable'],
    [0.36, 'shifted'],
    [0.31, 'shifted'],
    [0.29, 'drifted'],
  ])('of many values of which %d instead of half lie below the middle is %s', (below, verdict) => {
    expect(numberDrift(halves(100_000, 0.5), halves(100_000, below), 1).verdict).toBe(verdict)
  })
})
