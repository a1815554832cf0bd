import { expect, test } from 'vitest'
import type { MaskedCredential } from '../../analytics/contract/credentials.ts'
import { isReading } from './credentials.ts'

const stream = {
  stream: 'usage',
  kind: 'usage',
  interval_s: 900,
  next_due_at: '2026-11-21T12:00:00Z',
  high_water_at: null,
  progress: 0.5,
  history_from: null,
  status: 'active',
  last_error: null,
} satisfies MaskedCredential['streams'][number]

test('a history is being read while an active stream of an active credential has some left', () => {
  const reading = (
    status: MaskedCredential['status'],
    change: Partial<MaskedCredential['streams'][number]>,
  ) => isReading({ status, streams: [{ ...stream, ...change }] })
  expect(reading('active', {})).toBe(true)
  expect(reading('active', { progress: 1 })).toBe(false)
  expect(reading('active', { status: 'stopped' })).toBe(false)
  expect(reading('active', { last_error: 'The vendor failed.' })).toBe(false)
  expect(reading('disabled', {})).toBe(false)
  expect(isReading({ status: 'active', streams: [] })).toBe(false)
})
