import { describe, expect, it } from 'vitest'
import { forbidden, nowMs, pullAll, stream, vendorAt, window } from '../../../tests/support/anthropic-wire.ts'
import type { Reply } from '../../../tests/support/vendor-wire.ts'

const dayMs = 86_400_000
const day = {
  date: '2026-11-18T00:00:00Z',
  actor: { type: 'user_actor', email_address: 'dev@example.com' },
  organization_id: '0f3c',
  customer_type: 'subscription',
  subscription_type: 'team',
  terminal_type: 'vscode',
  is_remote: false,
  core_metrics: { num_sessions: 5, lines_of_code: { added: 812, removed: 240 } },
  model_breakdown: [
    {
      model: 'claude-opus-4-8',
      tokens: { input: 10_022, output: 55_210, cache_read: 900_112, cache_creation: 71_002 },
      estimated_cost: { currency: 'USD', amount: 412 },
    },
  ],
}
const [use] = day.model_breakdown
const people: Reply = {
  body: {
    data: [{ id: 'user_1', name: 'Dev', email: 'dev@example.com' }],
    has_more: false,
    last_id: 'user_1',
  },
}
const at =
  (report: (url: URL) => Reply) =>
  (url: URL): Reply => {
    if (url.pathname.endsWith('/users')) return people
    return url.pathname.endsWith('/claude_code') ? report(url) : { body: { data: [], has_more: false } }
  }
const rows = (data: unknown[], next: string | null = null) => ({
  body: { data, has_more: false, next_page: next },
})

/** The day of the record alone. */
const oneDay = { fromMs: Date.parse(day.date), toMs: Date.parse(day.date) + dayMs }
const read = async (...data: unknown[]) => {
  const { pages } = await pullAll(
    'claude_code',
    at(() => rows(data)),
    oneDay,
  )
  return { usage: pages.flatMap((page) => page.usage), audit: pages.flatMap((page) => page.audit), pages }
}

