import { describe, expect, it } from 'vitest'
import { atSandbox } from '../../../tests/support/sandbox-vendor.ts'
import { pullAll, pulled, streamOf, sumsOf } from '../../../tests/support/vendor-pages.ts'
import { type Reply, serveVendor } from '../../../tests/support/vendor-wire.ts'
import { type PullWindow, streamsFor } from '../vendor.ts'
import { perplexity } from './perplexity.ts'

const dayMs = 86_400_000
const nowMs = Date.parse('2026-11-20T12:30:15.500Z')
const todayMs = Date.parse('2026-11-20T00:00:00Z')
const window: PullWindow = { fromMs: todayMs - 2 * dayMs, toMs: nowMs, page: null }

const vendorAt = (answer: (url: URL) => Reply, kind = 'analytics_key') =>
  serveVendor(perplexity, { secret: 'k1', kind, nowMs }, answer)

async function pull(name: string, body: unknown, asked = window) {
  const { ctx, seen } = await vendorAt(() => ({ body }))
  return { page: await pulled(perplexity, name, ctx, asked), seen }
}

const member = (email: string, count: number, models: Record<string, number>) => ({
  user_email: email,
  count,
  by_categories: {
    Model: Object.entries(models).map(([category, each]) => ({ category, count: each })),
    'Model Family': [{ category: 'claude', count }],
  },
})
const report = (results: unknown[], next: string | null = null) => ({
  categories: ['Model', 'Model Family'],
  data: [{ start_time: (todayMs - dayMs) / 1000, end_time: todayMs / 1000, results }],
  has_more: next !== null,
  next_page: next,
})

describe('Perplexity usage', () => {
  it('reads a member’s queries by model, and those of no model, without tokens or a price', async () => {
    const { page, seen } = await pull('usage', report([member('ana@example.com', 412, { 'gpt-5': 400 })]))
    expect(page.usage).toMatchObject([
      {
        vendorId: 'perplexity',
        model: 'gpt-5',
        operation: 'query',
        bucketStartAtMs: todayMs - dayMs,
        bucketMs: dayMs,
        actorRef: 'ana@example.com',
        requests: 400,
        tokensIn: 0,
        costNanoUsd: 0n,
        costSource: 'vendor',
      },
      { model: 'unknown', requests: 12 },
    ])
    expect(Object.fromEntries(seen[0]?.searchParams ?? [])).toEqual({
      dataset: 'query_volume',
      group_by: 'user_email',
      start_time: String((todayMs - 2 * dayMs) / 1000),
      end_time: String(todayMs / 1000),
      limit: '100',
    })
  })

  it('takes the whole alone where a breakdown says more than it', async () => {
    const { page } = await pull('usage', report([member('ana@example.com', 5, { a: 4, b: 4 })]))
    expect(page.usage).toMatchObject([{ model: 'unknown', requests: 5 }])
  })

  it('skips and counts members without an address or a count', async () => {
    const { page } = await pull(
      'usage',
      report([
        member('a@example.com', 1, { m: 1 }),
        { count: 3 },
        { ...member('b@example.com', 0, {}), count: -1 },
      ]),
    )
    expect([page.usage.length, page.rows, page.skipped]).toEqual([
      1,
      3,
      [{ reason: 'malformed_row', count: 2 }],
    ])
  })

  it('asks nothing while no day of the window is over', async () => {
    const { page, seen } = await pull('usage', report([]), { fromMs: todayMs, toMs: nowMs, page: null })
    expect(seen).toEqual([])
    expect(page).toMatchObject({ rows: 0, nextPage: null })
  })

  it('asks for a day that began before the window, with the cursor as it was given, and keeps the answer', async () => {
    const body = report([member('ana@example.com', 3, { m: 3 })], 'p3')
    const { page, seen } = await pull('usage', body, { ...window, fromMs: window.fromMs + 5, page: 'p2' })
    expect(seen[0]?.searchParams.get('start_time')).toBe(String((todayMs - 2 * dayMs) / 1000))
    expect(seen[0]?.searchParams.get('page')).toBe('p2')
    expect(page).toMatchObject({ nextPage: 'p3', raw: JSON.stringify(body) })
    // A breakdown that says as much as the whole leaves nothing over.
    expect(page.usage).toMatchObject([
      { requests: 3, apiKeyRef: null, tokensOut: 0, tokensCached: 0, tokensReasoning: 0 },
    ])
  })

  it('stops at a cursor that repeats itself, and says what else goes wrong behind one', async () => {
    const same = await vendorAt(() => ({ body: report([], 'p2') }))
    const usage = streamOf(perplexity, 'usage')
    expect(await usage.pull(same.ctx, { ...window, page: 'p2' })).toMatchObject({
      failure: { tag: 'bad_json' },
    })
    const barred = await vendorAt(() => ({ status: 403, body: {} }))
    expect(await usage.pull(barred.ctx, { ...window, page: 'p2' })).toMatchObject({
      failure: { tag: 'forbidden' },
    })
  })

  it('begins the window again where its cursor is refused, and fails where the window is', async () => {
    const { ctx } = await vendorAt(() => ({
      status: 400,
      body: { error: { message: 'page: other parameters', type: 'invalid_request', code: 400 } },
    }))
    const usage = streamOf(perplexity, 'usage')
    expect(await usage.pull(ctx, { ...window, page: 'p2' })).toMatchObject({ failure: { tag: 'gone' } })
    expect(await usage.pull(ctx, window)).toMatchObject({ failure: { tag: 'rejected' } })
  })

  it('says that the feature is switched off', async () => {
    const { ctx } = await vendorAt(() => ({
      status: 404,
      body: { error: { message: 'Analytics API is disabled', type: 'feature_disabled', code: 404 } },
    }))
    expect(await streamOf(perplexity, 'usage').pull(ctx, window)).toMatchObject({
      failure: { tag: 'not_found', detail: 'Analytics API is disabled' },
    })
  })
})

