import { describe, expect, it } from 'vitest'
import { dayAfter, daysOf, monthBefore, monthOf, spanBefore } from './spans.ts'

const span = (from: string, to: string) => ({ from, to })

describe('a span of days', () => {
  it('counts both ends', () => {
    expect(daysOf(span('2026-11-01', '2026-11-01'))).toBe(1)
    expect(daysOf(span('2026-02-01', '2026-03-01'))).toBe(29)
    expect(daysOf(span('2026-11-02', '2026-11-01'))).toBe(0)
  })

  it('has as long a one right before it, over leap days and new years', () => {
    expect(spanBefore(span('2028-03-01', '2028-03-02'))).toEqual(span('2028-02-28', '2028-02-29'))
    expect(spanBefore(span('2026-01-01', '2026-01-31'))).toEqual(span('2025-12-01', '2025-12-31'))
  })

  it.each([
    [span('2026-11-01', '2026-11-21'), span('2026-10-01', '2026-10-21')],
    [span('2026-11-01', '2026-11-30'), span('2026-10-01', '2026-10-31')],
    [span('2026-01-01', '2026-01-15'), span('2025-12-01', '2025-12-15')],
    [span('2026-03-01', '2026-03-30'), span('2026-02-01', '2026-02-28')],
    [span('2026-03-30', '2026-03-31'), span('2026-02-28', '2026-02-28')],
  ])('%j lies one month after %j', (later, earlier) => {
    expect(monthBefore(later)).toEqual(earlier)
  })

  it('may be a month of any length', () => {
    expect(monthOf('2028-02-10')).toEqual(span('2028-02-01', '2028-02-29'))
    expect(monthOf('2026-12-31')).toEqual(span('2026-12-01', '2026-12-31'))
    expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01')
  })
})
