import { describe, expect, it } from 'vitest'
import { error, nowMs, page, pull, stream, vendorAt, window } from '../../../tests/support/anthropic-wire.ts'

const row = {
  account_id: null,
  api_key_id: 'apikey_01Q7',
  cache_creation: { ephemeral_1h_input_tokens: 1000, ephemeral_5m_input_tokens: 52110 },
  cache_read_input_tokens: 880231,
  context_window: '0-200k',
  inference_geo: 'global',
  model: 'claude-sonnet-4-6',
  output_tokens: 44120,
  server_tool_use: { web_search_requests: 3 },
  service_account_id: null,
  service_tier: 'standard',
  uncached_input_tokens: 120044,
  workspace_id: 'wrkspc_01Ab',
}
// 120,044 x 3 + 880,231 x 0.3 + 52,110 x 3.75 + 1,000 x 6 + 44,120 x 15 dollars per million, 3 searches of a cent
const searchCost = 30_000_000n
const rowCost = 1_517_413_800n

describe('Anthropic usage', () => {
  it('asks for whole hours up to now, the longest page and every dimension in brackets', async () => {
    const { ctx, seen } = await vendorAt(() => ({ body: page([]) }))
    await stream('usage').pull(ctx, { ...window, page: 'page_x' })
    expect(seen[0]?.pathname).toBe('/v1/organizations/usage_report/messages')
    expect(Object.fromEntries(seen[0]?.searchParams ?? [])).toMatchObject({
      starting_at: '2026-11-18T10:00:00Z',
      ending_at: '2026-11-20T12:30:15Z',
      bucket_width: '1h',
      limit: '168',
      page: 'page_x',
    })
    expect(seen[0]?.searchParams.getAll('group_by[]')).toEqual([
      'workspace_id',
      'account_id',
      'service_account_id',
      'api_key_id',
      'model',
      'service_tier',
      'context_window',
    ])
  })

  it('adds the four classes of input up and knows no calls', async () => {
    const { usage, rows, skipped, nextPage } = await pull('usage', page([row], 'page_2'))
    expect(usage).toEqual([
      {
        naturalKey: expect.stringMatching(/^\["anthropic","org-a","messages",/),
        vendorId: 'anthropic',
        model: 'claude-sonnet-4-6',
        operation: 'messages',
        bucketStartAtMs: Date.parse('2026-11-18T00:00:00Z'),
        bucketMs: 3_600_000,
        projectRef: 'wrkspc_01Ab',
        actorRef: 'apikey_01Q7',
        apiKeyRef: 'apikey_01Q7',
        requests: null,
        tokensIn: 120044 + 880231 + 52110 + 1000,
        tokensOut: 44120,
        tokensCached: 880231,
        tokensReasoning: 0,
        costNanoUsd: rowCost,
        costSource: 'priced',
      },
    ])
    expect([rows, skipped, nextPage]).toEqual([1, [], 'page_2'])
  })

  it('keeps rows apart by each dimension, and gives the same key on every read', async () => {
    const others = [
      { workspace_id: null },
      { api_key_id: null },
      { account_id: 'user_1' },
      { service_account_id: 'svac_1' },
      { model: null },
      { service_tier: 'batch' },
      { context_window: '200k-1M' },
    ]
    const rows = [row, ...others.map((other) => ({ ...row, ...other }))]
    const first = await pull('usage', page(rows))
    const again = await pull('usage', page(rows.map((each) => ({ ...each, output_tokens: 1 }))))
    const keys = first.usage.map(({ naturalKey }) => naturalKey)
    expect(new Set(keys).size).toBe(rows.length)
    expect(again.usage.map(({ naturalKey }) => naturalKey)).toEqual(keys)
    expect(first.usage.map(({ actorRef }) => actorRef).slice(3, 5)).toEqual(['user_1', 'svac_1'])
  })

  it('reads the default workspace and the Workbench as null', async () => {
    const { usage } = await pull('usage', page([{ ...row, workspace_id: null, api_key_id: null }]))
    expect(usage).toMatchObject([{ projectRef: null, apiKeyRef: null }])
  })

  it('reads a row with nothing optional', async () => {
    const { usage } = await pull(
      'usage',
      page([{ uncached_input_tokens: 10, output_tokens: 2, model: 'claude-opus-4-8' }]),
    )
    expect(usage).toMatchObject([{ tokensIn: 10, tokensCached: 0, costNanoUsd: 100_000n }])
  })

  it.each([
    [{ service_tier: 'batch' }, (rowCost - searchCost) / 2n + searchCost],
    [{ service_tier: null }, rowCost],
    [{ service_tier: 'priority' }, 0n],
    [{ service_tier: 'flex' }, 0n],
  ])('prices %j', async (tier, costNanoUsd) => {
    const { usage } = await pull('usage', page([{ ...row, ...tier }]))
    expect(usage).toMatchObject([{ costNanoUsd }])
  })

  it('chooses long-context rates by the context window, however large the bucket is', async () => {
    const old = { ...row, model: 'claude-sonnet-4-5', uncached_input_tokens: 1_000_000, output_tokens: 0 }
    const plain = { ...old, cache_creation: null, cache_read_input_tokens: 0, server_tool_use: null }
    const { usage } = await pull('usage', page([plain, { ...plain, context_window: '200k-1M' }]))
    expect(usage.map(({ costNanoUsd }) => costNanoUsd)).toEqual([3_000_000_000n, 6_000_000_000n])
  })

  it('skips and counts what is malformed, and keeps the rest', async () => {
    const body = page([row, { ...row, output_tokens: null }, { ...row, uncached_input_tokens: '1' }, 'x'])
    const withBadBucket = { ...body, data: [...body.data, { starting_at: 'yesterday', results: [] }] }
    const { usage, rows, skipped } = await pull('usage', withBadBucket)
    expect([usage.length, rows]).toEqual([1, 5])
    expect(skipped).toEqual([
      { reason: 'malformed_row', count: 3 },
      { reason: 'malformed_bucket', count: 1 },
    ])
  })

  it('stops at a repeated cursor', async () => {
    const { ctx } = await vendorAt(() => ({ body: page([], 'page_2') }))
    const result = await stream('usage').pull(ctx, { ...window, page: 'page_2' })
    expect(result).toMatchObject({ ok: false, failure: { tag: 'bad_json' } })
  })

  it('asks nothing for a window without a moment in it', async () => {
    const { ctx, seen } = await vendorAt(() => ({ body: page([]) }))
    const later = { fromMs: nowMs + 3_600_000, toMs: nowMs + 7_200_000, page: null }
    expect(await stream('usage').pull(ctx, later)).toMatchObject({
      ok: true,
      value: { rows: 0, nextPage: null },
    })
    expect(seen).toEqual([])
  })

  it.each([
    [
      529,
      error('overloaded_error', 'Overloaded'),
      { tag: 'server_error', status: 529, retryAfterMs: null, mayRepeat: true },
      4,
    ],
    [429, error('rate_limit_error', 'spend cap'), { tag: 'rate_limited', retryAfterMs: null }, 1],
    [
      402,
      error('billing_error', 'Pay first.'),
      { tag: 'rejected', status: 402, detail: 'Pay first.', code: 'billing_error' },
      1,
    ],
    [403, error('permission_error', 'No.'), { tag: 'forbidden', detail: 'No.' }, 1],
  ])('fails with %i after the right number of attempts', async (status, body, failure, attempts) => {
    const { ctx, seen } = await vendorAt(() => ({ status, body }))
    expect(await stream('usage').pull(ctx, window)).toEqual({ ok: false, failure })
    expect(seen.length).toBe(attempts)
  })
})