describe('Perplexity inventory', () => {
  it('names members by their addresses, each once, as those who asked in the last thirty days', async () => {
    const rows = [member('ana@example.com', 1, {}), member('ana@example.com', 2, {}), { count: 1 }]
    const { page, seen } = await pull('inventory', report(rows, 'p2'))
    expect(page).toMatchObject({
      inventory: [
        { type: 'actor', ref: 'ana@example.com', email: 'ana@example.com', name: 'ana@example.com' },
      ],
      rows: 2,
      skipped: [{ reason: 'malformed_row', count: 1 }],
      nextPage: 'p2',
      raw: JSON.stringify(report(rows, 'p2')),
    })
    expect(Object.fromEntries(seen[0]?.searchParams ?? [])).toMatchObject({
      start_time: String((todayMs - 30 * dayMs) / 1000),
      end_time: String(todayMs / 1000),
    })
    const { ctx } = await vendorAt(() => ({ status: 403, body: {} }))
    expect(await streamOf(perplexity, 'inventory').pull(ctx, window)).toMatchObject({
      failure: { tag: 'forbidden' },
    })
  })
})

describe('Perplexity validation', () => {
  it('asks for as little as there is: one member of yesterday, or one job', async () => {
    const asked = async (kind: string) => {
      const { ctx, seen } = await vendorAt(() => ({ body: {} }), kind)
      expect(await perplexity.validate(ctx)).toEqual({ ok: true, value: { accountRef: null } })
      return Object.fromEntries(seen[0]?.searchParams ?? [])
    }
    expect(await asked('analytics_key')).toMatchObject({
      start_time: String((todayMs - dayMs) / 1000),
      end_time: String(todayMs / 1000),
      limit: '1',
    })
    expect(await asked('api_key')).toEqual({ limit: '1' })
  })

  it('never trusts the list of models, which answers every key', async () => {
    const { credentials } = await atSandbox(perplexity, nowMs)
    const [analytics, platform] = credentials
    if (!analytics || !platform) throw new Error('two kinds of credential')
    expect((await perplexity.validate(platform)).ok).toBe(true)
    expect((await perplexity.validate(analytics)).ok).toBe(true)
    for (const ctx of credentials) {
      const wrong = { ...ctx, secret: (ctx === platform ? analytics : platform).secret }
      expect(await perplexity.validate(wrong)).toMatchObject({ failure: { tag: 'unauthorized' } })
      const models = await wrong.fetchJson(new URL(`${wrong.base('api')}/v1/models`), {})
      expect(models.ok).toBe(true)
    }
  })

  it('reads nothing with a key of the platform', () => {
    expect(streamsFor(perplexity, 'api_key')).toEqual([])
    expect(streamsFor(perplexity, 'analytics_key').length).toBe(2)
  })
})

describe('Perplexity at the sandbox', { timeout: 30_000 }, () => {
  it('gives every query of 30 days, over days that go on on the next page', async () => {
    const { ctx, asked, ledger } = await atSandbox(perplexity, nowMs)
    const span = { fromMs: todayMs - 30 * dayMs, toMs: todayMs }
    const usage = await pullAll(streamOf(perplexity, 'usage'), ctx, span)
    const truth = ledger(span.fromMs, span.toMs)
    expect(truth.requests).toBeGreaterThan(1_000)
    expect(sumsOf(usage)).toEqual(truth)
    expect(asked().length).toBeGreaterThan(20)
  })

  it('knows the members by their addresses', async () => {
    const { ctx } = await atSandbox(perplexity, nowMs)
    const { inventory } = await pullAll(streamOf(perplexity, 'inventory'), ctx, {
      fromMs: nowMs - 1,
      toMs: nowMs,
    })
    expect(new Set(inventory.map(({ ref }) => ref)).size).toBe(40)
  })
})
