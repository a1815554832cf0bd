import { describe, expect, it } from 'vitest'
import { failureMessage, isVendorDown, type OutboundFailure } from './outbound-failure.ts'

describe('failureMessage', () => {
  const all: OutboundFailure[] = [
    { tag: 'refused_url', reason: 'plain http' },
    { tag: 'network' },
    { tag: 'timeout' },
    { tag: 'redirect', status: 302, location: '/elsewhere' },
    { tag: 'too_large', bodyBytesMax: 5 },
    { tag: 'bad_json', reason: 'the body cannot be parsed' },
    { tag: 'unauthorized', detail: null },
    { tag: 'forbidden', detail: 'Missing scopes.' },
    { tag: 'not_found', detail: null },
    { tag: 'rate_limited', retryAfterMs: null },
    { tag: 'gone', detail: null },
    { tag: 'rejected', status: 400, detail: null, code: null },
    { tag: 'server_error', status: 529, retryAfterMs: null, mayRepeat: true },
  ]

  it('has one sentence of its own for each failure', () => {
    const messages = all.map(failureMessage)
    expect(new Set(messages).size).toBe(all.length)
    for (const message of messages) expect(message).toMatch(/^[A-Z].*\.$/)
  })

  it('speaks of the vendor’s health only where the vendor failed', () => {
    expect(all.filter(isVendorDown).map(({ tag }) => tag)).toEqual(['network', 'timeout', 'server_error'])
  })
})
