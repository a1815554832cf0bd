import { describe, expect, it } from 'vitest'
import { type Reply, serveVendor, streamOf } from '../../../tests/support/vendor-wire.ts'
import { secret } from '../../vault/secret.ts'
import type { PulledPage } from '../vendor.ts'
import { openai } from './openai.ts'

const nowMs = Date.parse('2026-11-20T12:30:15.500Z')
const startS = Date.parse('2026-11-20T10:00:00Z') / 1000
const window = { fromMs: startS * 1000 + 1234, toMs: nowMs + 3_600_000, page: null }

const vendorAt = (answer: (url: URL) => Reply) =>
  serveVendor(
    {
      basePath: '/v1',
      key: 'sk-admin-1',
      accountRef: '',
      nowMs,
      refuse: ({ authorization }) =>
        authorization === 'Bearer sk-admin-1' ? null : { status: 401, body: {} },
    },
    answer,
  )

const stream = (name: string) => streamOf(openai, name)

async function pull(
  name: string,
  answer: (url: URL) => Reply,
  page: string | null = null,
): Promise<PulledPage> {
  const { ctx } = await vendorAt(answer)
  const result = await stream(name).pull(ctx, { ...window, page })
  if (!result.ok) throw new Error(result.failure.tag)
  return result.value
}

const page = (results: unknown[], next: unknown = null) => ({
  object: 'page',
  has_more: false,
  next_page: next,
  data: [{ object: 'bucket', start_time: startS, end_time: startS + 3600, results }],
})

const row = {
  object: 'organization.usage.completions.result',
  input_tokens: 184220,
  input_cached_tokens: 61440,
  input_cache_write_tokens: 0,
  input_uncached_tokens: 122780,
  output_tokens: 20911,
  input_text_tokens: 122780,
  input_audio_tokens: 0,
  input_cached_audio_tokens: 0,
  num_model_requests: 312,
  project_id: 'proj_9hQ2xTn4',
  user_id: 'user-3fA81kQz',
  api_key_id: 'key_b7Lm20pX',
  model: 'gpt-5-mini-2025-08-07',
  batch: false,
  service_tier: 'default',
}

