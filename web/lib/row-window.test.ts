import { describe, expect, it } from 'vitest'
import { rowWindow, scrollToRow } from './row-window.ts'

describe('the window of a long list', () => {
  it('holds what is in sight and some rows around it, however long the list is', () => {
    for (const topPx of [300, 0, -1, -44_000, -439_999, -880_000]) {
      const { from, to } = rowWindow(topPx, 900, 44, 20_000)
      const firstSeen = Math.max(0, Math.floor(-topPx / 44))
      const lastSeen = Math.min(20_000, Math.ceil((900 - topPx) / 44))
      expect([from <= firstSeen, to >= lastSeen]).toEqual([true, true])
      expect(to - from).toBeLessThan(900 / 44 + 2 * 16 + 2 * 8 + 3)
    }
  })

  it('moves in steps and not with every pixel', () => {
    const windows = new Set(
      Array.from({ length: 44 * 8 }, (_, px) => JSON.stringify(rowWindow(-44_000 - px, 900, 44, 20_000))),
    )
    expect(windows.size).toBeLessThanOrEqual(3)
  })

  it('of a short list is the list, and of none nothing', () => {
    expect(rowWindow(100, 900, 44, 3)).toEqual({ from: 0, to: 3 })
    expect(rowWindow(100, 900, 44, 0)).toEqual({ from: 0, to: 0 })
    expect(rowWindow(100, 900, 0, 10)).toEqual({ from: 0, to: 0 })
  })

  it('never begins behind the end, also when rows were taken away below it', () => {
    expect(rowWindow(-100_000, 900, 44, 10)).toEqual({ from: 9, to: 10 })
  })
})

describe('scrolling to a row', () => {
  it.each([
    ['in sight', 200, 0],
    ['just below the head', 94, 0],
    ['under the head', 93, -1],
    ['far above', -1_000, -1_094],
    ['at the lower edge', 756, 0],
    ['a pixel below it', 757, 1],
  ])('that is %s', (_, topPx, by) => {
    expect(scrollToRow(topPx, 44, 94, 800)).toBe(by)
  })
})
