import { describe, expect, it } from 'vitest'
import { directoryOf } from './directory.ts'
import { DAY_MS, HOUR_MS } from './moments.ts'
import { openaiModels } from './openai/models.ts'
import { type Call, trafficOf } from './traffic.ts'

const MONDAY_MS = Date.UTC(2026, 10, 9)

const traffic = trafficOf('test', { name: 'openai', models: openaiModels }, directoryOf('test'))

function calls(fromMs: number, untilMs: number, nowMs = untilMs + 3 * DAY_MS): Call[] {
  const seen: Call[] = []
  traffic.visit(fromMs, untilMs, nowMs, (call) => seen.push(call))
  return seen
}

describe('traffic', () => {
  it('is final 24 hours after an hour has closed, and not yet an hour after', () => {
    const countsAt = (afterMs: number) =>
      Array.from({ length: 5 * 24 }, (_, i) => MONDAY_MS + i * HOUR_MS).map((hourMs) =>
        calls(hourMs, hourMs + HOUR_MS, hourMs + HOUR_MS + afterMs).reduce(
          (sum, call) => sum + call.counted,
          0,
        ),
      )
    const final = countsAt(30 * DAY_MS)
    expect(countsAt(DAY_MS)).toEqual(final)
    expect(countsAt(HOUR_MS)).not.toEqual(final)
  })

  it('never shows a call before its moment', () => {
    const nowMs = MONDAY_MS + 10.5 * HOUR_MS
    expect(Math.max(...calls(MONDAY_MS, MONDAY_MS + DAY_MS, nowMs).map((call) => call.atMs))).toBeLessThan(
      nowMs,
    )
  })

  it('is the same whole or in parts', () => {
    const middleMs = MONDAY_MS + 9.37 * HOUR_MS
    const nowMs = MONDAY_MS + 2 * DAY_MS
    const parts = [...calls(MONDAY_MS, middleMs, nowMs), ...calls(middleMs, MONDAY_MS + DAY_MS, nowMs)]
    const whole = calls(MONDAY_MS, MONDAY_MS + DAY_MS, nowMs)
    const order = (list: Call[]) =>
      list.map((call) => `${call.atMs}/${call.caller.name}/${call.model.id}`).sort()
    expect(order(parts)).toEqual(order(whole))
  })

  it('keeps working hours and weekends for people, and nights for the batch', () => {
    const week = calls(MONDAY_MS, MONDAY_MS + 7 * DAY_MS)
    const people = week.filter((call) => call.caller.person !== null)
    const weekend = people.filter((call) => call.atMs >= MONDAY_MS + 5 * DAY_MS)
    expect(weekend.length).toBeGreaterThan(0)
    expect(weekend.length).toBeLessThan(people.length / 20)
    expect(new Set(people.map((call) => call.caller.name)).size).toBe(40)
    const finance = people.filter((call) => call.caller.account.team.id === 'finance')
    expect(finance.every((call) => new Date(call.atMs).getUTCHours() < 17)).toBe(true)
    const batchHours = week.filter((call) => call.batch).map((call) => new Date(call.atMs).getUTCHours())
    expect([...new Set(batchHours)].sort()).toEqual([2, 3])
  })

  it('meters parts that fit into the whole, with several models', () => {
    const week = calls(MONDAY_MS, MONDAY_MS + 7 * DAY_MS)
    expect(new Set(week.map((call) => call.model.id)).size).toBe(openaiModels.length)
    for (const { meter } of week) {
      expect(meter.cacheReadTokens + meter.cacheWrite5mTokens + meter.cacheWrite1hTokens).toBeLessThan(
        meter.inputTokens,
      )
      expect(meter.outputTokens).toBeGreaterThan(0)
    }
    expect(week.some(({ meter }) => meter.cacheReadTokens > 0)).toBe(true)
  })
})