describe('OpenAI usage', () => {
  it('asks for whole hours up to now, the longest page and every dimension in brackets', async () => {
    const { ctx, seen } = await vendorAt(() => ({ body: page([]) }))
    await stream('usage').pull(ctx, window)
    expect(seen[0]?.pathname).toBe('/v1/organization/usage/completions')
    expect(Object.fromEntries(seen[0]?.searchParams ?? [])).toMatchObject({
      start_time: String(startS),
      end_time: String(Math.floor(nowMs / 1000)),
      bucket_width: '1h',
      limit: '168',
    })
    expect(seen[0]?.searchParams.getAll('group_by[]')).toEqual([
      'project_id',
      'user_id',
      'api_key_id',
      'model',
      'batch',
      'service_tier',
    ])
    expect(seen[0]?.searchParams.has('page')).toBe(false)
  })

  it('reads a row', async () => {
    const { usage, raw, ...rest } = await pull('usage', () => ({ body: page([row]) }))
    expect(usage).toEqual([
      {
        naturalKey: expect.stringContaining('proj_9hQ2xTn4'),
        vendorId: 'openai',
        model: 'gpt-5-mini-2025-08-07',
        operation: 'completions',
        bucketStartAtMs: startS * 1000,
        bucketMs: 3_600_000,
        projectRef: 'proj_9hQ2xTn4',
        actorRef: 'user-3fA81kQz',
        apiKeyRef: 'key_b7Lm20pX',
        requests: 312,
        tokensIn: 184220,
        tokensOut: 20911,
        tokensCached: 61440,
        tokensReasoning: 0,
        costNanoUsd: 74_053_000n,
        costSource: 'priced',
      },
    ])
    expect(raw).toBe(JSON.stringify(page([row])))
    expect(rest).toMatchObject({ rows: 1, skipped: [], costs: [], inventory: [], nextPage: 'embeddings:' })
  })

  it('keeps rows apart by each dimension, and gives the same key on every read', async () => {
    const others = [
      { project_id: null },
      { user_id: null },
      { api_key_id: null },
      { model: null },
      { batch: true },
      { service_tier: 'flex' },
    ]
    const rows = [row, ...others.map((other) => ({ ...row, ...other }))]
    const first = await pull('usage', () => ({ body: page(rows) }))
    const again = await pull('usage', () => ({
      body: page(rows.map((each) => ({ ...each, output_tokens: 1 }))),
    }))
    const keys = first.usage.map(({ naturalKey }) => naturalKey)
    expect(new Set(keys).size).toBe(rows.length)
    expect(again.usage.map(({ naturalKey }) => naturalKey)).toEqual(keys)
  })

  it('reads a row of old, without the newer counts and with null dimensions', async () => {
    const { usage } = await pull('usage', () => ({
      body: page([
        { input_tokens: 10, output_tokens: 5, num_model_requests: 1, user_id: null, model: 'gpt-4o' },
      ]),
    }))
    expect(usage).toMatchObject([
      { tokensIn: 10, tokensCached: 0, projectRef: null, actorRef: null, apiKeyRef: null },
    ])
  })

  it('takes a row without a model for unpriced', async () => {
    const { usage } = await pull('usage', () => ({ body: page([{ ...row, model: null }]) }))
    expect(usage).toMatchObject([{ model: 'unknown', costNanoUsd: 0n, costSource: 'unpriced' }])
  })

  it.each([
    [{ batch: true }, 37_026_500n],
    [{ service_tier: 'flex' }, 37_026_500n],
    [{ service_tier: null }, 74_053_000n],
    [{ service_tier: 'priority' }, 0n],
  ])('prices %j', async (tier, costNanoUsd) => {
    const { usage } = await pull('usage', () => ({ body: page([{ ...row, ...tier }]) }))
    expect(usage).toMatchObject([{ costNanoUsd }])
  })

  it('counts cached audio once, in new answers and old', async () => {
    const audio = {
      ...row,
      model: 'gpt-realtime',
      input_tokens: 1000,
      output_tokens: 0,
      input_cached_tokens: 200,
    }
    const both = await pull('usage', () => ({
      body: page([
        { ...audio, input_audio_tokens: 300, input_cached_audio_tokens: 200 },
        { ...audio, input_audio_tokens: 500, input_cached_audio_tokens: undefined },
      ]),
    }))
    // new: text 500 x 4, cached audio 200 x 0.4, audio 300 x 32; old: text 300 x 4, cached 200 x 0.4, audio 500 x 32
    expect(both.usage.map(({ costNanoUsd }) => costNanoUsd)).toEqual([11_680_000n, 17_280_000n])
  })

  it('chooses long-context rates by the average call of a bucket', async () => {
    const long = {
      ...row,
      model: 'gpt-5.4',
      input_tokens: 1_000_000,
      input_cached_tokens: 0,
      output_tokens: 0,
    }
    const { usage } = await pull('usage', () => ({
      body: page([
        { ...long, num_model_requests: 100 },
        { ...long, num_model_requests: 2 },
      ]),
    }))
    expect(usage.map(({ costNanoUsd }) => costNanoUsd)).toEqual([2_500_000_000n, 5_000_000_000n])
  })

  it('skips and counts what is malformed, and keeps the rest', async () => {
    const bad = [
      { ...row, input_tokens: -1 },
      { ...row, num_model_requests: '3' },
      { ...row, output_tokens: 0.5 },
      null,
    ]
    const body = page([row, ...bad])
    const withBadBuckets = { ...body, data: [...body.data, { start_time: 'x', results: [] }, 7] }
    const { usage, rows, skipped } = await pull('usage', () => ({ body: withBadBuckets }))
    expect(usage.length).toBe(1)
    expect(rows).toBe(7)
    expect(skipped).toEqual([
      { reason: 'malformed_row', count: 4 },
      { reason: 'malformed_bucket', count: 2 },
    ])
  })

  it('reads all pages of all reports, and follows next_page whatever has_more says', async () => {
    const { ctx, seen } = await vendorAt((url) => {
      const embeddings = url.pathname.endsWith('/embeddings')
      const next = url.searchParams.get('page') === null && !embeddings ? 'a:b/1' : null
      return { body: { ...page([row], next), has_more: false } }
    })
    const operations: string[] = []
    let cursor: string | null = null
    do {
      const result = await stream('usage').pull(ctx, { ...window, page: cursor })
      if (!result.ok) throw new Error(result.failure.tag)
      operations.push(...result.value.usage.map(({ operation }) => operation))
      cursor = result.value.nextPage
    } while (cursor !== null)
    expect(operations).toEqual(['completions', 'completions', 'embeddings'])
    expect(seen.map((url) => url.searchParams.get('page'))).toEqual([null, 'a:b/1', null])
    expect(seen[2]?.searchParams.getAll('group_by[]')).toEqual([
      'project_id',
      'user_id',
      'api_key_id',
      'model',
    ])
  })

  it('does without embeddings where they are not offered, but not without completions', async () => {
    const { ctx } = await vendorAt(() => ({ status: 404, body: {} }))
    const embeddings = await stream('usage').pull(ctx, { ...window, page: 'embeddings:' })
    expect(embeddings).toMatchObject({ ok: true, value: { usage: [], rows: 0, nextPage: null } })
    expect(await stream('usage').pull(ctx, window)).toMatchObject({ failure: { tag: 'not_found' } })
  })

  it.each([
    ['a repeated cursor', page([], 'same'), 'completions:same'],
    ['an envelope of another shape', { items: [] }, null],
    ['a cursor of its own that it did not give', page([]), 'images:x'],
  ])('stops at %s', async (_what, body, cursor) => {
    const { ctx } = await vendorAt(() => ({ body }))
    const result = await stream('usage').pull(ctx, { ...window, page: cursor })
    expect(result).toMatchObject({ ok: false, failure: { tag: 'bad_json' } })
  })

  it('asks nothing for a window without a moment in it', async () => {
    const { ctx, seen } = await vendorAt(() => ({ body: page([]) }))
    const result = await stream('usage').pull(ctx, {
      fromMs: nowMs + 3_600_000,
      toMs: nowMs + 7_200_000,
      page: null,
    })
    expect(result).toMatchObject({ ok: true, value: { rows: 0, nextPage: null } })
    expect(seen).toEqual([])
  })

  it('says that a scope is missing', async () => {
    const message = 'You have insufficient permissions for this operation. Missing scopes: api.usage.read.'
    const { ctx } = await vendorAt(() => ({ status: 403, body: { error: { message } } }))
    const failure = { tag: 'forbidden', detail: message }
    expect(await stream('usage').pull(ctx, window)).toEqual({ ok: false, failure })
  })

  it('hands back a 429 without a time', async () => {
    const { ctx, seen } = await vendorAt(() => ({ status: 429, body: {} }))
    const failure = { tag: 'rate_limited', retryAfterMs: null }
    expect(await stream('usage').pull(ctx, window)).toEqual({ ok: false, failure })
    expect(seen.length).toBe(1)
  })
})

