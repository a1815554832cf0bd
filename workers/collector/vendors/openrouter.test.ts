import { describe, expect, it } from 'vitest'
import {
  answerOf,
  hourAtMs,
  key,
  nowMs,
  pull,
  row,
  todayMs,
  vendorAt,
  window,
  workspace,
} from '../../../tests/support/openrouter-wire.ts'
import { streamOf } from '../../../tests/support/vendor-pages.ts'
import { type Reply, serveVendor } from '../../../tests/support/vendor-wire.ts'
import { openrouter } from './openrouter.ts'

describe('OpenRouter usage', () => {
  it('reads counts in text and in numbers, with what the vendor charged, and whose key it was', async () => {
    const { page } = await pull('usage', () => answerOf([row]))
    expect(page.usage).toEqual([
      {
        naturalKey: expect.stringContaining('prod-bot'),
        vendorId: 'openrouter',
        model: 'openai/gpt-5-mini',
        operation: 'completions',
        bucketStartAtMs: hourAtMs,
        bucketMs: 3_600_000,
        projectRef: 'ws-1',
        actorRef: 'user_2a',
        apiKeyRef: 'a'.repeat(64),
        requests: 88,
        tokensIn: 401_223,
        tokensOut: 20_110,
        tokensCached: 0,
        tokensReasoning: 8_110,
        costNanoUsd: 412_700_000n,
        costSource: 'vendor',
      },
    ])
    expect(page).toMatchObject({ rows: 1, skipped: [], nextPage: null })
  })

  it('asks each workspace for its keys, since without one only the default’s are listed', async () => {
    const { seen } = await pull('usage', () => answerOf([]))
    const keys = seen.filter(({ pathname }) => pathname.endsWith('/keys'))
    expect(
      keys.map(({ searchParams }) => [searchParams.get('workspace_id'), searchParams.get('offset')]),
    ).toEqual([
      ['ws-1', '0'],
      ['ws-1', '1'],
    ])
  })

  it('throws away an answer that was cut off and asks for its halves', async () => {
    const { ctx, seen } = await vendorAt(() => answerOf([row], true))
    const usage = streamOf(openrouter, 'usage')
    const wide = { fromMs: hourAtMs, toMs: hourAtMs + 3 * 3_600_000, page: null }
    const cut = await usage.pull(ctx, wide)
    const middleMs = hourAtMs + 3_600_000
    const halves = `${hourAtMs}-${middleMs},${middleMs}-${wide.toMs}`
    expect(cut).toMatchObject({ ok: true, value: { raw: '', usage: [], rows: 0, nextPage: halves } })
    expect(seen.filter(({ pathname }) => pathname.endsWith('/query')).length).toBe(1)

    const { page } = await pull('usage', () => answerOf([row]), { ...wide, page: halves })
    expect(page.nextPage).toBe(`${middleMs}-${wide.toMs}`)
  })

  it('fails on one hour that does not fit, rather than take a part of it', async () => {
    const { ctx } = await vendorAt(() => answerOf([row], true))
    const result = await streamOf(openrouter, 'usage').pull(ctx, window)
    expect(result).toMatchObject({ ok: false, failure: { tag: 'bad_json' } })
  })

  it('adds up rows of two keys with one name, and leaves what lies beyond the window', async () => {
    const { page } = await pull('usage', () =>
      answerOf([row, row, { ...row, date__hour: '2026-11-19T14:00:00Z' }]),
    )
    expect(page.usage).toMatchObject([{ requests: 176, costNanoUsd: 825_400_000n }])
    expect(page.rows).toBe(1)
  })

  it('asks for whole hours, but for the one that is open', async () => {
    const body = (request: string) => JSON.parse(request) as { time_range: { start: string; end: string } }
    const ranges = await Promise.all(
      [
        { fromMs: hourAtMs + 60_000, toMs: hourAtMs + 90 * 60_000 },
        { fromMs: hourAtMs, toMs: nowMs + 60_000 },
      ].map(async (span) => {
        const { ctx } = await vendorAt(() => answerOf([]))
        const sent: string[] = []
        const send: typeof ctx.send = (request) => {
          sent.push(request.body ?? '')
          return ctx.send(request)
        }
        await streamOf(openrouter, 'usage').pull({ ...ctx, send }, { ...span, page: null })
        return sent.map((each) => body(each).time_range)
      }),
    )
    expect(ranges.flat()).toEqual([
      { start: '2026-11-19T13:00:00Z', end: '2026-11-19T15:00:00Z' },
      { start: '2026-11-19T13:00:00Z', end: '2026-11-20T12:30:15Z' },
    ])
  })

  it('keeps calls without a key apart, and keys it does not know by name', async () => {
    const { page } = await pull('usage', () =>
      answerOf([
        { ...row, api_key_id: '' },
        { ...row, api_key_id: 'gone' },
      ]),
    )
    expect(page.usage).toMatchObject([
      { apiKeyRef: null, actorRef: null, projectRef: null },
      { apiKeyRef: 'gone', actorRef: null, projectRef: null },
    ])
  })

  /** A usage page of one key, for an account whose lists answer so. */
  const usageWith = async (answer: (url: URL) => Reply) => {
    const { ctx, seen } = await serveVendor(openrouter, { secret: 'k', nowMs }, (url) =>
      url.pathname.endsWith('/query') ? answerOf([row]) : answer(url),
    )
    return { result: await streamOf(openrouter, 'usage').pull(ctx, window), seen }
  }
  const once = (data: unknown[], url: URL): Reply => ({
    body: { data: url.searchParams.get('offset') === '0' ? data : [] },
  })

  it('gives a key that is named by its label, and of keys that share a name what they agree on', async () => {
    const of = (more: object) => ({ ...key, workspace_id: 'ws-1', ...more })
    const whose = async (...keys: object[]) => {
      const { result } = await usageWith((url) => once(url.pathname === '/keys' ? keys : [workspace], url))
      const [usage] = result.ok ? result.value.usage : []
      return [usage?.apiKeyRef, usage?.actorRef, usage?.projectRef]
    }
    expect(await whose(of({ name: 'x', label: 'prod-bot' }))).toEqual([key.hash, 'user_2a', 'ws-1'])
    expect(await whose(of({}), of({ hash: 'b' }))).toEqual(['prod-bot', 'user_2a', 'ws-1'])
    expect(await whose(of({}), of({ creator_user_id: 'user_3' }))).toEqual([key.hash, null, 'ws-1'])
    expect(await whose(of({}), of({ workspace_id: 'ws-9' }))).toEqual([key.hash, 'user_2a', null])
  })

  it.each([
    ['its workspaces', '/workspaces'],
    ['its keys', '/keys'],
  ])('stops where an account may not list %s, or has no end of them', async (_what, path) => {
    const barred = await usageWith((url) =>
      url.pathname === path ? { status: 403, body: {} } : once([], url),
    )
    expect(barred.result).toMatchObject({ ok: false, failure: { tag: 'forbidden' } })
    const endless = await usageWith((url) =>
      url.pathname === path ? { body: { data: [key] } } : once([], url),
    )
    expect(endless.result).toMatchObject({ ok: false, failure: { tag: 'bad_json' } })
    expect(endless.seen.filter(({ pathname }) => pathname === path)).toHaveLength(50)
  })

  it('does without counts that are not told, and reads ids that are numbers and hours in either form', async () => {
    const { page } = await pull('usage', () =>
      answerOf([
        {
          ...row,
          model: '',
          api_key_id: 77,
          reasoning_tokens: null,
          cached_tokens: undefined,
          date__hour: '2026-11-19T13:00Z',
        },
        { ...row, cached_tokens: '4096' },
        { ...row, date__hour: '2026-11-19 12:00:00' },
      ]),
    )
    expect(page.usage).toMatchObject([
      { model: 'unknown', apiKeyRef: '77', tokensReasoning: 0, tokensCached: 0, bucketStartAtMs: hourAtMs },
      { model: 'openai/gpt-5-mini', tokensReasoning: 8_110, tokensCached: 4_096 },
    ])
    expect(page.usage).toHaveLength(2)
  })

  it('asks for all its figures in the order of time', async () => {
    const { ctx } = await vendorAt(() => answerOf([]))
    const sent: string[] = []
    const send: typeof ctx.send = (request) => {
      sent.push(request.body ?? '')
      return ctx.send(request)
    }
    await streamOf(openrouter, 'usage').pull({ ...ctx, send }, window)
    expect(JSON.parse(sent[0] ?? '')).toEqual({
      metrics: [
        'total_usage',
        'request_count',
        'tokens_prompt',
        'tokens_completion',
        'reasoning_tokens',
        'cached_tokens',
      ],
      dimensions: ['model', 'api_key_id'],
      granularity: 'hour',
      time_range: { start: '2026-11-19T13:00:00Z', end: '2026-11-19T14:00:00Z' },
      order_by: { field: 'date', direction: 'asc' },
      limit: 10_000,
    })
  })

  it('skips and counts what is malformed', async () => {
    const bad = [
      { ...row, date__hour: 'yesterday' },
      { ...row, request_count: '-1' },
      { ...row, total_usage: 'free' },
      { ...row, tokens_prompt: 1.5 },
    ]
    const { page } = await pull('usage', () => answerOf([row, ...bad]))
    expect([page.usage.length, page.rows, page.skipped]).toEqual([
      1,
      5,
      [{ reason: 'malformed_row', count: 4 }],
    ])
  })

  it('refuses a page cursor that is none of its own', async () => {
    const { ctx } = await vendorAt(() => answerOf([]))
    const result = await streamOf(openrouter, 'usage').pull(ctx, { ...window, page: 'page_2' })
    expect(result).toMatchObject({ ok: false, failure: { tag: 'bad_json' } })
  })
})

