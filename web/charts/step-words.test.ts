import { expect, test } from 'vitest'
import { axisWords, spanWords } from './step-words.ts'

const dayS = 86_400
const hourS = 3_600
/** Midnight in UTC, and the same by the reader's clock. */
const utcS = Date.UTC(2026, 10, 3) / 1000
const localS = new Date(2026, 10, 3).getTime() / 1000

test('whole days are named as those of UTC', () => {
  expect(axisWords(utcS, dayS, dayS)).toBe('3 Nov')
  expect(spanWords(utcS, utcS + dayS, dayS)).toBe('Tue 3 Nov')
  expect(spanWords(utcS, utcS + 3 * dayS, dayS)).toBe('3 Nov – 5 Nov')
  expect(spanWords(utcS, utcS + 7 * dayS, 7 * dayS)).toBe('3 Nov – 9 Nov')
})

test('shorter steps are named by the clock of the reader, midnights by their day', () => {
  expect(axisWords(localS, hourS, 6 * hourS)).toBe('3 Nov')
  expect(axisWords(localS + 6 * hourS, hourS, 6 * hourS)).toBe('06:00')
  expect(axisWords(localS + 6 * hourS, hourS, dayS)).toBe('3 Nov')
  expect(spanWords(localS, localS + hourS, hourS)).toBe('Tue 3 Nov, 00:00 – 01:00')
  expect(spanWords(localS + 23 * hourS, localS + 25 * hourS, hourS)).toBe(
    'Tue 3 Nov, 23:00 – Wed 4 Nov, 01:00',
  )
})
