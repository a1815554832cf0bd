import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { answer, client, testServers } from '../../tests/support/outbound.ts'

const { serve, failureOf } = testServers()

describe('outbound, again', () => {
  it('does not repeat a failure that the vendor asks not to repeat', async () => {
    const { base, seen } = await serve(answer(500, '', { 'x-should-retry': 'false' }))
    expect(await client(base).get()).toMatchObject({ ok: false, failure: { tag: 'server_error' } })
    expect(seen.length).toBe(1)
  })

  it('keeps to the longest of several waits that are named', async () => {
    const { base } = await serve(
      answer(429, '', {
        'retry-after': '2',
        'x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after': '7',
        'retry-after-ms': '900',
      }),
      answer(200),
    )
    const { get, slept } = client(base)
    expect((await get()).ok).toBe(true)
    expect(slept).toEqual([7000])
  })

  it.each([
    ['900', [900]],
    ['soon', []],
    ['900 or so', []],
    ['about 900', []],
  ])('waits as long as a retry-after-ms of %s says', async (ms, waits) => {
    const { base } = await serve(answer(429, '', { 'retry-after-ms': ms }), answer(200))
    const { get, slept } = client(base)
    expect((await get()).ok).toBe(waits.length > 0)
    expect(slept).toEqual(waits)
  })

  it.each([
    ['"api";r=0;t=2', [2000]],
    ['"api"; r=0; t=3;w=300', [3000]],
    ['"api";r=12;t=2', []],
    ['"api";r=0', []],
    ['limit=0, remaining=0, reset=2', []],
  ])('waits as long as a RateLimit header of %j says, when nothing is left', async (ratelimit, waits) => {
    const { base } = await serve(answer(429, '', { ratelimit }), answer(200))
    const { get, slept } = client(base)
    expect((await get()).ok).toBe(waits.length > 0)
    expect(slept).toEqual(waits)
  })

  it('tries again with full jitter and gives up after the last attempt', async () => {
    const { base, seen } = await serve(answer(500))
    const { get, slept } = client(base)
    expect(await get()).toMatchObject({ failure: { tag: 'server_error', status: 500 } })
    expect(seen.length).toBe(4)
    expect(slept).toEqual([500, 1000, 2000])
  })

  it.each([
    ['a 529', answer(529)],
    ['a 408', answer(408)],
    ['a lost connection', (request: IncomingMessage) => void request.socket.destroy()],
  ])('succeeds after %s', async (_what, handler) => {
    const { base, seen } = await serve(handler, answer(200))
    expect((await client(base).get()).ok).toBe(true)
    expect(seen.length).toBe(2)
  })

  it.each([400, 401, 403, 404])('does not repeat a %i', async (status) => {
    const { base, seen } = await serve(answer(status))
    await client(base).get()
    expect(seen.length).toBe(1)
  })

  it('keeps to a Retry-After in seconds', async () => {
    const { base } = await serve(answer(429, '{}', { 'retry-after': '7' }), answer(200))
    const { get, slept } = client(base)
    expect((await get()).ok).toBe(true)
    expect(slept).toEqual([7000])
  })

  it('keeps to a Retry-After date, also on a 503', async () => {
    const { base } = await serve(
      answer(503, '{}', { 'retry-after': 'Fri, 20 Nov 2026 12:00:09 GMT' }),
      answer(200),
    )
    const { get, slept } = client(base)
    expect((await get()).ok).toBe(true)
    expect(slept).toEqual([9000])
  })

  it.each([
    ['1.5', 1_500],
    ['0', 0],
    ['Fri, 20 Nov 2026 12:00:09 GMT', 9_000],
    ['Friday, 20-Nov-26 12:00:09 GMT', 9_000],
    ['Fri Nov 20 12:00:09 2026 GMT', 9_000],
    ['-5', null],
    ['5s', null],
    ['5 or 6', null],
    ['2, 5', null],
    ['2026', 2_026_000],
    ['2026-11-20', null],
    ['', null],
  ])('reads a Retry-After of %j as %s ms', async (header, retryAfterMs) => {
    expect(await failureOf(answer(429, '{}', { 'retry-after': header }))).toEqual({
      tag: 'rate_limited',
      retryAfterMs,
    })
  })

  it.each([
    ['longer than the time left', '600', 600_000],
    ['absurdly long', '999999999', 3_600_000],
    ['missing', undefined, null],
    ['unreadable', 'soon', null],
  ])('hands back a 429 whose Retry-After is %s', async (_what, header, retryAfterMs) => {
    const { base, seen } = await serve(
      answer(429, '{}', header === undefined ? {} : { 'retry-after': header }),
    )
    const { get, slept } = client(base)
    expect(await get()).toEqual({ ok: false, failure: { tag: 'rate_limited', retryAfterMs } })
    expect([seen.length, slept]).toEqual([1, []])
  })

  it('waits by jitter alone when the Retry-After date has passed', async () => {
    const { base } = await serve(
      answer(429, '{}', { 'retry-after': 'Fri, 20 Nov 2026 11:00:00 GMT' }),
      answer(200),
    )
    const { get, slept } = client(base)
    await get()
    expect(slept).toEqual([500])
    const failure = await failureOf(answer(429, '{}', { 'retry-after': 'Fri, 20 Nov 2026 11:00:00 GMT' }))
    expect(failure).toEqual({ tag: 'rate_limited', retryAfterMs: 0 })
  })

  it('does not start a wait that ends after its total time', async () => {
    const { base, seen } = await serve(answer(500))
    const { get, slept } = client(base, { totalMs: 1400 })
    await get()
    expect([seen.length, slept]).toEqual([2, [500]])
    const exact = await serve(answer(500))
    await client(exact.base, { totalMs: 1500 }).get()
    expect(exact.seen.length).toBe(2)
  })
})