describe('OpenAI costs', () => {
  const line = (value: unknown, other: object = {}) => ({
    object: 'organization.costs.result',
    amount: { value, currency: 'usd' },
    line_item: 'gpt-5-mini-2025-08-07, input',
    project_id: 'proj_9hQ2xTn4',
    api_key_id: null,
    ...other,
  })

  it('asks for days from the window’s first', async () => {
    const { ctx, seen } = await vendorAt(() => ({ body: page([]) }))
    await stream('cost').pull(ctx, { ...window, page: 'c1' })
    expect(seen[0]?.pathname).toBe('/v1/organization/costs')
    expect(Object.fromEntries(seen[0]?.searchParams ?? [])).toMatchObject({
      start_time: String(Date.parse('2026-11-20T00:00:00Z') / 1000),
      bucket_width: '1d',
      limit: '180',
      page: 'c1',
    })
    expect(seen[0]?.searchParams.getAll('group_by[]')).toEqual(['project_id', 'line_item', 'api_key_id'])
  })

  it('reads numbers, numeric strings and credits', async () => {
    const { costs } = await pull('cost', () => ({
      body: page([
        line(0.0307),
        line('12.5', { project_id: null }),
        line('-5.00', { line_item: 'Credit adjustment', project_id: null }),
        line(1e-7, { line_item: null }),
      ]),
    }))
    expect(costs.map(({ lineItem, amountNano }) => [lineItem, amountNano])).toEqual([
      ['gpt-5-mini-2025-08-07, input', 30_700_000n],
      ['gpt-5-mini-2025-08-07, input', 12_500_000_000n],
      ['Credit adjustment', -5_000_000_000n],
      ['unspecified', 100n],
    ])
    expect(costs[0]).toMatchObject({
      vendorId: 'openai',
      currency: 'USD',
      dayAtMs: startS * 1000,
      apiKeyRef: null,
    })
  })

  it('adds up lines that nothing tells apart into one row', async () => {
    const credit = { line_item: 'Credit adjustment', project_id: null }
    const { costs, rows, skipped } = await pull('cost', () => ({
      body: page([line(-1, credit), line(-2, credit), line(-4, { ...credit, api_key_id: 'key_1' })]),
    }))
    expect(costs.map(({ amountNano }) => amountNano)).toEqual([-3_000_000_000n, -4_000_000_000n])
    expect([rows, skipped]).toEqual([2, []])
  })

  it.each(['abc', '', '1,5', null, true, { a: 1 }])('skips the amount %j', async (value) => {
    const { costs, skipped } = await pull('cost', () => ({ body: page([line(value)]) }))
    expect([costs, skipped]).toEqual([[], [{ reason: 'malformed_row', count: 1 }]])
  })

  it('ends where there is no next page', async () => {
    expect((await pull('cost', () => ({ body: page([], 'c2') }))).nextPage).toBe('c2')
    expect((await pull('cost', () => ({ body: page([], '') }))).nextPage).toBeNull()
    expect((await pull('cost', () => ({ body: { data: [] } }))).nextPage).toBeNull()
  })
})

