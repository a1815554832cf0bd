import { describe, expect, it } from 'vitest'
import { daysThatMayMatch, knownFilters } from './filter-days.ts'

describe('what rollups know of filters', () => {
  it('is their dimensions and facets, and usage under several at once', () => {
    expect(knownFilters({ vendor_id: 'v', model: 'm', status: 'error', q: 'words' })).toEqual({
      measure: 'events',
      dimensions: [
        ['vendor', 'vendor_id'],
        ['model', 'model'],
      ],
      facets: [['status', 'status']],
      used: ['vendor_id', 'model'],
    })
  })

  it('is the count of violations or of critical ones where only those can match', () => {
    expect(knownFilters({ only_violations: true }).measure).toBe('violations')
    expect(knownFilters({ violation_type: 'x' }).measure).toBe('violations')
    expect(knownFilters({ severity: 'critical', only_violations: true }).measure).toBe('critical')
    expect(knownFilters({ severity: 'high', only_violations: false }).measure).toBe('events')
    expect(knownFilters({ detector: 'x' }).measure).toBe('events')
  })

  it('bounds one detector once', () => {
    expect(knownFilters({ detector: 'x', violation_type: 'y' }).dimensions).toHaveLength(1)
  })
})

describe('the days that may match', () => {
  const row = (known: string, day: string, events: number) => ({ known, day, events })

  it('are those that every source names, newest first, with the least count', () => {
    const known = knownFilters({ actor_id: 'a', severity: 'critical' })
    const rows = [
      row('all', '2026-11-01', 9),
      row('all', '2026-11-02', 9),
      row('all', '2026-11-03', 9),
      row('actor', '2026-11-01', 4),
      row('actor', '2026-11-03', 0),
      row('actor', '2026-11-02', 2),
      row('facet severity', '2026-11-01', 3),
      row('facet severity', '2026-11-02', 8),
      row('facet severity', '2026-11-03', 8),
    ]
    expect(daysThatMayMatch(known, rows)).toEqual([
      { day: '2026-11-02', events: 2 },
      { day: '2026-11-01', events: 3 },
    ])
  })

  it('are none when a source names none, and all when no rollup knows a filter', () => {
    const all = [row('all', '2026-11-01', 9)]
    expect(daysThatMayMatch(knownFilters({ model: 'never' }), all)).toEqual([])
    expect(daysThatMayMatch(knownFilters({ q: 'words', latency_min_ms: 5 }), all)).toEqual([
      { day: '2026-11-01', events: 9 },
    ])
  })
})
