import { describe, expect, it } from 'vitest'
import type { PricedUsage } from '../../../analytics/pricing/price.ts'
import { page, startS, stream, vendorAt, window } from '../../../tests/support/openai-wire.ts'

const caller = { project_id: 'p', user_id: 'u', api_key_id: 'k', model: 'gpt-5-mini' }
/** Each count is another prime, so that none can stand for another. */
const tokens = {
  ...caller,
  input_tokens: 10_007,
  output_tokens: 211,
  input_cached_tokens: 101,
  input_cache_write_tokens: 103,
  input_audio_tokens: 7,
  input_cached_audio_tokens: 11,
  output_audio_tokens: 13,
  input_image_tokens: 17,
  input_cached_image_tokens: 19,
  output_image_tokens: 23,
  num_model_requests: 3,
}

/** What the price list is asked for rows of a report, one page of it. */
async function askedOf(report: string, ...rows: object[]): Promise<PricedUsage[]> {
  const asked: PricedUsage[] = []
  const { ctx } = await vendorAt(() => ({ body: page(rows) }))
  const price: typeof ctx.price = (usage) => {
    asked.push(usage)
    return { costNanoUsd: 5n, costSource: 'priced' }
  }
  const pulled = await stream('usage').pull({ ...ctx, price }, { ...window, page: `${report}:` })
  if (!pulled.ok) throw new Error(pulled.failure.tag)
  for (const { costNanoUsd, costSource } of pulled.value.usage) {
    expect([costNanoUsd, costSource]).toEqual(asked.length > 0 ? [5n, 'priced'] : [0n, 'unpriced'])
  }
  return asked
}

describe('the price of OpenAI usage', () => {
  it('is asked with every kind of token where it belongs, at the time of the bucket', async () => {
    expect(await askedOf('completions', tokens)).toEqual([
      {
        vendorId: 'openai',
        model: 'gpt-5-mini',
        atMs: startS * 1000,
        tokensIn: 10_007,
        tokensOut: 211,
        tokensCached: 101,
        cacheWrite5m: 103,
        tokensAudioIn: 18,
        tokensAudioCached: 11,
        tokensAudioOut: 13,
        tokensImageIn: 36,
        tokensImageCached: 19,
        tokensImageOut: 23,
        tokensInPerCall: 3_335,
        rate: 'list',
      },
    ])
  })

  it.each([
    [{ service_tier: null }, 'list'],
    [{ service_tier: 'default' }, 'list'],
    [{ service_tier: 'standard' }, 'list'],
    [{ service_tier: 'auto' }, 'list'],
    [{ service_tier: 'flex' }, 'half'],
    [{ service_tier: 'batch' }, 'half'],
    [{ service_tier: 'default', batch: true }, 'half'],
    [{ service_tier: 'default', batch: false }, 'list'],
  ])('of %j is the list’s or half of it', async (other, rate) => {
    expect(await askedOf('completions', { ...tokens, ...other })).toMatchObject([{ rate }])
  })

  it.each(['priority', 'scale', 'DEFAULT'])('is not known of the tier "%s"', async (service_tier) => {
    expect(await askedOf('completions', { ...tokens, service_tier })).toEqual([])
  })

  it('is asked of tokens without a call as of one call', async () => {
    const [asked] = await askedOf('completions', { ...tokens, num_model_requests: 0 })
    expect(asked?.tokensInPerCall).toBe(10_007)
  })

  it('is asked of speech by its seconds and of searches by their number', async () => {
    const none = { tokensIn: 0, tokensOut: 0, tokensCached: 0 }
    const about = { vendorId: 'openai', model: 'gpt-5-mini', atMs: startS * 1000, ...none }
    expect(
      await askedOf('audio_transcriptions', { ...caller, num_model_requests: 2, seconds: 1_201 }),
    ).toEqual([{ ...about, secondsAudioIn: 1_201 }])
    expect(await askedOf('web_search_calls', { ...caller, num_requests: 31, num_model_requests: 7 })).toEqual(
      [{ ...about, webSearches: 31 }],
    )
  })

  it.each([
    ['images', { num_model_requests: 2 }],
    ['audio_speeches', { num_model_requests: 2 }],
    ['vector_stores', { usage_bytes: 5 }],
    ['code_interpreter_sessions', { num_sessions: 2 }],
    ['file_search_calls', { num_requests: 2 }],
  ])('is not asked of %s', async (report, counts) => {
    expect(await askedOf(report, { ...caller, ...counts })).toEqual([])
  })
})

describe('rows of OpenAI usage', () => {
  it('stand apart by vector store, and are of its calls', async () => {
    const { ctx } = await vendorAt(() => ({
      body: page([
        { ...caller, num_requests: 2, vector_store_id: 'vs_1' },
        { ...caller, num_requests: 3, vector_store_id: 'vs_2' },
      ]),
    }))
    const pulled = await stream('usage').pull(ctx, { ...window, page: 'file_search_calls:' })
    if (!pulled.ok) throw new Error(pulled.failure.tag)
    const { usage } = pulled.value
    expect(usage.map(({ requests, operation }) => [requests, operation])).toEqual([
      [2, 'file_search_calls'],
      [3, 'file_search_calls'],
    ])
    expect(new Set(usage.map(({ naturalKey }) => naturalKey)).size).toBe(2)
  })

  it('of a long span are asked for by the day of each bucket it touches, and on later pages by the hour only', async () => {
    const hourMs = 3_600_000
    const week = { fromMs: window.toMs - 200 * hourMs, toMs: window.toMs }
    const { ctx, seen } = await vendorAt(() => ({ body: page([], null) }))
    await stream('usage').pull(ctx, { ...week, page: 'embeddings:' })
    await stream('usage').pull(ctx, { ...week, page: 'embeddings:p2' })
    const asked = seen.map(({ searchParams }) => [
      searchParams.get('bucket_width'),
      Number(searchParams.get('start_time')),
      searchParams.get('page'),
    ])
    const day = Math.floor(week.fromMs / (24 * hourMs)) * 24 * 3_600
    const hour = Math.floor(week.fromMs / hourMs) * 3_600
    expect(asked).toEqual([
      ['1d', day, null],
      ['1h', hour, 'p2'],
    ])
  })
})
