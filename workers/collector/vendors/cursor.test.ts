import { describe, expect, it } from 'vitest'
import { atSandbox } from '../../../tests/support/sandbox-vendor.ts'
import { pullAll, pulled, streamOf, sumsOf } from '../../../tests/support/vendor-pages.ts'
import { type Reply, serveVendor } from '../../../tests/support/vendor-wire.ts'
import type { PulledPage } from '../vendor.ts'
import { cursor } from './cursor.ts'

const dayMs = 86_400_000
const nowMs = Date.parse('2026-11-20T12:30:15.500Z')
const todayMs = Date.parse('2026-11-20T00:00:00Z')
const window = { fromMs: nowMs - 3_600_000, toMs: nowMs, page: null }

const event = {
  timestamp: '1763550001123',
  userEmail: 'dev@example.com',
  conversationId: 'c_71',
  model: 'claude-4.6-sonnet',
  kind: 'Usage-based',
  isTokenBasedCall: true,
  isChargeable: true,
  tokenUsage: {
    inputTokens: 941,
    outputTokens: 2210,
    cacheWriteTokens: 10450,
    cacheReadTokens: 38120,
    totalCents: 9.3415,
  },
  chargedCents: 10.6342,
  somethingNew: { a: 1 },
}
const events = (usageEvents: unknown[], hasNextPage = false): Reply => ({
  body: { totalUsageEventsCount: usageEvents.length, pagination: { hasNextPage }, usageEvents },
})

const vendorAt = (answer: (url: URL) => Reply) =>
  serveVendor(
    cursor,
    {
      secret: 'crsr_1',

      nowMs,
      refuse: ({ authorization }) =>
        authorization === `Basic ${btoa('crsr_1:')}`
          ? null
          : { status: 401, body: { error: 'Unauthorized' } },
    },
    answer,
  )

async function pull(name: string, answer: Reply, page: string | null = null): Promise<PulledPage> {
  const { ctx } = await vendorAt(() => answer)
  return pulled(cursor, name, ctx, { ...window, page })
}

describe('Cursor calls', () => {
  it('cost what was charged, and hold cached and written tokens in their input', async () => {
    const { calls } = await pull('usage', events([event]))
    expect(calls).toEqual([
      {
        naturalKey: expect.any(String),
        model: 'claude-4.6-sonnet',
        operation: 'chat',
        timestamp: '2025-11-19T11:00:01.123Z',
        actor_email: 'dev@example.com',
        actorRef: null,
        projectRef: null,
        trace_id: 'c_71',
        tokens_in: 941 + 10450 + 38120,
        tokens_out: 2210,
        tokens_cached: 38120,
        cost_usd: '0.106342',
      },
    ])
  })

  it('have no tokens when they are not billed by them, and no cost when they are not charged', async () => {
    const { calls } = await pull('usage', events([{ ...event, tokenUsage: undefined, isChargeable: false }]))
    expect(calls[0]).toMatchObject({ tokens_in: 0, tokens_out: 0, cost_usd: '0' })
    expect(calls[0]).not.toHaveProperty('tokens_cached')
  })

  it('of a service account have its id', async () => {
    const { calls } = await pull('usage', events([{ ...event, userEmail: null, serviceAccountId: 'sa_1' }]))
    expect(calls[0]).toMatchObject({ actorRef: 'sa_1' })
    expect(calls[0]).not.toHaveProperty('actor_email')
  })

  it('are one call when a page holds them twice, and two when anything differs', async () => {
    const { calls, rows } = await pull('usage', events([event, event, { ...event, chargedCents: 10.6343 }]))
    expect([calls.length, rows]).toEqual([2, 2])
  })

  it.each([
    ['moment', { timestamp: '1763550001124' }],
    ['person', { userEmail: 'other@example.com' }],
    ['conversation', { conversationId: 'c_72' }],
    ['model', { model: 'gpt-5.1' }],
    ['kind', { kind: 'Included' }],
    ['charge', { isChargeable: false }],
  ])('are told apart by their %s', async (_what, other) => {
    expect((await pull('usage', events([event, { ...event, ...other }]))).calls).toHaveLength(2)
  })

  it('are read from whichever field says it', async () => {
    const { calls } = await pull(
      'usage',
      events([
        { ...event, timestamp: 1763550001123, model: null, conversationId: 'c'.repeat(300) },
        { ...event, chargedCents: null },
        { ...event, chargedCents: null, tokenUsage: null },
        { ...event, chargedCents: null, tokenUsage: { ...event.tokenUsage, totalCents: null } },
        { ...event, userEmail: 'no address', serviceAccountId: 'sa_1' },
        { ...event, userEmail: '', serviceAccountId: 'sa_1' },
      ]),
    )
    expect(calls[0]).toMatchObject({ model: 'unknown', timestamp: '2025-11-19T11:00:01.123Z' })
    expect(calls[0]?.trace_id).toHaveLength(128)
    expect(calls.slice(1, 3).map(({ cost_usd }) => cost_usd)).toEqual(['0.093415', '0'])
    expect(calls.slice(-2).map(({ actorRef, actor_email }) => [actorRef, actor_email])).toEqual([
      ['no address', undefined],
      ['sa_1', undefined],
    ])
  })

  it('without a moment are left out and counted', async () => {
    const { calls, rows, skipped } = await pull('usage', events([{ ...event, timestamp: 'soon' }, event]))
    expect([calls.length, rows, skipped]).toEqual([1, 2, [{ reason: 'malformed_row', count: 1 }]])
  })

  it('are asked for up to the millisecond before the end, a thousand a page, in pages from 1', async () => {
    const asked: unknown[] = []
    const { ctx } = await vendorAt(() => events([event], true))
    const spying = {
      ...ctx,
      send: (request: Parameters<typeof ctx.send>[0]) => {
        asked.push(JSON.parse(request.body ?? '{}'))
        return ctx.send(request)
      },
    }
    const stream = streamOf(cursor, 'usage')
    expect(await stream.pull(spying, window)).toMatchObject({ ok: true, value: { nextPage: '2' } })
    await stream.pull(spying, { ...window, page: '2' })
    const span = { startDate: window.fromMs, endDate: window.toMs - 1, pageSize: 1000 }
    expect(asked).toEqual([
      { ...span, page: 1 },
      { ...span, page: 2 },
    ])
  })

  it('end where the vendor says that a page follows an empty one', async () => {
    expect((await pull('usage', events([], true))).nextPage).toBeNull()
  })

  it.each(['0', '-1', 'x', '1e3'])('refuse the page %s, which is none of ours', async (page) => {
    const { ctx } = await vendorAt(() => events([]))
    expect(await streamOf(cursor, 'usage').pull(ctx, { ...window, page })).toMatchObject({
      ok: false,
      failure: { tag: 'bad_json' },
    })
  })
})

