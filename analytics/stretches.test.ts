import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Stretch, stretchesOf } from './stretches.ts'

const dayMs = 86_400_000
const nowMs = Date.parse('2026-11-20T12:00:00Z')
const daysOf = (count: number, events: number) =>
  Array.from({ length: count }, (_, back) => ({
    day: new Date(nowMs - back * dayMs).toISOString().slice(0, 10),
    events,
  }))
const always = { fromMs: null, untilMs: null, nowMs }

/** All stretches of a search that finds by so many each time. */
function all(stretches: ReturnType<typeof stretchesOf>, perStretch: number): Stretch[] {
  const taken: Stretch[] = []
  for (let stretch = stretches.next(0); stretch; stretch = stretches.next(taken.length * perStretch))
    taken.push(stretch)
  return taken
}

describe('the stretches of a search', () => {
  it('are one without ends for an organization that has little or nothing', () => {
    for (const days of [[], daysOf(1, 10), daysOf(90, 5_000)])
      expect(all(stretchesOf(days, 50, always), 0)).toEqual([{ fromMs: null, untilMs: null }])
  })

  it('begin with the last three hours when twelve have had a million', () => {
    const stretches = stretchesOf(daysOf(90, 1_000_000), 50, always)
    expect(stretches.next(0)).toEqual({ fromMs: nowMs - dayMs / 8, untilMs: null })
  })

  it('reach further the less is found, and what was found tells how far', () => {
    const lengthAfter = (found: number): number => {
      const stretches = stretchesOf(daysOf(90, 1_000_000), 50, always)
      const first = stretches.next(0)
      const second = stretches.next(found)
      return (first?.fromMs ?? 0) - (second?.fromMs ?? 0)
    }
    expect(lengthAfter(0)).toBeGreaterThan(lengthAfter(5))
    expect(lengthAfter(5)).toBeGreaterThan(lengthAfter(20))
    // 250,000 events had twenty: thirty more are in 360,000, and half as many again are read to be sure.
    expect(lengthAfter(20)).toBeGreaterThan(0.25 * dayMs)
    expect(lengthAfter(20)).toBeLessThan(0.3 * dayMs)
  })

  it('are few when nothing is found among a hundred million', () => {
    expect(all(stretchesOf(daysOf(90, 1_100_000), 50, always), 0)).toHaveLength(3)
  })

  it('make up the whole range, newest first, without gap or overlap', () => {
    const moment = fc.option(fc.integer({ min: nowMs - 120 * dayMs, max: nowMs + dayMs }))
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3_000_000 }), { maxLength: 100 }),
        fc.integer({ min: 1, max: 2_001 }),
        fc.integer({ min: 0, max: 20 }),
        moment,
        moment,
        (events, wanted, perStretch, fromMs, untilMs) => {
          const days = daysOf(events.length, 0).map(({ day }, index) => ({ day, events: events[index] ?? 1 }))
          const found = all(stretchesOf(days, wanted, { fromMs, untilMs, nowMs }), perStretch)
          expect(found[0]?.untilMs).toBe(untilMs)
          expect(found.at(-1)?.fromMs).toBe(fromMs)
          for (const [index, { fromMs: begin, untilMs: end }] of found.entries()) {
            if (index > 0) expect(end).toBe(found[index - 1]?.fromMs)
            if (index > 0) expect(end).not.toBeNull()
            if (begin !== null && end !== null && fromMs !== null && untilMs !== null && fromMs < untilMs)
              expect(begin).toBeLessThan(end)
          }
        },
      ),
    )
  })
})
