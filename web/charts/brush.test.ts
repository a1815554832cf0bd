import { describe, expect, test } from 'vitest'
import { type Brush, brushByKey, brushEnds, stepAt } from './brush.ts'

test.each([
  ['at the left edge', 0, 0],
  ['inside a step', 0.349, 3],
  ['at the beginning of a step', 0.5, 5],
  ['at the right edge', 1, 9],
  ['left of the chart', -0.2, 0],
  ['right of it', 1.4, 9],
] as const)('a pointer %s is at a step', (_, share, step) => {
  expect(stepAt(share, 10)).toBe(step)
})

test('a brush has its first step first, whichever way it was drawn', () => {
  expect(brushEnds({ anchor: 2, head: 7 })).toEqual([2, 7])
  expect(brushEnds({ anchor: 7, head: 2 })).toEqual([2, 7])
})

describe('keys', () => {
  const press = (brush: Brush | null, key: string, shiftKey = false) =>
    brushByKey(brush, { key, shiftKey }, 10)

  test('begin at the newest step or the oldest', () => {
    expect(press(null, 'ArrowLeft')).toEqual({ anchor: 9, head: 9 })
    expect(press(null, 'ArrowRight')).toEqual({ anchor: 0, head: 0 })
    expect(press(null, 'ArrowLeft', true)).toEqual({ anchor: 9, head: 9 })
  })

  test('move one step, draw longer with Shift, and stop at the ends', () => {
    expect(press({ anchor: 4, head: 4 }, 'ArrowRight')).toEqual({ anchor: 5, head: 5 })
    expect(press({ anchor: 4, head: 4 }, 'ArrowRight', true)).toEqual({ anchor: 4, head: 5 })
    expect(press({ anchor: 4, head: 6 }, 'ArrowLeft')).toEqual({ anchor: 5, head: 5 })
    expect(press({ anchor: 9, head: 9 }, 'ArrowRight', true)).toEqual({ anchor: 9, head: 9 })
    expect(press({ anchor: 4, head: 4 }, 'PageUp', true)).toEqual({ anchor: 4, head: 0 })
    expect(press({ anchor: 4, head: 4 }, 'End', true)).toEqual({ anchor: 4, head: 9 })
    expect(press({ anchor: 4, head: 6 }, 'Home')).toEqual({ anchor: 0, head: 0 })
  })

  test('that mean nothing here are left to the page', () => {
    expect(press({ anchor: 4, head: 4 }, 'Enter')).toBeNull()
    expect(press(null, 'a')).toBeNull()
    expect(brushByKey(null, { key: 'End', shiftKey: false }, 0)).toBeNull()
  })
})
