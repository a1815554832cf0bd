import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  forget,
  leaseMs,
  nothingUsed,
  reshaped,
  room,
  slotAt,
  type Used,
  waitMs,
} from './sliding-window.ts'

const t0 = Date.parse('2026-11-21T12:00:00Z')

/** Takes as many as are wanted and fit, as the limiter does. */
function take(used: Used, quota: number, wanted: number, nowMs: number): number {
  forget(used, nowMs)
  const taken = Math.min(wanted, room(used, quota))
  if (taken > 0) add(used, slotAt(used, nowMs), taken)
  return taken
}

/** The most that any window of that length holds. */
function mostIn(windowMs: number, uses: readonly { atMs: number; count: number }[]): number {
  return uses.reduce((most, { atMs }) => {
    const within = uses.filter((use) => use.atMs >= atMs && use.atMs < atMs + windowMs)
    return Math.max(
      most,
      within.reduce((sum, { count }) => sum + count, 0),
    )
  }, 0)
}

const steps = fc.array(
  fc.record({
    afterMs: fc.oneof(
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 900, max: 1300 }),
      fc.integer({ min: 0, max: 40_000 }),
    ),
    wanted: fc.integer({ min: 1, max: 40 }),
    usedLateMs: fc.constantFrom(0, leaseMs),
  }),
  { maxLength: 150 },
)
const windowS = fc.constantFrom(1, 7, 60)
const quota = fc.integer({ min: 1, max: 100 })

describe('a sliding window', () => {
  it('never holds more than the quota, wherever it begins, with tokens used as late as a lease allows', () => {
    const holds = fc.property(steps, windowS, quota, (all, seconds, most) => {
      const used = nothingUsed(seconds)
      let nowMs = t0
      const uses = all.map(({ afterMs, wanted, usedLateMs }) => {
        nowMs += afterMs
        return { atMs: nowMs + usedLateMs, count: take(used, most, wanted, nowMs) }
      })
      expect(mostIn(seconds * 1000, uses)).toBeLessThanOrEqual(most)
    })
    fc.assert(holds, { numRuns: 500 })
  })

  it('gives the whole quota at once, and all of it again one slot after the window at the latest', () => {
    const whole = fc.property(
      windowS,
      quota,
      fc.integer({ min: 0, max: 100_000 }),
      (seconds, most, offsetMs) => {
        const used = nothingUsed(seconds)
        const nowMs = t0 + offsetMs
        expect(take(used, most, most + 5, nowMs)).toBe(most)
        expect(take(used, most, 1, nowMs + seconds * 1000)).toBe(0)
        const laterMs = nowMs + seconds * 1000 + leaseMs + 2 * used.slotMs
        expect(take(used, most, most + 5, laterMs)).toBe(most)
      },
    )
    fc.assert(whole)
  })

  it('says how long to wait: then there is room, and a moment before there is not', () => {
    const waits = fc.property(steps, windowS, quota, (all, seconds, most) => {
      const used = nothingUsed(seconds)
      let nowMs = t0
      for (const { afterMs, wanted } of all) {
        nowMs += afterMs
        take(used, most, wanted, nowMs)
      }
      const wait = waitMs(used, most, 1, nowMs)
      expect(wait > 0).toBe(room(used, most) === 0)
      if (wait === 0) return
      forget(used, nowMs + wait - 2)
      expect(room(used, most)).toBe(0)
      forget(used, nowMs + wait + 2)
      expect(room(used, most)).toBeGreaterThan(0)
    })
    fc.assert(waits)
  })

  it('counts what was given back as never used, and never below nothing', () => {
    const used = nothingUsed(60)
    expect(take(used, 10, 10, t0)).toBe(10)
    add(used, slotAt(used, t0), -4)
    expect(take(used, 10, 10, t0 + 1)).toBe(4)
    add(used, slotAt(used, t0), -99)
    add(used, slotAt(used, t0) - 500, -3)
    expect([used.total, room(used, 10)]).toEqual([0, 10])
  })

  it('holds no more than the quota of the new length after its length was changed', () => {
    const changes = fc.property(steps, windowS, windowS, quota, (all, before, after, most) => {
      let used = nothingUsed(before)
      let nowMs = t0
      const uses: { atMs: number; count: number }[] = []
      for (const [index, { afterMs, wanted }] of all.entries()) {
        if (index === Math.floor(all.length / 2)) used = reshaped(used, after)
        nowMs += afterMs
        uses.push({ atMs: nowMs, count: take(used, most, wanted, nowMs) })
      }
      expect(mostIn(Math.min(before, after) * 1000, uses)).toBeLessThanOrEqual(most)
    })
    fc.assert(changes)
  })

  it('is kept through a change of its length, for as long as the new one is', () => {
    const used = nothingUsed(60)
    take(used, 10, 5, t0)
    expect(reshaped(used, 60)).toBe(used)
    const longer = reshaped(used, 120)
    forget(longer, t0 + 120_000)
    expect(longer.total).toBe(5)
    forget(longer, t0 + 120_000 + 3 * longer.slotMs)
    expect(longer.total).toBe(0)
  })

  it('says how long until there is room when the quota was lowered below what is used', () => {
    const used = nothingUsed(60)
    const slot = slotAt(used, t0)
    for (let each = 0; each < 4; each += 1) add(used, slot + each, 5)
    const nowMs = t0 + 10 * used.slotMs
    const wait = waitMs(used, 10, 1, nowMs)
    forget(used, nowMs + wait - 2)
    expect(room(used, 10)).toBe(0)
    forget(used, nowMs + wait + 2)
    expect(room(used, 10)).toBe(5)
  })

  it('says for more than the quota ever gives how long until all of it is there', () => {
    const used = nothingUsed(60)
    add(used, slotAt(used, t0), 4)
    expect(waitMs(used, 10, 15, t0)).toBe(waitMs(used, 10, 10, t0))
    expect(waitMs(used, 10, 15, t0)).toBeGreaterThan(0)
    expect(waitMs(nothingUsed(60), 10, 15, t0)).toBe(0)
  })

  it('says how long until the oldest is over, whichever was noted first', () => {
    const used = nothingUsed(60)
    const slot = slotAt(used, t0)
    add(used, slot + 10, 5)
    add(used, slot, 5)
    const nowMs = t0 + 15 * used.slotMs
    const wait = waitMs(used, 10, 1, nowMs)
    forget(used, nowMs + wait + 1)
    expect(used.total).toBe(5)
    expect(waitMs(used, 10, 5, nowMs)).toBe(0)
    expect(waitMs(used, 10, 6, nowMs)).toBeCloseTo(wait + 10 * used.slotMs, 2)
  })
})
