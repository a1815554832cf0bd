import { describe, expect, it } from 'vitest'
import { atSandbox } from '../../../tests/support/sandbox-vendor.ts'
import { pullAll, pulled, streamOf, sumsOf } from '../../../tests/support/vendor-pages.ts'
import { type Reply, serveVendor } from '../../../tests/support/vendor-wire.ts'
import type { PulledPage } from '../vendor.ts'
import { langfuse } from './langfuse.ts'

const dayMs = 86_400_000
const nowMs = Date.parse('2026-11-20T12:30:15.500Z')
const todayMs = Date.parse('2026-11-20T00:00:00Z')
const window = { fromMs: Date.parse('2026-11-18T10:00:00Z'), toMs: nowMs, page: null }

const seenRow = {
  id: 'obs1',
  traceId: 'tr1',
  projectId: 'clx1',
  type: 'GENERATION',
  startTime: '2026-11-18T10:00:00.000Z',
  endTime: '2026-11-18T10:00:02.100Z',
  level: 'DEFAULT',
  userId: 'cust-7',
  input: '[{"role":"user","content":"Hi"}]',
  output: 'Hello!',
  providedModelName: 'gpt-5-mini',
  usageDetails: { input: 60, input_cached_tokens: 40, output: 20, output_reasoning_tokens: 3, total: 123 },
  totalCost: 0.00012,
  latency: 2.1,
}
const list = (data: unknown[], cursor?: string): Reply => ({ body: { data, meta: cursor ? { cursor } : {} } })

const vendorAt = (answer: (url: URL) => Reply) =>
  serveVendor(
    langfuse,
    {
      secret: 'sk-lf-1',
      accountRef: 'clx1',
      nowMs,
      settings: { public_key: 'pk-lf-1' },
      refuse: ({ authorization }) =>
        authorization === `Basic ${btoa('pk-lf-1:sk-lf-1')}`
          ? null
          : { status: 401, body: { message: 'no' } },
    },
    answer,
  )

async function pull(reply: Reply): Promise<PulledPage> {
  const { ctx } = await vendorAt(() => reply)
  return pulled(langfuse, 'usage', ctx, window)
}

