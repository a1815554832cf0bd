import { expect, test } from 'vitest'
import { LiveRate, rateSeconds } from './live-rate.ts'

test('arrivals are counted by the second, and the present second is not over', () => {
  const rate = new LiveRate()
  rate.add(1_000, 3)
  rate.add(1_000, 2)
  rate.add(1_001, 7)
  expect(rate.seconds(1_001).at(-1)).toBe(5)
  expect(rate.seconds(1_002).slice(-2)).toEqual([5, 7])
  expect(rate.perSecond(1_002)).toBe(1.2)
})

test('what is older than is shown is forgotten, also after hours', () => {
  const rate = new LiveRate()
  for (let second = 0; second < 10_000; second += 1) rate.add(second, 1)
  expect(rate.seconds(10_000)).toHaveLength(rateSeconds)
  expect(rate.seconds(10_000).every((value) => value === 1)).toBe(true)
  expect(rate.seconds(10_000 + rateSeconds).every((value) => value === 0)).toBe(true)
})
