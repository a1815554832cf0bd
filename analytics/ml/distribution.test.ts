import { describe, expect, it } from 'vitest'
import { evenBins, greatestGap, type NumberDistribution, sharesIn } from './distribution.ts'

const levels = Array.from({ length: 101 }, (_, level) => level / 100)
const from = (quantile: (level: number) => number): NumberDistribution => ({
  n: 1000,
  quantiles: levels.map(quantile),
})
const even = (low: number, high: number) => from((level) => low + level * (high - low))
const halves = (low: number, high: number) => from((level) => (level < 0.5 ? low : high))

describe('the greatest gap', () => {
  it.each<[string, NumberDistribution, NumberDistribution, number]>([
    ['of a distribution with itself', even(0, 1), even(0, 1), 0],
    ['of two that overlap by half', even(0, 1), even(0.5, 1.5), 0.5],
    ['of two that overlap by a tenth', even(0, 1), even(0.9, 1.9), 0.9],
    ['of two that have nothing in common', even(0, 1), even(2, 3), 1],
    ['of one within the other', even(0, 1), even(0.25, 0.75), 0.25],
    ['of two coins', halves(0, 1), halves(0, 1), 0],
    ['of a coin and what lies between its sides', halves(0, 1), even(0.4, 0.6), 0.5],
    ['of one value and the same', even(7, 7), even(7, 7), 0],
    ['of one value and the one that an even spread is around', even(0.5, 0.5), even(0, 1), 0.5],
  ])('%s', (_, a, b, gap) => {
    expect(greatestGap(a, b)).toBeCloseTo(gap, 1.7)
    expect(greatestGap(b, a)).toBeCloseTo(greatestGap(a, b), 9)
  })

  it.each([
    [0.8, 0.8],
    [0.2, 0.8],
    [0.995, 0.995],
    [0, 1],
    [0.005, 0.995],
  ])('of one value at %d and an even spread is seen on either side of that value', (at, gap) => {
    expect(greatestGap(even(at, at), even(0, 1))).toBeCloseTo(gap, 9)
    expect(greatestGap(even(0, 1), even(at, at))).toBeCloseTo(gap, 9)
  })
})

describe('bins', () => {
  it('share out the whole, with what lies outside at both ends', () => {
    const shares = sharesIn(even(0, 1), [0.2, 0.4, 0.6, 0.8])
    expect(shares.map((share) => Number(share.toFixed(6)))).toEqual([0.4, 0.2, 0.4])
  })

  it('are even over both sides, and none for a single value', () => {
    const bins = evenBins(even(0, 1), even(1, 2), 4)
    expect(bins?.edges[0]).toBeCloseTo(0.01, 6)
    expect(bins?.edges.at(-1)).toBeCloseTo(1.99, 6)
    expect(bins?.reference.map((share) => Math.round(share * 10))).toEqual([5, 5, 0, 0])
    expect(bins?.current.map((share) => Math.round(share * 10))).toEqual([0, 0, 5, 5])
    const swapped = evenBins(even(1, 2), even(0, 1), 4)
    expect([swapped?.edges, swapped?.reference]).toEqual([bins?.edges, bins?.current])
    expect(evenBins(even(7, 7), even(7, 7), 4)).toBe(null)
  })
})
