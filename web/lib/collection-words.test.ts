import { describe, expect, test } from 'vitest'
import type { MaskedCredential } from '../../analytics/contract/credentials.ts'
import type { Notice } from '../../analytics/contract/spending.ts'
import {
  bytesText,
  credentialState,
  historyShare,
  intervalWords,
  noticeWords,
  runRemark,
  runState,
  spanText,
  triedAgainAt,
} from './collection-words.ts'

type Stream = MaskedCredential['streams'][number]
const stream = (change: Partial<Stream> = {}): Stream => ({
  stream: 'usage',
  kind: 'usage',
  interval_s: 900,
  next_due_at: '2026-11-21T12:00:00Z',
  high_water_at: null,
  progress: 0,
  history_from: null,
  status: 'active',
  last_error: null,
  ...change,
})
const read = stream({ high_water_at: '2026-11-21T11:00:00Z', progress: 1 })

describe('how a credential stands', () => {
  test.each([
    ['In use', { status: 'active', checked_at: '2026-11-21T11:00:00Z', streams: [stream()] }],
    ['In use', { status: 'active', checked_at: null, streams: [stream(), read] }],
    ['Not checked yet', { status: 'active', checked_at: null, streams: [stream()] }],
    ['Not checked yet', { status: 'active', checked_at: null, streams: [] }],
    [
      '1 of 2 streams stopped',
      { status: 'active', checked_at: null, streams: [stream({ status: 'stopped' }), read] },
    ],
    [
      'Refused by the vendor',
      { status: 'invalid', checked_at: null, streams: [stream({ status: 'stopped' })] },
    ],
    ['Paused', { status: 'disabled', checked_at: null, streams: [stream({ status: 'stopped' })] }],
  ] as const)('is said as %j', (label, { status, checked_at, streams }) => {
    expect(credentialState({ status, checked_at, streams: [...streams] }).label).toBe(label)
  })
})

test('the history of several streams is read as far as their mean, and none has no share', () => {
  expect(historyShare([stream(), read])).toBe(0.5)
  expect(historyShare([])).toBeNull()
})

describe('the remark of a run', () => {
  const run = {
    id: 'r',
    vendor_id: 'openai',
    credential_id: 'c',
    stream: 'usage',
    status: 'succeeded',
    pulled: 1,
    pages: 1,
    progress: 1,
    errors: 0,
    error_message: null,
    started_at: '2026-11-21T11:00:00Z',
    finished_at: null,
  } as const
  test('is the vendor’s where there is one, and says why a run ended early', () => {
    expect(runRemark({ ...run, status: 'failed', errors: 1, error_message: 'It failed.' })).toBe('It failed.')
    expect(runRemark({ ...run, status: 'partial' })).toContain('Another run goes on')
    expect(runRemark({ ...run, status: 'partial', errors: 1 })).toBe('1 row could not be read.')
    expect(runRemark({ ...run, errors: 1_200 })).toBe('1,200 rows could not be read.')
    expect(runRemark(run)).toBeNull()
  })
})

test.each([
  ['Running', 'low', 'running', 0],
  ['Succeeded', 'positive', 'succeeded', 0],
  ['More to come', 'low', 'partial', 0],
  ['In part', 'medium', 'partial', 1],
  ['Failed', 'critical', 'failed', 1],
  ['Put off', 'neutral', 'put_off', 0],
] as const)('a run is %j, in the tone %j', (label, tone, status, errors) => {
  expect(runState({ status, errors })).toEqual({ label, tone })
})

test('only a vendor that is held back has a moment at which it is tried again', () => {
  const breaker = { name: 'openai', vendor_id: 'openai', host: null, failures: 5 }
  const opened_at = '2026-11-21T11:59:50.000Z'
  expect(triedAgainAt({ ...breaker, state: 'open', opened_at })).toBe('2026-11-21T12:00:20.000Z')
  expect(triedAgainAt({ ...breaker, state: 'half_open', opened_at })).toBeNull()
  expect(triedAgainAt({ ...breaker, state: 'closed', opened_at: null })).toBeNull()
})

describe('a notice', () => {
  const notice = (kind: Notice['kind'], subject: string): Notice => ({
    kind,
    subject,
    message: '',
    times: 1,
    first_at: '2026-11-21T11:00:00Z',
    last_at: '2026-11-21T11:00:00Z',
  })
  test.each([
    [
      'unpriced_model',
      'huggingface/meta/llama-4',
      '/vendors/prices?new=1&vendor=huggingface&model=meta%2Fllama-4',
    ],
    ['credential_invalid', 'a b', '/vendors/credentials?credential=a%20b'],
    ['stream_forbidden', 'cred-1/usage', '/vendors/credentials?credential=cred-1'],
    ['breaker_open', 'openai', '/vendors/collection'],
    ['key_unreadable', 'cred-1', '/encryption'],
  ] as const)('of %s leads to where it can be settled', (kind, subject, href) => {
    expect(noticeWords(notice(kind, subject)).href).toBe(href)
  })
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 kB'],
  [99_949, '99.9 kB'],
  [123_456, '123 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [4_200_000_000, '4.2 GB'],
])('%d bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text)
})

test.each([
  [60, 'every minute'],
  [900, 'every 15 min'],
  [3_600, 'every hour'],
  [21_600, 'every 6 hours'],
  [86_400, 'every day'],
  [604_800, 'every week'],
])('how often a stream is read is said in words: %j', (seconds, words) => {
  expect(intervalWords(seconds)).toBe(words)
})

test.each([
  [3_600, 'one hour'],
  [86_400, 'one day'],
  [7_776_000, '90 days'],
  [5_400, '1 h 30 m'],
])('a span is said in whole days or hours where it is whole: %j', (seconds, words) => {
  expect(spanText(seconds)).toBe(words)
})