describe('Langfuse generations', () => {
  it('are calls with their text, kinds of tokens added up once', async () => {
    expect((await pull(list([seenRow]))).calls).toEqual([
      {
        naturalKey: '["langfuse","clx1","call","obs1"]',
        model: 'gpt-5-mini',
        operation: 'chat',
        timestamp: '2026-11-18T10:00:00.000Z',
        status: 'success',
        actorRef: 'cust-7',
        projectRef: 'clx1',
        trace_id: 'tr1',
        latency_ms: 2100,
        tokens_in: 100,
        tokens_out: 23,
        tokens_cached: 40,
        tokens_reasoning: 3,
        cost_usd: '0.00012',
        prompt: 'Hi',
        response: 'Hello!',
      },
    ])
  })

  it('are read from whichever field says it, and within what an event may hold', async () => {
    const long = 'x'.repeat(300)
    const { calls } = await pull(
      list([
        { ...seenRow, id: 'a', latency: undefined, totalCost: null, calculatedTotalCost: '0.5' },
        { ...seenRow, id: 'b', latency: 1e9, totalCost: null, costDetails: { total: 0.25 } },
        { ...seenRow, id: 'c', latency: 0.0004, endTime: null, userId: '', projectId: null },
        { ...seenRow, id: 'd', latency: null, endTime: '2026-11-18T09:59:59Z', traceId: long },
        { ...seenRow, id: 'e', providedModelName: '', model: long },
        { ...seenRow, id: 'f', providedModelName: null, model: null },
      ]),
    )
    expect(calls.map(({ latency_ms, cost_usd }) => [latency_ms, cost_usd])).toEqual([
      [2_100, '0.5'],
      [dayMs, '0.25'],
      [0, '0.00012'],
      [0, '0.00012'],
      [2_100, '0.00012'],
      [2_100, '0.00012'],
    ])
    expect(calls[2]).toMatchObject({ actorRef: null, projectRef: null })
    expect(calls.map(({ model }) => model?.length)).toEqual([10, 10, 10, 10, 128, 7])
    expect(calls[3]?.trace_id).toHaveLength(128)
    expect(calls[5]?.model).toBe('unknown')
  })

  it.each([
    [{ input: 5, output: 7 }, [5, 7, 0, 0]],
    [{ input: 5, cache_read_input_tokens: 3, cache_creation_input_tokens: 2, output: 7 }, [10, 7, 3, 0]],
    [{ input: 5, output: 7, output_reasoning_tokens: 4, reasoning: 9 }, [5, 11, 0, 4]],
    [{ input: -5, output: 7.5 }, [0, 0, 0, 0]],
    [{ total: 12 }, [0, 0, 0, 0]],
  ])('count %j once, by the names of its kinds', async (usageDetails, tokens) => {
    const [call] = (await pull(list([{ ...seenRow, usageDetails }]))).calls
    const { tokens_in, tokens_out, tokens_cached, tokens_reasoning } = call ?? {}
    expect([tokens_in, tokens_out, tokens_cached, tokens_reasoning]).toEqual(tokens)
  })

  it.each([
    [{ input: 5, output: null }, 5, 0],
    [{ input: null, output: 7 }, 0, 7],
  ])('count %j as servers of an older version tell it', async (usage, tokensIn, tokensOut) => {
    const [call] = (await pull(list([{ ...seenRow, usageDetails: null, usage }]))).calls
    expect(call).toMatchObject({ tokens_in: tokensIn, tokens_out: tokensOut })
  })

  it('say nothing of what Langfuse does not know', async () => {
    const {
      usageDetails: _usage,
      totalCost: _cost,
      input: _input,
      output: _output,
      latency: _latency,
      ...bare
    } = seenRow
    const [call] = (await pull(list([{ ...bare, endTime: null, level: 'ERROR' }]))).calls
    expect(call).toMatchObject({ status: 'error' })
    for (const name of ['tokens_in', 'cost_usd', 'prompt', 'response', 'latency_ms']) {
      expect(call).not.toHaveProperty(name)
    }
  })

  it('are asked for with their text, and on at the cursor until there is none', async () => {
    const { ctx, seen } = await vendorAt((url) =>
      url.searchParams.has('cursor') ? list([seenRow]) : list([{ ...seenRow, id: 'obs2' }], 'next'),
    )
    const { calls } = await pullAll(streamOf(langfuse, 'usage'), ctx, {
      fromMs: window.fromMs,
      toMs: window.fromMs + 1,
    })
    expect(calls.map(({ naturalKey }) => naturalKey.slice(-6, -2))).toEqual(['obs2', 'obs1'])
    expect(seen[0]?.searchParams.get('fields')).toContain('io')
  })

  it('are read page by page from an older server', async () => {
    const { ctx, seen } = await vendorAt((url) => {
      if (url.pathname.includes('/v2/')) return { status: 404, body: { message: 'v4 only' } }
      const page = Number(url.searchParams.get('page'))
      const { usageDetails: _usage, totalCost: _cost, providedModelName: model, ...old } = seenRow
      const row = {
        ...old,
        id: `obs${page}`,
        model,
        usage: { input: 7, output: 5 },
        calculatedTotalCost: 0.5,
      }
      return { body: { data: [row], meta: { page, limit: 100, totalItems: 2, totalPages: 2 } } }
    })
    const { calls } = await pullAll(streamOf(langfuse, 'usage'), ctx, {
      fromMs: window.fromMs,
      toMs: window.fromMs + 1,
    })
    expect(calls).toMatchObject([
      { model: 'gpt-5-mini', tokens_in: 7, tokens_out: 5, cost_usd: '0.5' },
      { model: 'gpt-5-mini' },
    ])
    expect(seen.map(({ pathname }) => pathname)).toEqual([
      '/api/public/v2/observations',
      '/api/public/observations',
      '/api/public/observations',
    ])
  })

  it.each([
    ['no id', { id: '' }],
    ['no moment', { startTime: '18.11.2026' }],
    ['a cost that is none', { totalCost: 'x' }],
  ])('are left out with %s, and counted', async (_what, change) => {
    const { calls, rows, skipped } = await pull(list([{ ...seenRow, ...change }]))
    expect([calls.length, rows, skipped]).toEqual([0, 1, [{ reason: 'malformed_row', count: 1 }]])
  })

  it('wait when the quota is used up', async () => {
    const { ctx } = await vendorAt(() => ({ status: 429, body: {}, headers: { 'retry-after': '3600' } }))
    expect(await streamOf(langfuse, 'usage').pull(ctx, window)).toEqual({
      ok: false,
      failure: { tag: 'rate_limited', retryAfterMs: 3_600_000 },
    })
  })
})

describe('Langfuse projects', () => {
  it('have their names, and one without a name its id', async () => {
    const { ctx, seen } = await vendorAt(() => ({
      body: {
        data: [{ id: 'clx1', name: 'portal', retentionDays: 90 }, { id: 'clx2', name: '' }, { name: 'x' }],
      },
    }))
    const page = await pulled(langfuse, 'inventory', ctx, window)
    expect(page).toMatchObject({
      inventory: [
        { type: 'project', ref: 'clx1', name: 'portal' },
        { type: 'project', ref: 'clx2', name: 'clx2' },
      ],
      rows: 3,
      skipped: [{ reason: 'malformed_row', count: 1 }],
      nextPage: null,
    })
    expect(seen.map(({ pathname }) => pathname)).toEqual(['/api/public/projects'])
  })
})

describe('Langfuse at the sandbox', { timeout: 30_000 }, () => {
  it('ends up with every call, token and cost of a week', async () => {
    const { ctx, ledger } = await atSandbox(langfuse, nowMs)
    const span = { fromMs: todayMs - 6 * dayMs, toMs: todayMs }
    const usage = await pullAll(streamOf(langfuse, 'usage'), ctx, span)
    expect(sumsOf(usage)).toEqual(ledger(span.fromMs, span.toMs))
    const { inventory } = await pullAll(streamOf(langfuse, 'inventory'), ctx, span)
    expect(new Set(usage.calls.map(({ projectRef }) => projectRef))).toEqual(
      new Set(inventory.map(({ ref }) => ref)),
    )
  })

  it('goes by the project, and refuses another secret in the vendor’s words', async () => {
    const { ctx, context } = await atSandbox(langfuse, nowMs)
    expect(ctx.accountRef).toMatch(/^clx/)
    expect(await langfuse.validate(context({ secret: 'sk-lf-0' }))).toMatchObject({
      ok: false,
      failure: { tag: 'unauthorized', detail: expect.stringMatching(/^Invalid credentials/) },
    })
  })
})
