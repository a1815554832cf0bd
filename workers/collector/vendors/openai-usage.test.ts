import { describe, expect, it } from 'vitest'
import { nowMs, page, pull, startS, stream, vendorAt, window } from '../../../tests/support/openai-wire.ts'

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

  it('asks of a long span first by the day whether there is anything, and reads hours only then', async () => {
    const long = { ...window, fromMs: window.toMs - 28 * 86_400_000 }
    const busy = (url: URL) => url.pathname.endsWith('/embeddings')
    const { ctx, seen } = await vendorAt((url) => ({ body: page(busy(url) ? [row] : []) }))
    const asked: string[] = []
    let at: string | null = null
    do {
      const pulled = await stream('usage').pull(ctx, { ...long, page: at })
      if (!pulled.ok) throw new Error(pulled.failure.tag)
      expect(pulled.value.usage).toHaveLength(at === 'embeddings:' ? 1 : 0)
      at = pulled.value.nextPage
    } while (at !== null)
    for (const { pathname, searchParams } of seen)
      asked.push(`${pathname.split('/').at(-1)} ${searchParams.get('bucket_width')}`)
    expect(asked).toHaveLength(11)
    expect(asked.slice(0, 4)).toEqual(['completions 1d', 'embeddings 1d', 'embeddings 1h', 'moderations 1d'])
    const [first] = seen
    expect(Number(first?.searchParams.get('start_time')) % 86_400).toBe(0)
    expect(Number(first?.searchParams.get('start_time'))).toBeLessThanOrEqual(long.fromMs / 1000)
  })

  it.each([403, 500])('says what the hours say when a long span is refused with %i', async (status) => {
    const long = { ...window, fromMs: window.toMs - 28 * 86_400_000 }
    const { ctx } = await vendorAt(() => ({ status, body: '{}', headers: { 'x-should-retry': 'false' } }))
    expect((await stream('usage').pull(ctx, long)).ok).toBe(false)
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
        { ...audio, project_id: 'proj_2', input_audio_tokens: 500, input_cached_audio_tokens: undefined },
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
        { ...long, project_id: 'proj_2', num_model_requests: 2 },
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
      const goesOn = url.searchParams.get('page') === null && url.pathname.endsWith('/completions')
      return { body: { ...page([], goesOn ? 'a:b/1' : null), has_more: false } }
    })
    let cursor: string | null = null
    do {
      const result = await stream('usage').pull(ctx, { ...window, page: cursor })
      if (!result.ok) throw new Error(result.failure.tag)
      cursor = result.value.nextPage
    } while (cursor !== null)
    const asked = seen.map((url) => [
      url.pathname.replace('/v1/organization/usage/', ''),
      url.searchParams.get('page'),
      url.searchParams.getAll('group_by[]').join(' '),
    ])
    const everyone = 'project_id user_id api_key_id model'
    expect(asked).toEqual([
      ['completions', null, `${everyone} batch service_tier`],
      ['completions', 'a:b/1', `${everyone} batch service_tier`],
      ['embeddings', null, everyone],
      ['moderations', null, everyone],
      ['images', null, `${everyone} size source`],
      ['audio_speeches', null, everyone],
      ['audio_transcriptions', null, everyone],
      ['vector_stores', null, 'project_id'],
      ['code_interpreter_sessions', null, 'project_id'],
      ['file_search_calls', null, 'project_id user_id api_key_id vector_store_id'],
      ['web_search_calls', null, `${everyone} context_level`],
    ])
  })

  it('does without a report that is not offered, but not without completions', async () => {
    const { ctx } = await vendorAt(() => ({ status: 404, body: {} }))
    const embeddings = await stream('usage').pull(ctx, { ...window, page: 'embeddings:' })
    expect(embeddings).toMatchObject({ ok: true, value: { usage: [], rows: 0, nextPage: 'moderations:' } })
    expect(await stream('usage').pull(ctx, window)).toMatchObject({ failure: { tag: 'not_found' } })
  })

  it.each([
    ['a repeated cursor', page([], 'same'), 'completions:same'],
    ['an envelope of another shape', { items: [] }, null],
    ['a cursor of its own that it did not give', page([]), 'wishes:x'],
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

describe('OpenAI usage that is not counted in tokens', () => {
  const caller = { project_id: 'proj_1', user_id: 'user-1', api_key_id: 'key_1' }
  const images = { ...caller, model: 'gpt-image-1', images: 3, num_model_requests: 2, source: 'image.edit' }

  it.each([
    ['images', images, { model: 'gpt-image-1', requests: 2 }],
    [
      'audio_speeches',
      { ...caller, model: 'tts-1', characters: 900, num_model_requests: 4 },
      { requests: 4 },
    ],
    [
      'audio_transcriptions',
      { ...caller, model: 'gpt-4o-transcribe', seconds: 61, num_model_requests: 1 },
      { requests: 1 },
    ],
    [
      'vector_stores',
      { project_id: 'proj_1', usage_bytes: 5e9 },
      { model: 'unknown', requests: null, actorRef: null },
    ],
    ['code_interpreter_sessions', { project_id: 'proj_1', num_sessions: 7 }, { requests: 7 }],
    [
      'file_search_calls',
      { ...caller, num_requests: 5, vector_store_id: 'vs_1' },
      { requests: 5, actorRef: 'user-1' },
    ],
  ])('reads %s as calls without a price', async (report, given, expected) => {
    const { usage, skipped } = await pull('usage', () => ({ body: page([given]) }), `${report}:`)
    expect(skipped).toEqual([])
    expect(usage).toMatchObject([
      {
        operation: report,
        projectRef: 'proj_1',
        tokensIn: 0,
        tokensOut: 0,
        costNanoUsd: 0n,
        costSource: 'unpriced',
      },
    ])
    expect(usage).toMatchObject([expected])
  })

  it('prices speech that was written down by its length', async () => {
    const speech = { ...caller, model: 'whisper-1', seconds: 61, num_model_requests: 2 }
    const { usage } = await pull('usage', () => ({ body: page([speech]) }), 'audio_transcriptions:')
    // 61 s of 0.36 dollars an hour
    expect(usage).toMatchObject([{ requests: 2, costNanoUsd: 6_100_000n, costSource: 'priced' }])
  })

  it('prices a web search by its model, and leaves the model calls around it to completions', async () => {
    const searches = { ...caller, model: 'gpt-5.2-2025-12-11', num_requests: 12, num_model_requests: 5 }
    const { usage } = await pull(
      'usage',
      () => ({
        body: page([
          { ...searches, context_level: 'low' },
          { ...searches, model: 'none-such' },
        ]),
      }),
      'web_search_calls:',
    )
    expect(usage).toMatchObject([
      { requests: 12, tokensIn: 0, costNanoUsd: 120_000_000n, costSource: 'priced' },
      { requests: 12, costNanoUsd: 0n, costSource: 'unpriced' },
    ])
  })

  it.each([
    ['images', { source: 'image.generation' }],
    ['images', { size: '1024x1024' }],
  ])('keeps %s apart by %j', async (report, other) => {
    const { usage } = await pull(
      'usage',
      () => ({ body: page([images, { ...images, ...other }]) }),
      `${report}:`,
    )
    expect(new Set(usage.map(({ naturalKey }) => naturalKey)).size).toBe(2)
  })

  it.each([
    ['images', { ...images, num_model_requests: undefined }],
    ['vector_stores', { project_id: 'proj_1', usage_bytes: -1 }],
    ['code_interpreter_sessions', { project_id: 'proj_1', num_sessions: '7' }],
    ['file_search_calls', { ...caller, num_requests: 1.5 }],
    ['web_search_calls', { ...caller, num_model_requests: 3 }],
  ])('skips a row of %s without its count', async (report, given) => {
    const { usage, rows, skipped } = await pull('usage', () => ({ body: page([given]) }), `${report}:`)
    expect([usage, rows, skipped]).toEqual([[], 1, [{ reason: 'malformed_row', count: 1 }]])
  })

  it('gives a call without a user to the key it was made with', async () => {
    const { usage } = await pull('usage', () => ({ body: page([{ ...row, user_id: null }]) }))
    expect(usage).toMatchObject([{ actorRef: 'key_b7Lm20pX', apiKeyRef: 'key_b7Lm20pX' }])
  })
})
