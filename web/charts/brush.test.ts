import { expect, test } from 'vitest'
import { brushedRange } from './brush.ts'

test.each([
  ['within one step', 3_610, 3_650, [3_600, 7_200]],
  ['over several', 3_599, 7_201, [0, 10_800]],
  ['from right to left', 7_200, 3_600, [3_600, 7_200]],
  ['without width', 3_600, 3_600, [3_600, 7_200]],
] as const)('a span drawn %s takes whole steps', (_, a, b, range) => {
  expect(brushedRange(a, b, 3_600)).toEqual(range)
})
