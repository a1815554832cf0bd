import { describe, expect, test } from 'vitest'
import { fromLocalField, rangeBounds, readRange, toLocalField } from './time-range.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const bounds = (text: string) => rangeBounds(new URLSearchParams(text), nowMs)

describe('the range of an address', () => {
  test('is the last seven days unless it says otherwise', () => {
    expect(bounds('')).toEqual({ from: '2026-11-14T12:00:00.000Z' })
    expect(bounds('range=nonsense')).toEqual(bounds(''))
  })

  test('follows a preset, which for all time has no start', () => {
    expect(bounds('range=1h')).toEqual({ from: '2026-11-21T11:00:00.000Z' })
    expect(bounds('range=all')).toEqual({})
  })

  test('is custom as soon as an end is given, and may be open on one side', () => {
    expect(readRange(new URLSearchParams('range=1h&to=2026-11-01T00:00:00Z'))).toBe('custom')
    expect(bounds('to=2026-11-01T00:00:00Z')).toEqual({ to: '2026-11-01T00:00:00.000Z' })
  })

  test('leaves out an end that is not an instant', () => {
    expect(bounds('from=yesterday&to=2026-11-01')).toEqual({ to: '2026-11-01T00:00:00.000Z' })
  })
})

test('a field in local time leads back to the same minute', () => {
  const iso = '2026-11-21T12:34:00.000Z'
  expect(fromLocalField(toLocalField(iso))).toBe(iso)
  expect([toLocalField(null), toLocalField('nonsense'), fromLocalField('')]).toEqual(['', '', null])
})
