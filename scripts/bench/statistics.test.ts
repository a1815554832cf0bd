import { expect, test } from 'vitest'
import { median, quantile, spread } from './statistics.ts'

test('a quantile is a value that was measured, whatever their order', () => {
  const values = [30, 10, 20, 40]
  expect(quantile(values, 0.5)).toBe(20)
  expect(quantile(values, 0.51)).toBe(30)
  expect(quantile(values, 0.99)).toBe(40)
  expect(quantile(values, 0)).toBe(10)
  expect(values).toEqual([30, 10, 20, 40])
})

test('the 99th percentile of a hundred values leaves out the worst, that of 99 does not', () => {
  const values = Array.from({ length: 100 }, (_, index) => index + 1)
  expect(quantile(values, 0.99)).toBe(99)
  expect(quantile(values.slice(0, 99), 0.99)).toBe(99)
})

test('the median of an odd number of values is the middle one', () => {
  expect(median([3, 1, 2])).toBe(2)
})

test('without values there is no quantile', () => {
  expect(() => quantile([], 0.5)).toThrow(RangeError)
})

test('the spread names least, middle and most', () => {
  expect(spread([3, 1, 2])).toBe('min 1.0, median 2.0, max 3.0')
})
