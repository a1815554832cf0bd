import { describe, expect, it } from 'vitest'
import { f1, precision, recall, share } from './statistics.ts'

describe('share', () => {
  it('gives the interval of Wilson', () => {
    const { value, low, high } = share(8, 10) ?? { value: 0, low: 0, high: 0 }
    expect(value).toBe(0.8)
    expect(low).toBeCloseTo(0.4902, 4)
    expect(high).toBeCloseTo(0.9433, 4)
  })

  it('stays between 0 and 1 when all or none hit', () => {
    expect(share(10, 10)?.high).toBeCloseTo(1, 10)
    expect(share(0, 10)).toMatchObject({ value: 0, low: 0 })
    expect(share(10, 10)?.low).toBeCloseTo(0.7225, 4)
  })

  it('has no share of nothing', () => {
    expect(share(0, 0)).toBeNull()
    expect(precision({ truePositive: 1, falsePositive: Number.NaN, falseNegative: 0 })).toBeNull()
  })
})

describe('precision, recall and F1', () => {
  const counts = { truePositive: 6, falsePositive: 2, falseNegative: 4 }

  it('come from the counts', () => {
    expect(precision(counts)?.value).toBe(0.75)
    expect(recall(counts)?.value).toBe(0.6)
    expect(f1(counts)).toBeCloseTo(2 / 3, 10)
  })

  it('are null where there is nothing to divide by', () => {
    const none = { truePositive: 0, falsePositive: 0, falseNegative: 0 }
    expect([precision(none), recall(none), f1(none)]).toEqual([null, null, null])
    expect(f1({ ...none, falseNegative: 1 })).toBe(0)
  })
})