describe('Cursor audit entries', () => {
  it('are asked for page by page, up to the millisecond before the end, until a page is empty', async () => {
    const entry = { event_id: 'e', timestamp: '2026-11-18T10:00:00.000Z', event_type: 't' }
    const answer = (entries: unknown[], hasNextPage: boolean) => ({
      body: { events: entries, pagination: { hasNextPage } },
    })
    const { ctx, seen } = await vendorAt((url) =>
      answer(url.searchParams.get('page') === '3' ? [] : [entry], true),
    )
    const pages: (string | null)[] = []
    for (const page of [null, '2', '3'])
      pages.push((await pulled(cursor, 'audit', ctx, { ...window, page })).nextPage)
    expect(pages).toEqual(['2', '3', null])
    expect(seen.map(({ search }) => Object.fromEntries(new URLSearchParams(search)))).toMatchObject([
      {
        startTime: new Date(window.fromMs).toISOString(),
        endTime: new Date(window.toMs - 1).toISOString(),
        page: '1',
      },
      { page: '2' },
      { page: '3' },
    ])
    expect(Number(seen[0]?.searchParams.get('pageSize'))).toBeGreaterThanOrEqual(100)
    const [only] = (await pull('audit', answer([entry], false))).audit
    expect((await pull('audit', answer([entry], false))).nextPage).toBeNull()
    expect(only).toEqual({
      naturalKey: '["cursor","audit","e"]',
      vendorId: 'cursor',
      atMs: Date.parse(entry.timestamp),
      action: 't',
      actorRef: null,
      actorEmail: null,
      projectRef: null,
      targetType: null,
      targetRef: null,
      outcome: null,
      address: null,
      details: {},
    })
  })

  it('say who did what from where', async () => {
    const entry = {
      event_id: 'evt_1',
      timestamp: '2026-11-18T10:00:00.000Z',
      ip_address: '203.0.113.4',
      user_email: 'admin@example.com',
      event_type: 'add_user',
      event_data: { role: 'member' },
    }
    const { audit } = await pull('audit', { body: { events: [entry], pagination: { hasNextPage: false } } })
    expect(audit).toMatchObject([
      {
        vendorId: 'cursor',
        action: 'add_user',
        actorEmail: 'admin@example.com',
        address: '203.0.113.4',
        details: { role: 'member' },
      },
    ])
  })
})

describe('a Cursor key', () => {
  it('is tried by listing the team, and refused in the vendor’s words', async () => {
    const { ctx } = await vendorAt(() => ({ body: { teamMembers: [] } }))
    expect(await cursor.validate(ctx)).toEqual({ ok: true, value: { accountRef: null } })
    const { ctx: refused } = await vendorAt(() => ({ status: 401, body: { error: 'Unauthorized' } }))
    expect(await cursor.validate(refused)).toEqual({
      ok: false,
      failure: { tag: 'unauthorized', detail: 'Unauthorized' },
    })
  })
})

describe('Cursor at the sandbox', { timeout: 30_000 }, () => {
  it('ends up with every call, token and charge of thirty days', async () => {
    const { ctx, ledger } = await atSandbox(cursor, nowMs)
    const span = { fromMs: todayMs - 29 * dayMs, toMs: todayMs }
    const usage = await pullAll(streamOf(cursor, 'usage'), ctx, span)
    expect(sumsOf(usage)).toEqual(ledger(span.fromMs, span.toMs))
    expect(usage.pages.length).toBeGreaterThan(5)
  })

  it('names people and tells of the admins', async () => {
    const { ctx } = await atSandbox(cursor, nowMs)
    const { inventory } = await pullAll(streamOf(cursor, 'inventory'), ctx, {
      fromMs: nowMs - 1,
      toMs: nowMs,
    })
    expect(inventory.length).toBe(40)
    const { audit } = await pullAll(streamOf(cursor, 'audit'), ctx, {
      fromMs: nowMs - 10 * dayMs,
      toMs: nowMs,
    })
    expect(new Set(audit.map(({ naturalKey }) => naturalKey)).size).toBe(10)
  })
})
