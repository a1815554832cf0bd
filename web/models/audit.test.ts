import { expect, test } from 'vitest'
import { auditFilters } from './audit.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const queryOf = (address: string) => auditFilters.asked(new URLSearchParams(address), nowMs)

test('filters come from the address, and what is not a filter is left out', () => {
  expect(queryOf('actor=user:1&outcome=denied&range=all&entry=7&action=')).toEqual({
    actor: 'user:1',
    outcome: 'denied',
  })
})

test('the time range is the last seven days unless the address says otherwise', () => {
  expect(queryOf('')).toEqual({ from: '2026-11-14T12:00:00.000Z' })
  expect(queryOf('from=2026-11-01T00:00:00Z')).toEqual({ from: '2026-11-01T00:00:00.000Z' })
})

test('the open entry does not count as a filter, a range counts once', () => {
  expect(
    ['', 'entry=3', 'actor=a&from=x&to=y'].map((text) => auditFilters.count(new URLSearchParams(text))),
  ).toEqual([0, 0, 2])
})
