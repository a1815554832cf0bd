import { describe, expect, test } from 'vitest'
import { eventFilters, eventsQueryOf } from './events.ts'

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