describe('Claude Code', () => {
  it('asks for one day of UTC at a time, up to now, and follows its pages', async () => {
    const { seen } = await pullAll(
      'claude_code',
      at((url) =>
        rows([], url.search.includes('2026-11-19') && !url.searchParams.has('page') ? 'page_x|1' : null),
      ),
    )
    const asked = seen.filter(({ pathname }) => pathname.endsWith('/claude_code')).map(({ search }) => search)
    expect(asked).toEqual([
      '?starting_at=2026-11-18&limit=1000',
      '?starting_at=2026-11-19&limit=1000',
      '?starting_at=2026-11-19&limit=1000&page=page_x%7C1',
      '?starting_at=2026-11-20&limit=1000',
    ])
  })

  it('takes what the vendor says of the cost of a subscription’s tokens', async () => {
    const { usage } = await read(day)
    expect(usage).toEqual([
      {
        naturalKey: expect.stringContaining('"claude_code"'),
        vendorId: 'anthropic',
        model: 'claude-opus-4-8',
        operation: 'claude_code',
        bucketStartAtMs: Date.parse(day.date),
        bucketMs: dayMs,
        projectRef: null,
        actorRef: 'user_1',
        apiKeyRef: null,
        requests: null,
        tokensIn: 10_022 + 900_112 + 71_002,
        tokensOut: 55_210,
        tokensCached: 900_112,
        tokensReasoning: 0,
        costNanoUsd: 4_120_000_000n,
        costSource: 'vendor',
      },
    ])
  })

  it('counts no tokens of API customers, which the report of messages has already', async () => {
    const { usage, audit } = await read({ ...day, customer_type: 'api', subscription_type: null })
    expect([usage.length, audit.length]).toEqual([0, 1])
  })

  it('prices by the list where the vendor names no cost in dollars', async () => {
    const { usage } = await read(
      { ...day, model_breakdown: [{ ...use, estimated_cost: null }] },
      {
        ...day,
        terminal_type: 'x',
        model_breakdown: [{ ...use, estimated_cost: { currency: 'EUR', amount: 1 } }],
      },
    )
    // 10,022 x 5 + 900,112 x 0.5 + 71,002 x 6.25 + 55,210 x 25 dollars per million
    const cost = { costNanoUsd: 2_324_178_500n, costSource: 'priced' }
    expect(usage).toMatchObject([cost, cost])
  })

  it('tells actor, terminal, plan, place and model apart, and adds up what nothing tells apart', async () => {
    const others = [
      { actor: { type: 'api_actor', api_key_name: 'ci' } },
      { terminal_type: 'iTerm' },
      { subscription_type: 'enterprise' },
      { is_remote: true },
      { model_breakdown: [{ ...use, model: 'claude-sonnet-5' }] },
    ]
    const { usage } = await read(day, ...others.map((other) => ({ ...day, ...other })), day)
    expect(usage.map(({ tokensOut }) => tokensOut)).toEqual([110_420, 55_210, 55_210, 55_210, 55_210, 55_210])
    expect(usage[0]?.costNanoUsd).toBe(8_240_000_000n)
    expect(usage[1]?.actorRef).toBe('ci')
  })

  it('keeps the rest of a day as one entry, whose key holds no address', async () => {
    const { audit } = await read(day)
    expect(audit).toMatchObject([
      {
        action: 'claude_code.daily_activity',
        atMs: Date.parse(day.date),
        actorRef: 'user_1',
        actorEmail: 'dev@example.com',
        details: { core_metrics: day.core_metrics, actor: day.actor, model_breakdown: day.model_breakdown },
      },
    ])
    expect(audit[0]?.naturalKey).toMatch(/^[0-9a-f]{32}$/)
    const again = await read({ ...day, core_metrics: { num_sessions: 6 } })
    expect(again.audit[0]?.naturalKey).toBe(audit[0]?.naturalKey)
  })

  it('waits with that until the day is over', async () => {
    const today = { ...day, date: '2026-11-20T00:00:00Z' }
    const { ctx } = await vendorAt(at(() => rows([today])))
    const soon = { fromMs: Date.parse(today.date), toMs: nowMs, page: null }
    const pulled = async (ctxNowMs: number) => {
      const page = await stream('claude_code').pull({ ...ctx, nowMs: ctxNowMs }, soon)
      return page.ok ? [page.value.usage.length, page.value.audit.length, page.value.rows] : page
    }
    const settledMs = Date.parse('2026-11-21T02:00:00Z')
    expect(await pulled(settledMs - 1)).toEqual([1, 0, 1])
    expect(await pulled(settledMs)).toEqual([1, 1, 2])
  })

  it('names people by their address to a key that may not list them', async () => {
    const { pages } = await pullAll(
      'claude_code',
      (url) => (url.pathname.endsWith('/users') ? forbidden : rows([day])),
      oneDay,
    )
    expect(pages[0]?.usage).toMatchObject([{ actorRef: 'dev@example.com' }])
  })

  it('reads a record with nothing optional, and skips one without a date or with tokens that are none', async () => {
    const bad = [
      { ...day, date: 'today' },
      { ...day, actor: null },
      { ...day, model_breakdown: [{ ...use, tokens: { input: -1 } }] },
    ]
    const { pages, audit } = await read({ date: day.date, actor: {} }, ...bad)
    expect(audit).toMatchObject([{ actorRef: null, actorEmail: null }])
    expect(pages[0]).toMatchObject({ rows: 4, skipped: [{ reason: 'malformed_row', count: 3 }] })
  })

  it('asks nothing for a window that has not begun', async () => {
    const { ctx, seen } = await vendorAt(at(() => rows([])))
    const result = await stream('claude_code').pull(ctx, {
      ...window,
      fromMs: nowMs + dayMs,
      toMs: nowMs + 2 * dayMs,
    })
    expect([result.ok, seen.length]).toEqual([true, 0])
  })
})
