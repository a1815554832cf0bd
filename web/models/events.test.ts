import { describe, expect, test } from 'vitest'
import { eventFilters, isSameView, patchOf, viewOf } from './event-filters.ts'
import { beginningOf, eventsQueryOf, timelineQueryOf } from './events.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const from = '2026-11-14T12:00:00.000Z'
const queryOf = (text: string, onlyViolations = false) =>
  eventsQueryOf(new URLSearchParams(text), onlyViolations, nowMs)

describe('what the server is asked for', () => {
  test('are the filters of the address and its range', () => {
    expect(queryOf('severity=high&vendor_id=openai&q=refund')).toEqual({
      severity: 'high',
      vendor_id: 'openai',
      q: 'refund',
      from,
    })
  })

  test('is neither the open row, nor what is empty, nor a search too short for the server', () => {
    expect(queryOf('event=e1&model=&q=a&run_vendor=x')).toEqual({ from })
  })

  test('is only violations where the page says so, whatever the address says', () => {
    expect(queryOf('only_violations=false', true)).toEqual({ only_violations: true, from })
    expect(queryOf('only_violations=true')).toEqual({ from })
  })
})

test('a range counts as one filter, and the open row as none', () => {
  expect(eventFilters.count(new URLSearchParams('severity=high&from=a&to=b&event=e1'))).toBe(2)
  expect(eventFilters.count(new URLSearchParams(''))).toBe(0)
})

test('a course over time has a beginning, also for all time', () => {
  const to = '2026-11-01T00:00:00.000Z'
  expect(timelineQueryOf(queryOf('range=all'), nowMs).from).toBe('2024-09-12T12:00:00.000Z')
  expect(timelineQueryOf(queryOf(`range=&to=${to}`), nowMs)).toEqual({ from: '2024-08-23T00:00:00.000Z', to })
  expect(timelineQueryOf(queryOf('model=x'), nowMs)).toEqual({ model: 'x', from })
})

describe('a view of the list', () => {
  const address = new URLSearchParams('severity=high&event=e1&range=30d&model=&cost_min_usd=2&unknown=x')

  test('is what narrows the list, without the open row and what nobody knows', () => {
    expect(viewOf(address)).toEqual({ severity: 'high', range: '30d', cost_min_usd: '2' })
  })

  test('takes out of the address what it does not name', () => {
    const patch = patchOf({ severity: 'low' })
    expect([patch.severity, patch.range, patch.trace_id, 'event' in patch]).toEqual([
      'low',
      null,
      null,
      false,
    ])
  })

  test('is the same as one that says the same', () => {
    expect(isSameView(viewOf(address), { range: '30d', cost_min_usd: '2', severity: 'high' })).toBe(true)
    expect(isSameView(viewOf(address), { range: '30d', cost_min_usd: '2' })).toBe(false)
    expect(isSameView({}, { model: '' })).toBe(true)
  })
})

test('all time begins where there is something', () => {
  const items = (...events: number[]) => ({
    items: events.map((n, index) => ({
      at: `2026-01-0${index + 1}`,
      events: n,
      requests: 0,
      violations: 0,
      cost_usd: '0',
    })),
  })
  expect(beginningOf(items(0, 0, 3, 0))).toBe('2026-01-03')
  expect(beginningOf(items(3, 0))).toBeNull()
  expect(beginningOf(items(0, 0))).toBeNull()
})
