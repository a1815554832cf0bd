import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { describe, expect, it } from 'vitest'
import { streamOf } from '../../tests/support/vendor-pages.ts'
import { type Reply, serveVendor } from '../../tests/support/vendor-wire.ts'
import { customVendor } from './custom-vendor.ts'

const nowMs = Date.parse('2026-11-20T12:00:00Z')
const secret = 'a-secret-that-both-of-us-know-0123456789'
const window = { fromMs: nowMs - 3_600_000, toMs: nowMs, page: null }

/** As docs/custom-vendor.md tells customers to check. */
function isSigned(headers: IncomingHttpHeaders, pathAndQuery: string): boolean {
  const timestamp = String(headers['x-aegisflow-timestamp'])
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > 300) return false
  const expected = createHmac('sha256', secret).update(`${timestamp}\nGET\n${pathAndQuery}`).digest('hex')
  const given = Buffer.from(String(headers['x-aegisflow-signature']))
  const wanted = Buffer.from(`v1=${expected}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** A customer's server under `/usage?team=7`, as our vendor and a context to call it with. */
async function customer(answer: (url: URL) => Reply, key = secret) {
  let headers: IncomingHttpHeaders = {}
  const vendor = customVendor({ id: 'custom_house', label: 'House', collectorUrl: 'https://house.example' })
  const { ctx, seen } = await serveVendor(
    vendor,
    {
      basePath: '/usage?team=7',
      secret: key,
      accountRef: 'own',
      nowMs,
      refuse: (given) => {
        headers = given
        return null
      },
    },
    (url) =>
      isSigned(headers, `${url.pathname}${url.search}`)
        ? answer(url)
        : { status: 401, body: { error: 'no' } },
  )
  return { vendor, ctx, seen, headersOf: () => headers }
}

const event = { id: 'e1', model: 'house-1', prompt: 'Hello', tokens_in: 5, actor_id: 'u7', project_id: 'p1' }

describe('a vendor of a customer’s own', () => {
  it('is asked for a span with a signature that the customer can check, and never with the secret', async () => {
    const { vendor, ctx, seen, headersOf } = await customer(() => ({ body: { events: [event] } }))
    const page = await streamOf(vendor, 'events').pull(ctx, window)
    expect(page).toMatchObject({ ok: true, value: { rows: 1, nextPage: null, skipped: [] } })
    expect(Object.fromEntries(seen[0]?.searchParams ?? [])).toEqual({
      team: '7',
      from: '2026-11-20T11:00:00.000Z',
      to: '2026-11-20T12:00:00.000Z',
      limit: '500',
    })
    expect(JSON.stringify([seen[0]?.href, headersOf()])).not.toContain(secret)
  })

  it('is refused by a customer who knows another secret', async () => {
    const { vendor, ctx } = await customer(() => ({ body: { events: [] } }), `${secret}x`)
    expect(await vendor.validate(ctx)).toMatchObject({ ok: false, failure: { tag: 'unauthorized' } })
  })

  it('gives events whose ids say what is the same', async () => {
    const { vendor, ctx } = await customer(() => ({ body: { events: [event, { ...event, id: 'e2' }] } }))
    const page = await streamOf(vendor, 'events').pull(ctx, window)
    if (!page.ok) throw new Error(page.failure.tag)
    const [first, second] = page.value.calls
    expect(first).toMatchObject({ model: 'house-1', prompt: 'Hello', actorRef: 'u7', projectRef: 'p1' })
    expect(first).not.toHaveProperty('actor_id')
    expect(first?.naturalKey).not.toBe(second?.naturalKey)
  })

  it.each([
    ['no id', { ...event, id: undefined }],
    ['a field that nobody knows', { ...event, colour: 'red' }],
    ['tokens that are none', { ...event, tokens_in: -1 }],
    ['no object', 'event'],
  ])('leaves out an event with %s and says so', async (_what, bad) => {
    const { vendor, ctx } = await customer(() => ({ body: { events: [bad, event] } }))
    expect(await streamOf(vendor, 'events').pull(ctx, window)).toMatchObject({
      ok: true,
      value: { rows: 2, calls: [{ model: 'house-1' }], skipped: [{ reason: 'malformed_row', count: 1 }] },
    })
  })

  it('goes on at the cursor, and stops at one that repeats itself', async () => {
    const { vendor, ctx, seen } = await customer(() => ({ body: { events: [], next_cursor: 'b' } }))
    const stream = streamOf(vendor, 'events')
    expect(await stream.pull(ctx, window)).toMatchObject({ ok: true, value: { nextPage: 'b' } })
    expect(await stream.pull(ctx, { ...window, page: 'b' })).toMatchObject({
      ok: false,
      failure: { tag: 'bad_json' },
    })
    expect(seen[1]?.searchParams.get('cursor')).toBe('b')
  })

  it.each([[[]], [{ event: [] }], [{ events: 'none' }], [null]])('refuses the answer %j', async (body) => {
    const { vendor, ctx } = await customer(() => ({ body }))
    expect(await vendor.validate(ctx)).toMatchObject({ ok: false, failure: { tag: 'bad_json' } })
  })
})
