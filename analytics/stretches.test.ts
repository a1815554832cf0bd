import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstStretch, furtherStretches, reachOf, type Stretch } from './stretches.ts'

const dayMs = 86_400_000
const nowMs = Date.parse('2026-11-20T12:00:00Z')
const daysOf = (events: readonly number[]) =>
  events.map((count, back) => ({
    day: new Date(nowMs - back * dayMs).toISOString().slice(0, 10),
    events: count,
  }))
const even = (count: number, events: number) => daysOf(Array.from({ length: count }, () => events))
const always = { fromMs: null, untilMs: null, nowMs }

/** All further stretches of a search that finds by so many each time. */
function all(further: ReturnType<typeof furtherStretches>, perStretch: number): Stretch[] {
  const taken: Stretch[] = []
  for (let stretch = further.next(0); stretch; stretch = further.next(taken.length * perStretch))
    taken.push(stretch)
  return taken
}
const lengthOf = (stretch: Stretch | null): number =>
  ((stretch?.untilMs ?? 0) - (stretch?.fromMs ?? 0)) / dayMs

describe('the first stretch of a search', () => {
  it('is everything for an organization that has little or nothing', () => {
    for (const days of [[], even(1, 10), even(90, 5_000)])
      expect(firstStretch(days, 50, always)).toEqual({
        fromMs: null,
        untilMs: null,
        days: null,
        isWhole: true,
      })
  })

  it('is the last three hours when twelve have had a million', () => {
    expect(firstStretch(even(90, 1_000_000), 50, always)).toMatchObject({
      fromMs: nowMs - dayMs / 8,
      untilMs: null,
      isWhole: false,
    })
  })

  it('begins where the range ends, and is all of a range that is hardly longer', () => {
    const untilMs = nowMs - 9.5 * dayMs
    const days = even(90, 1_000_000)
    expect(firstStretch(days, 50, { ...always, untilMs })).toMatchObject({
      fromMs: untilMs - dayMs / 4,
      untilMs,
      isWhole: false,
    })
    const fromMs = untilMs - dayMs / 2
    expect(firstStretch(days, 50, { ...always, fromMs, untilMs })).toMatchObject({
      fromMs,
      untilMs,
      isWhole: true,
    })
  })
})

describe('the stretches behind it', () => {
  const days = even(90, 1_000_000)
  const range = { fromMs: null, untilMs: Date.parse('2026-11-20T09:00:00Z') }

  it('reach further the less was found, but not much further than what was read', () => {
    const secondAfter = (found: number): number => {
      const further = furtherStretches(days, days, 50, range)
      further.next(0)
      return lengthOf(further.next(found))
    }
    expect([secondAfter(0), secondAfter(40)]).toEqual([7, 3])
  })

  it('are few when nothing is found among ninety million', () => {
    expect(all(furtherStretches(days, days, 50, range), 0).length).toBeLessThan(5)
  })

  it('ask for no day that only touches the range', () => {
    const edges = { fromMs: Date.parse('2026-11-17'), untilMs: Date.parse('2026-11-19') }
    expect(all(furtherStretches(days, days, 50, edges), 0)).toEqual([
      { fromMs: Date.parse('2026-11-18'), untilMs: edges.untilMs, days: null },
      { fromMs: edges.fromMs, untilMs: Date.parse('2026-11-18'), days: null },
    ])
  })

  it('are no shorter than a million events, however much of it may match', () => {
    const few = even(90, 10_000)
    expect(all(furtherStretches(few, few, 1, range), 0)).toHaveLength(1)
    expect(lengthOf(furtherStretches(even(90, 50_000), even(90, 50_000), 1, range).next(0))).toBe(19.375)
  })

  it('are those days only on which something may match', () => {
    const mayMatch = daysOf([0, 0, 3, 0, 0, 0, 100, 7]).filter(({ events }) => events > 0)
    expect(all(furtherStretches(mayMatch, days, 50, range), 0)).toEqual([
      {
        fromMs: Date.parse('2026-11-14'),
        untilMs: Date.parse('2026-11-19'),
        days: ['2026-11-18', '2026-11-14'],
      },
      { fromMs: Date.parse('2026-11-13'), untilMs: Date.parse('2026-11-14'), days: null },
    ])
    expect(all(furtherStretches([], days, 50, range), 0)).toEqual([])
  })

  it('begin with all that such a search had to read a moment ago', () => {
    const reach = reachOf(days, '2026-11-11', range)
    expect(reach).toBe(10_000_000)
    expect(lengthOf(furtherStretches(days, days, 50, range, reach).next(0))).toBe(9.375)
    const untilMs = Date.parse('2026-11-15T06:00:00Z')
    expect(reachOf(days, '2026-11-11', { untilMs })).toBe(5_000_000)
    expect(reachOf(days, '', range)).toBe(90_000_000)
  })

  it('hold every day of a range that may match once, newest first, whatever is found', () => {
    const moment = fc.option(fc.integer({ min: nowMs - 120 * dayMs, max: nowMs + dayMs }))
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 0, 1, 50, 10_000, 3_000_000), { maxLength: 100 }),
        fc.integer({ min: 1, max: 2_001 }),
        fc.integer({ min: 0, max: 20 }),
        moment,
        moment,
        fc.constantFrom(0, 1, 60, 1e6, 1e9),
        (events, wanted, perStretch, fromMs, untilMs, reach) => {
          const mayMatch = daysOf(events).filter((day) => day.events > 0)
          const found = all(furtherStretches(mayMatch, days, wanted, { fromMs, untilMs }, reach), perStretch)
          for (const { day } of mayMatch) {
            const beginMs = Math.max(Date.parse(day), fromMs ?? 0)
            const endMs = Math.min(Date.parse(day) + dayMs, untilMs ?? Number.POSITIVE_INFINITY)
            const holding = found.filter(
              (stretch) =>
                (stretch.days?.includes(day) ?? true) &&
                (stretch.fromMs ?? 0) <= beginMs &&
                (stretch.untilMs ?? 0) >= endMs,
            )
            if (beginMs < endMs) expect(holding).toHaveLength(1)
          }
          for (const [index, stretch] of found.entries()) {
            const edgeMs = found[index - 1]?.fromMs ?? untilMs ?? Number.POSITIVE_INFINITY
            expect(stretch.untilMs).toBeLessThanOrEqual(edgeMs)
            expect(stretch.fromMs).toBeGreaterThanOrEqual(fromMs ?? 0)
            expect(stretch.fromMs).toBeLessThan(stretch.untilMs ?? 0)
          }
        },
      ),
    )
  })
})