describe('OpenAI inventory', () => {
  it('reads users, then projects, page by page', async () => {
    const { ctx, seen } = await vendorAt((url) => {
      const after = url.searchParams.get('after')
      if (url.pathname.endsWith('/projects')) {
        return { body: { data: [{ id: 'proj_1', name: 'Support bot' }], has_more: false, last_id: 'proj_1' } }
      }
      return after === null
        ? {
            body: {
              data: [{ id: 'user-1', name: 'Dana', email: 'dana@example.com' }],
              has_more: true,
              last_id: 'user-1',
            },
          }
        : {
            body: {
              data: [{ id: 'user-2', name: '', email: null }, { name: 'x' }],
              has_more: false,
              last_id: 'user-2',
            },
          }
    })
    const pages: PulledPage[] = []
    let cursor: string | null = null
    do {
      const result = await stream('inventory').pull(ctx, { ...window, page: cursor })
      if (!result.ok) throw new Error(result.failure.tag)
      pages.push(result.value)
      cursor = result.value.nextPage
    } while (cursor !== null)
    expect(pages.flatMap(({ inventory }) => inventory)).toEqual([
      { type: 'actor', ref: 'user-1', email: 'dana@example.com', name: 'Dana' },
      { type: 'actor', ref: 'user-2', email: null, name: 'user-2' },
      { type: 'project', ref: 'proj_1', name: 'Support bot' },
    ])
    expect(pages[1]).toMatchObject({ rows: 2, skipped: [{ reason: 'malformed_row', count: 1 }] })
    expect(seen.map((url) => `${url.pathname}${url.search}`)).toEqual([
      '/v1/organization/users?limit=100',
      '/v1/organization/users?limit=100&after=user-1',
      '/v1/organization/projects?limit=100&include_archived=true',
    ])
  })

  it.each([
    ['without a last id', { data: [], has_more: true }],
    ['at the id just given', { data: [], has_more: true, last_id: 'user-1' }],
  ])('stops at a list that goes on %s', async (_what, body) => {
    const { ctx } = await vendorAt(() => ({ body }))
    const result = await stream('inventory').pull(ctx, { ...window, page: 'users:user-1' })
    expect(result).toMatchObject({ ok: false, failure: { tag: 'bad_json' } })
  })
})

describe('OpenAI validation', () => {
  it('takes a key that may list admin keys', async () => {
    const { ctx, seen } = await vendorAt(() => ({ body: { data: [] } }))
    expect(await openai.validate(ctx)).toEqual({ ok: true, value: { accountRef: null } })
    expect(seen.map((url) => `${url.pathname}${url.search}`)).toEqual([
      '/v1/organization/admin_api_keys?limit=1',
    ])
  })

  it('takes a restricted key that may read costs', async () => {
    const { ctx, seen } = await vendorAt((url) =>
      url.pathname.endsWith('/costs') ? { body: page([]) } : { status: 403, body: {} },
    )
    expect((await openai.validate(ctx)).ok).toBe(true)
    expect(seen[1]?.search).toBe(`?start_time=${Date.parse('2026-11-20T00:00:00Z') / 1000}&limit=1`)
  })

  it('refuses a key that may do neither, and one that is wrong', async () => {
    const { ctx, seen } = await vendorAt(() => ({ status: 403, body: {} }))
    expect(await openai.validate(ctx)).toMatchObject({ failure: { tag: 'forbidden' } })
    const wrong = await openai.validate({ ...ctx, secret: secret('sk-other') })
    expect(wrong).toMatchObject({ failure: { tag: 'unauthorized' } })
    expect(seen.length).toBe(3)
  })

  it('recognizes the usual look of an admin key', () => {
    const [kind] = openai.credentialKinds
    const part = 'A'.repeat(58)
    expect(kind?.hint.test(`sk-admin-${part}T3BlbkFJ${part}`)).toBe(true)
    expect(kind?.hint.test(`sk-proj-${part}T3BlbkFJ${part}`)).toBe(false)
    expect(kind?.hint.test(`sk-admin-${part}T3BlbkFJ${part}A`)).toBe(false)
  })
})
