import { expect, test } from 'vitest'
import { mayReload } from './reload-once.ts'

test.each([
  ['never before', Number.NaN, true],
  ['just now', 1_000_000, false],
  ['a moment ago', 1_000_000 - 59_999, false],
  ['a minute ago', 1_000_000 - 60_000, true],
  ['by a clock that was put back since', 1_000_001, true],
])('a page that was loaded anew %s', (_, lastMs, may) => {
  expect(mayReload(lastMs, 1_000_000)).toBe(may)
})