describe('OpenRouter costs', () => {
  const line = {
    date: '2026-11-18',
    model: 'openai/gpt-5-mini',
    model_permaslug: 'openai/gpt-5-mini-2025-08-07',
    endpoint_id: 'a1b2',
    provider_name: 'OpenAI',
    usage: 0.4127,
    byok_usage_inference: 0,
    requests: 88,
    workspace_id: 'ws-1',
  }
  const november = { fromMs: Date.parse('2026-11-01T00:00:00Z'), toMs: todayMs, page: null }

  it('reads a day by model, provider and workspace', async () => {
    const { page, seen } = await pull('cost', () => ({ body: { data: [line] } }), november)
    expect(page.costs).toMatchObject([
      {
        dayAtMs: Date.parse('2026-11-18T00:00:00Z'),
        lineItem: 'openai/gpt-5-mini-2025-08-07 from OpenAI',
        projectRef: 'ws-1',
        amountNano: 412_700_000n,
        currency: 'USD',
      },
    ])
    expect(`${seen[0]?.pathname}${seen[0]?.search}`).toBe('/api/v1/activity?group_by=workspace')
  })

  it('keeps what a provider charged to one’s own key on a line of its own', async () => {
    const own = { ...line, usage: 0.01, byok_usage_inference: 0.2 }
    const { page } = await pull('cost', () => ({ body: { data: [own] } }), november)
    expect(page.costs.map(({ lineItem, amountNano }) => [lineItem, amountNano])).toEqual([
      ['openai/gpt-5-mini-2025-08-07 from OpenAI', 10_000_000n],
      ['openai/gpt-5-mini-2025-08-07 from OpenAI, own key', 200_000_000n],
    ])
  })

  it('leaves days outside the window, and adds up lines that nothing tells apart', async () => {
    const { page } = await pull(
      'cost',
      () => ({ body: { data: [line, { ...line, endpoint_id: 'b2' }, { ...line, date: '2026-10-31' }] } }),
      november,
    )
    expect(page.costs.map(({ amountNano }) => amountNano)).toEqual([825_400_000n])
  })

  it('names a line by what is known of it, and never counts the day after the window', async () => {
    const { page } = await pull(
      'cost',
      () => ({
        body: {
          data: [
            { ...line, date: '2026-11-18 00:00:00', model_permaslug: '', provider_name: null },
            { ...line, model_permaslug: null, model: null, byok_usage_inference: null },
            { ...line, date: '2026-11-20' },
          ],
        },
      }),
      november,
    )
    expect(page.costs.map(({ lineItem, apiKeyRef }) => [lineItem, apiKeyRef])).toEqual([
      ['openai/gpt-5-mini', null],
      ['unknown from OpenAI', null],
    ])
  })
})
