import { expect, test } from 'vitest'
import { stackedLayers } from './stack.ts'

const series = (...values: number[]) => ({ key: 'k', label: 'l', colour: '--c', values })

test('layers are running sums, the whole stack first', () => {
  expect(stackedLayers([series(1, 2), series(10, 20), series(100, 200)])).toEqual([
    [111, 222],
    [11, 22],
    [1, 2],
  ])
})

test('a negative value takes no room and none from the others', () => {
  expect(stackedLayers([series(5), series(-3), series(2)])).toEqual([[7], [5], [5]])
})

test('no series make no layers', () => {
  expect(stackedLayers([])).toEqual([])
})
