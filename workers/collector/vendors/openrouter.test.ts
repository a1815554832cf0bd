import { describe, expect, it } from 'vitest'
import { pulled, streamOf } from '../../../tests/support/vendor-pages.ts'
import { type Reply, serveVendor } from '../../../tests/support/vendor-wire.ts'
import type { PullWindow } from '../vendor.ts'
import { openrouter } from './openrouter.ts'

const nowMs = Date.parse('2026-11-20T12:30:15.500Z')
const todayMs = Date.parse('2026-11-20T00:00:00Z')
const hour = '2026-11-19 13:00:00'
const hourAtMs = Date.parse('2026-11-19T13:00:00Z')
const window = { fromMs: hourAtMs, toMs: hourAtMs + 3_600_000, page: null }

const key = { hash: 'a'.repeat(64), name: 'prod-bot', label: 'sk-or-v1-abc', creator_user_id: 'user_2a' }
const workspace = { id: 'ws-1', name: 'Support', created_at: '2025-01-01T00:00:00Z' }

/** Lists of one workspace and one key, and what a test says of the rest. */
const vendorAt = (answer: (url: URL) => Reply) =>
  serveVendor(
    openrouter,
    {
      basePath: '/api/v1',
      secret: 'sk-or-v1-1',
      accountRef: 'ws-1',
      nowMs,
      refuse: ({ authorization }) =>
        authorization === 'Bearer sk-or-v1-1'
          ? null
          : { status: 401, body: { error: { code: 401, message: 'User not found.' } } },
    },
    (url) => {
      if (url.pathname === '/api/v1/workspaces') return { body: { data: [workspace], total_count: 1 } }
      if (url.pathname === '/api/v1/keys')
        return { body: { data: url.searchParams.get('offset') === '0' ? [key] : [] } }
      return answer(url)
    },
  )

async function pull(name: string, answer: (url: URL) => Reply, asked: PullWindow = window) {
  const { ctx, seen } = await vendorAt(answer)
  return { page: await pulled(openrouter, name, ctx, asked), seen }
}

const row = {
  date__hour: hour,
  model: 'openai/gpt-5-mini',
  api_key_id: 'prod-bot',
  total_usage: 0.4127,
  request_count: '88',
  tokens_prompt: '401223',
  tokens_completion: 20110,
  reasoning_tokens: '8110',
  cached_tokens: '0',
  variant: 'standard',
}
const answerOf = (data: unknown[], truncated = false) => ({
  body: {
    data: { data, metadata: { query_time_ms: 41.2, row_count: data.length, truncated }, warnings: [] },
  },
})

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

describe('OpenRouter inventory', () => {
  it('does without lists that a personal account does not have', async () => {
    const { page } = await pull('inventory', () => ({ status: 404, body: {} }))
    expect(page).toMatchObject({ inventory: [], nextPage: 'workspaces:' })
    const wire = { secret: 'k', nowMs }
    const { ctx, seen } = await serveVendor(openrouter, wire, (url) => {
      if (url.pathname === '/workspaces') return { status: 404, body: {} }
      return url.pathname === '/keys' ? { body: { data: [] } } : answerOf([row])
    })
    const usage = await streamOf(openrouter, 'usage').pull(ctx, window)
    expect(usage).toMatchObject({ ok: true, value: { usage: [{ apiKeyRef: 'prod-bot', projectRef: null }] } })
    expect(seen.find(({ pathname }) => pathname === '/keys')?.search).toBe('?include_disabled=true&offset=0')
  })

  it('names members and workspaces by what it has of them, counts other rows, and keeps what was answered', async () => {
    const members = [
      { id: 'u1', first_name: 'Ann', last_name: 'Lee', email: 'a@example.com' },
      { id: 'u2', email: 'b@example.com' },
      { id: 'u3' },
      { email: 'c@example.com' },
    ]
    const { page, seen } = await pull('inventory', () => ({ body: { data: members, total_count: 9 } }), {
      ...window,
      page: 'members:5',
    })
    expect(page.inventory.map(({ name }) => name)).toEqual(['Ann Lee', 'b@example.com', 'u3'])
    expect(page).toMatchObject({
      rows: 4,
      skipped: [{ reason: 'malformed_row', count: 1 }],
      nextPage: 'workspaces:',
    })
    expect(page.raw).toBe(JSON.stringify({ data: members, total_count: 9 }))
    expect(seen[0]?.search).toBe('?offset=5&limit=100')
    const { ctx } = await serveVendor(openrouter, { secret: 'k', nowMs }, () => ({
      body: { data: [workspace, { id: 'ws-2', name: '' }], total_count: 2 },
    }))
    const groups = await pulled(openrouter, 'inventory', ctx, { ...window, page: 'workspaces:' })
    expect(groups).toMatchObject({
      inventory: [
        { type: 'project', ref: 'ws-1', name: 'Support' },
        { type: 'project', ref: 'ws-2', name: 'ws-2' },
      ],
      nextPage: null,
    })
  })

  it.each([
    ['a list that it may not read', 403, null, 'forbidden'],
    ['a cursor of another list', 200, 'keys:0', 'bad_json'],
    ['a cursor that is no number', 200, 'members:x', 'bad_json'],
  ])('stops at %s', async (_what, status, page, tag) => {
    const { ctx } = await vendorAt(() => ({ status, body: { data: [] } }))
    const result = await streamOf(openrouter, 'inventory').pull(ctx, { ...window, page })
    expect(result).toMatchObject({ ok: false, failure: { tag } })
  })

  it('goes on until all are listed, however short a page is, and no further', async () => {
    const short = (total: number | undefined) => () => ({
      body: {
        data: [{ id: 'user_1', email: 'a@example.com', first_name: 'A', last_name: null }],
        total_count: total,
      },
    })
    expect((await pull('inventory', short(2))).page.nextPage).toBe('members:1')
    expect((await pull('inventory', short(undefined))).page.nextPage).toBe('members:1')
    const { page } = await pull('inventory', short(1))
    expect(page).toMatchObject({
      inventory: [{ type: 'actor', ref: 'user_1', email: 'a@example.com', name: 'A' }],
      nextPage: 'workspaces:',
    })
  })
})

describe('OpenRouter validation', () => {
  const me = (isManagement: boolean) => () => ({
    body: { data: { is_management_key: isManagement, is_provisioning_key: isManagement } },
  })

  it('takes a management key and names the account by its oldest workspace', async () => {
    const { ctx } = await vendorAt(me(true))
    expect(await openrouter.validate(ctx)).toEqual({ ok: true, value: { accountRef: 'ws-1' } })
  })

  it('refuses a key for calling models, though the vendor answers it', async () => {
    const { ctx } = await vendorAt(me(false))
    expect(await openrouter.validate(ctx)).toMatchObject({ failure: { tag: 'forbidden' } })
  })

  it('takes a key of an account without credit, and says so', async () => {
    const { ctx } = await vendorAt(() => ({ status: 402, body: { error: { code: 402, message: 'No' } } }))
    expect(await openrouter.validate(ctx)).toMatchObject({ ok: true, value: { note: expect.any(String) } })
  })

  it('recognizes the usual look of a key', () => {
    const hint = openrouter.credentialKinds[0]?.hint
    expect(hint?.test(`sk-or-v1-${'0af'.repeat(21)}0`)).toBe(true)
    expect(hint?.test(`sk-or-v1-${'0af'.repeat(21)}`)).toBe(false)
  })
})
