import { describe, expect, test } from 'vitest'
import { backoffMs, liveUrl } from './live-socket.ts'

describe('the wait before a new attempt', () => {
  test('doubles up to half a minute', () => {
    expect([1, 2, 3, 5, 6, 50].map((attempt) => backoffMs(attempt, 1))).toEqual([
      1_000, 2_000, 4_000, 16_000, 30_000, 30_000,
    ])
  })

  test('is spread over its upper half', () => {
    expect([backoffMs(3, 0), backoffMs(3, 0.5)]).toEqual([2_000, 3_000])
  })
})

describe('the address of the feed', () => {
  const everything = { severity: null, vendorId: null, onlyViolations: false }

  test('is secure where the page is', () => {
    expect(liveUrl('https://console.example', everything, null)).toBe('wss://console.example/ws/events')
    expect(liveUrl('http://127.0.0.1:8787', everything, null)).toBe('ws://127.0.0.1:8787/ws/events')
  })

  test('carries the filter, and the cursor even when it is zero', () => {
    const filter = { severity: 'high', vendorId: 'my vendor', onlyViolations: true } as const
    expect(liveUrl('http://h', filter, 0)).toBe(
      'ws://h/ws/events?severity=high&vendor_id=my+vendor&only_violations=true&cursor=0',
    )
  })
})
