import { describe, expect, it } from 'vitest'
import { SendBudget } from './send-budget.ts'

const t0 = Date.parse('2026-11-21T12:00:00Z')

describe('what a room may send', () => {
  it('is a whole burst to few readers, and less to many, but never nothing', () => {
    const budget = new SendBudget()
    expect(budget.next(1, t0)).toEqual({ events: 1_000, waitMs: 0 })
    expect(budget.next(3_000, t0).events).toBe(13)
    expect(new SendBudget().next(1_000_000, t0).events).toBe(1)
  })

  it('follows what events were lately, half and half, and takes none for shorter than 20 bytes', () => {
    const budget = new SendBudget()
    budget.spent(200 * 10 * 3_000, 10, 3_000, t0 - 60_000)
    expect(budget.next(3_000, t0).events).toBe(24)
    budget.spent(7_700 * 10 * 3_000, 10, 3_000, t0 - 60_000)
    expect(budget.next(3_000, t0).events).toBe(6)
    for (let turn = 0; turn < 40; turn += 1) budget.spent(1, 1, 1, t0 - 60_000)
    expect(budget.next(6_000, t0).events).toBe(666)
  })

  it.each([
    ['no event', 100, 0, 5],
    ['no reader', 100, 5, 0],
    ['no byte', 0, 5, 5],
  ])('is as before after %s', (_, bytes, events, readers) => {
    const budget = new SendBudget()
    budget.spent(bytes, events, readers, t0 - 60_000)
    expect([budget.next(3_000, t0).events, budget.next(0, t0).events]).toEqual([13, 1_000])
  })

  it('grows as events turn out to be shorter', () => {
    const budget = new SendBudget()
    for (let turn = 0; turn < 20; turn += 1) budget.spent(200 * 10 * 3_000, 10, 3_000, t0 - 60_000)
    expect(budget.next(3_000, t0).events).toBeGreaterThan(100)
  })

  it('waits until what was sent can have left, and no longer than that when the clock is set back', () => {
    const budget = new SendBudget()
    budget.spent(40_000_000, 10, 3_000, t0)
    expect(budget.next(3_000, t0 + 99)).toEqual({ events: 0, waitMs: 1 })
    expect(budget.next(3_000, t0 + 100).waitMs).toBe(0)
    expect(budget.next(3_000, t0 - 3_600_000).waitMs).toBe(0)
  })
})
