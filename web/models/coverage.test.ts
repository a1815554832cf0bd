import { describe, expect, test } from 'vitest'
import { coverageDaysOf, coverageFigures } from './coverage.ts'

const coverage = {
  ...{ from: '', to: '', days: [], by_source: [], by_detector_version: [] },
  ...{ events: 100, full: 50, partial: 10, none: 40 },
}
const reason = (name: string, events: number) => ({
  reason: name,
  label: name,
  inspected: 'none' as const,
  events,
})

describe('coverage', () => {
  test('counts reports without any text neither as inspected nor as missed', () => {
    expect(coverageFigures({ ...coverage, by_reason: [reason('no_text', 35), reason('image', 5)] })).toEqual({
      ...{ held: 65, full: 50, partial: 10, none: 5, textless: 35 },
    })
  })

  test('of an organization that holds reports alone has nothing to inspect', () => {
    const reports = { ...coverage, full: 0, partial: 0, none: 100 }
    expect(coverageFigures({ ...reports, by_reason: [reason('no_text', 100)] })).toEqual({
      ...{ held: 0, full: 0, partial: 0, none: 0, textless: 100 },
    })
  })

  test.each([
    ['', '30'],
    ['days=7', '7'],
    ['days=8', '30'],
    ['days=-90', '30'],
  ])('of the address %j is over %s days', (text, days) => {
    expect(coverageDaysOf(new URLSearchParams(text))).toBe(days)
  })
})
