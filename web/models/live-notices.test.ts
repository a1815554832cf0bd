import { expect, test } from 'vitest'
import type { LiveFrame } from '../../analytics/contract/live.ts'
import { joined } from './live-feed.ts'
import { noticeOf } from './live-notices.ts'

const breaker = (state: 'open' | 'half_open' | 'closed', host: string | null = null): LiveFrame => ({
  type: 'breaker',
  cursor: 1,
  breaker: { name: 'x', vendor_id: 'openai', host, state, failures: 5, opened_at: null },
})

test.each([
  ['open', 'bad', /^OpenAI does not answer/],
  ['half_open', 'bad', /^OpenAI is tried again/],
  ['closed', 'good', /^OpenAI answers again/],
] as const)('a circuit that is %s is told in words', (state, tone, text) => {
  expect(noticeOf(breaker(state), 7)).toMatchObject({ atMs: 7, tone, href: '/vendors/collection' })
  expect(noticeOf(breaker(state), 7)?.text).toMatch(text)
})

test('a circuit of one host names it', () => {
  expect(noticeOf(breaker('open', 'eu.example.org'), 7)?.text).toMatch(
    /^OpenAI \(eu\.example\.org\) does not/,
  )
})

test.each([
  [{ title: 'Spend', message: 'beyond 100' }, 'Spend: beyond 100'],
  [{ title: 'Spend', message: 3 }, 'Spend'],
  [{}, 'An alert was raised.'],
])('an alert %j is told as far as it has words', (alert, text) => {
  expect(noticeOf({ type: 'alert', cursor: 1, alert }, 7)?.text).toBe(text)
})

test('events and heartbeats are no notices', () => {
  expect(noticeOf({ type: 'heartbeat', server_time: '', cursor: 1 }, 7)).toBeNull()
  expect(noticeOf({ type: 'events', cursor: 1, events: [] }, 7)).toBeNull()
})

test('two gaps are told as one, from the earlier to the later', () => {
  const later = { events: 2, fromMs: 30, toMs: 40 }
  expect(joined(null, later)).toBe(later)
  expect(joined(later, { events: 5, fromMs: 10, toMs: 35 })).toEqual({ events: 7, fromMs: 10, toMs: 40 })
})
