import { describe, expect, it } from 'vitest'
import { enterpriseAt, nowMs, pull, stream, window } from '../../../tests/support/anthropic-wire.ts'

const actor = {
  type: 'user_actor',
  user_id: 'user_01Kc',
  email: 'lee@example.com',
  name: 'Lee Park',
  deleted: false,
}
const row = {
  actor,
  starting_at: '2026-11-18T00:00:00Z',
  ending_at: '2026-11-19T00:00:00Z',
  requests: 41,
  total_tokens: 910_221,
  uncached_input_tokens: 30_112,
  output_tokens: 22_001,
  cache_read_input_tokens: 801_108,
  cache_creation: { ephemeral_1h_input_tokens: 0, ephemeral_5m_input_tokens: 57_000 },
  server_tool_use: { web_search_requests: 0 },
  model: 'claude-opus-4-8',
  product: 'claude_code',
  context_window: null,
  inference_geo: null,
  speed: null,
}
const page = (data: unknown[], next: string | null = null) => ({
  organization_id: 'org_01Zx',
  data_refreshed_at: '2026-11-19T20:00:00Z',
  has_more: next !== null,
  next_page: next,
  data,
})

describe('Claude Enterprise usage', () => {
  it('asks for whole days by person, model and product', async () => {
    const { ctx, seen } = await enterpriseAt(() => ({ body: page([]) }))
    await stream('enterprise_usage').pull(ctx, { ...window, page: 'p1' })
    expect(seen[0]?.pathname).toBe('/v1/organizations/analytics/user_usage_report')
    expect(Object.fromEntries(seen[0]?.searchParams ?? [])).toMatchObject({
      starting_at: '2026-11-18T00:00:00Z',
      ending_at: '2026-11-20T12:30:15Z',
      bucket_width: '1d',
      limit: '1000',
      page: 'p1',
    })
    expect(seen[0]?.searchParams.getAll('group_by[]')).toEqual([
      'model',
      'product',
      'context_window',
      'speed',
    ])
  })

  it('asks the price of long contexts, of searches and of its day, and none for fast answers', async () => {
    const asked: unknown[] = []
    const rows = [
      { ...row, context_window: '200k-1M', server_tool_use: { web_search_requests: 7 } },
      { ...row, context_window: '0-200k', server_tool_use: null },
      { ...row, speed: 'fast' },
    ]
    const { ctx } = await enterpriseAt(() => ({ body: page(rows) }))
    const price: typeof ctx.price = (usage) => {
      asked.push(usage)
      return { costNanoUsd: 1n, costSource: 'priced' }
    }
    await stream('enterprise_usage').pull({ ...ctx, price }, window)
    const atMs = Date.parse('2026-11-18T00:00:00Z')
    expect(asked).toMatchObject([
      { tokensInPerCall: 200_001, webSearches: 7, atMs, vendorId: 'anthropic', model: 'claude-opus-4-8' },
      { tokensInPerCall: 0, webSearches: 0, atMs },
    ])
    expect(asked).toHaveLength(2)
  })

  it.each(['enterprise_usage', 'enterprise_cost', 'members'])(
    'goes on with the next page of %s, and never with the one it has just read',
    async (name) => {
      const { ctx } = await enterpriseAt(() => ({ body: page([], 'p2') }))
      expect(await stream(name).pull(ctx, { ...window, page: 'p1' })).toMatchObject({
        value: { nextPage: 'p2' },
      })
      expect(await stream(name).pull(ctx, { ...window, page: 'p2' })).toMatchObject({
        failure: { tag: 'bad_json' },
      })
    },
  )

  it('asks for no day before the vendor’s first, nor for one that it has forgotten', async () => {
    const { ctx, seen } = await enterpriseAt(() => ({ body: page([]) }))
    const span = {
      fromMs: Date.parse('2025-12-20T00:00:00Z'),
      toMs: Date.parse('2026-01-05T00:00:00Z'),
      page: null,
    }
    await stream('enterprise_usage').pull(ctx, span)
    await stream('enterprise_usage').pull({ ...ctx, nowMs: Date.parse('2027-01-02T10:00:00Z') }, span)
    const forgotten = await stream('enterprise_usage').pull(ctx, {
      ...span,
      toMs: Date.parse('2025-12-31T00:00:00Z'),
    })
    expect(seen.map((url) => url.searchParams.get('starting_at'))).toEqual([
      '2026-01-01T00:00:00Z',
      '2026-01-03T00:00:00Z',
    ])
    expect(forgotten).toMatchObject({ ok: true, value: { rows: 0, nextPage: null } })
  })

  it('reads a person’s day', async () => {
    const { usage, nextPage } = await pull('enterprise_usage', page([row], 'p2'))
    expect(usage).toEqual([
      {
        naturalKey: expect.stringMatching(/^\["anthropic","org-a","enterprise",/),
        vendorId: 'anthropic',
        model: 'claude-opus-4-8',
        operation: 'claude_code',
        bucketStartAtMs: Date.parse('2026-11-18T00:00:00Z'),
        bucketMs: 86_400_000,
        projectRef: null,
        actorRef: 'user_01Kc',
        apiKeyRef: null,
        requests: 41,
        tokensIn: 888_220,
        tokensOut: 22_001,
        tokensCached: 801_108,
        tokensReasoning: 0,
        // 30,112 x 5 + 801,108 x 0.5 + 57,000 x 6.25 + 22,001 x 25 dollars per million
        costNanoUsd: 1_457_389_000n,
        costSource: 'priced',
      },
    ])
    expect(nextPage).toBe('p2')
  })

  it('tells rows apart by person, model, product, window and speed, and prices no fast one', async () => {
    const others = [
      { actor: null },
      { model: 'x' },
      { product: 'chat' },
      { context_window: '0-200k' },
      { speed: 'fast' },
    ]
    const { usage } = await pull(
      'enterprise_usage',
      page([row, ...others.map((other) => ({ ...row, ...other }))]),
    )
    expect(new Set(usage.map(({ naturalKey }) => naturalKey)).size).toBe(6)
    expect(usage.at(-1)).toMatchObject({ costNanoUsd: 0n, costSource: 'unpriced' })
    expect(usage[1]?.actorRef).toBeNull()
  })

  it('reads a row with nothing optional, and skips what is malformed', async () => {
    const bare = {
      starting_at: row.starting_at,
      ending_at: row.ending_at,
      uncached_input_tokens: 1,
      output_tokens: 2,
    }
    const bad = [{ ...row, starting_at: 'x' }, { ...row, requests: -1 }, { ...row, output_tokens: null }, 7]
    const { usage, rows, skipped } = await pull('enterprise_usage', page([bare, ...bad]))
    expect(usage).toMatchObject([
      { requests: null, tokensIn: 1, tokensOut: 2, model: 'unknown', operation: 'claude' },
    ])
    expect([rows, skipped]).toEqual([5, [{ reason: 'malformed_row', count: 4 }]])
  })

  it.each(['enterprise_usage', 'enterprise_cost', 'members'])(
    'says when a page of %s has gone',
    async (name) => {
      const message = 'The page cursor has expired.'
      const { ctx } = await enterpriseAt(() => ({ status: 410, body: { type: 'error', error: { message } } }))
      const result = await stream(name).pull(ctx, { ...window, page: 'old' })
      expect(result).toEqual({ ok: false, failure: { tag: 'gone', detail: message } })
    },
  )
})

describe('Claude Enterprise cost', () => {
  const line = {
    actor,
    starting_at: '2026-11-18T00:00:00Z',
    ending_at: '2026-11-19T00:00:00Z',
    amount: '182.405',
    list_amount: '200',
    currency: 'USD',
    cost_type: 'tokens',
    token_type: null,
    model: 'claude-opus-4-8',
    product: 'claude_code',
  }

  it('asks by model, product and type', async () => {
    const { ctx, seen } = await enterpriseAt(() => ({ body: page([]) }))
    await stream('enterprise_cost').pull(ctx, window)
    expect(seen[0]?.pathname).toBe('/v1/organizations/analytics/user_cost_report')
    expect(seen[0]?.searchParams.getAll('group_by[]')).toEqual(['model', 'product', 'cost_type'])
  })

  it('reads cents, and adds up lines that nothing tells apart', async () => {
    const { costs, rows } = await pull(
      'enterprise_cost',
      page([line, line, { ...line, actor: null, cost_type: 'web_search', model: null, amount: '-3' }]),
    )
    expect(costs).toEqual([
      {
        naturalKey: expect.stringContaining('user_01Kc'),
        vendorId: 'anthropic',
        dayAtMs: Date.parse('2026-11-18T00:00:00Z'),
        lineItem: 'claude_code, claude-opus-4-8, tokens',
        projectRef: null,
        apiKeyRef: null,
        amountNano: 3_648_100_000n,
        currency: 'USD',
      },
      expect.objectContaining({ lineItem: 'claude_code, web_search', amountNano: -30_000_000n }),
    ])
    expect(rows).toBe(2)
  })

  it.each(['1,5', null, true])('skips the amount %j', async (value) => {
    const { costs, skipped } = await pull('enterprise_cost', page([{ ...line, amount: value }]))
    expect([costs, skipped]).toEqual([[], [{ reason: 'malformed_row', count: 1 }]])
  })
})

describe('Claude Enterprise members', () => {
  it('are those who used it in the last 30 days, each once a page', async () => {
    const { ctx, seen } = await enterpriseAt(() => ({
      body: page([row, row, { ...row, actor: { user_id: 'user_2' } }, { ...row, actor: null }]),
    }))
    const result = await stream('members').pull(ctx, { fromMs: nowMs, toMs: nowMs, page: null })
    expect(seen[0]?.searchParams.get('starting_at')).toBe('2026-10-21T00:00:00Z')
    expect(result).toMatchObject({
      ok: true,
      value: {
        inventory: [
          { type: 'actor', ref: 'user_01Kc', email: 'lee@example.com', name: 'Lee Park' },
          { type: 'actor', ref: 'user_2', email: null, name: 'user_2' },
        ],
        rows: 3,
        skipped: [{ reason: 'malformed_row', count: 1 }],
      },
    })
  })
})
