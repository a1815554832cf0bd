import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { calcPrice, findProvider } from '@pydantic/genai-prices'
import { describe, expect, it } from 'vitest'
import { type AgreedPrice, listVersion, type PricedUsage, priceBook, priceUsage } from './price.ts'

const atMs = Date.parse('2026-11-20T12:00:00Z')
const openai = {
  vendorId: 'openai',
  model: 'gpt-5-mini-2025-08-07',
  atMs,
  tokensCached: 0,
  tokensOut: 0,
  tokensIn: 0,
}
const anthropic = { ...openai, vendorId: 'anthropic', model: 'claude-sonnet-4-6' }

function cost(usage: PricedUsage): bigint {
  const priced = priceUsage(usage)
  expect(priced.costSource).toBe('priced')
  return priced.costNanoUsd
}

describe('listVersion', () => {
  it('is that of the package', () => {
    const path = join(import.meta.dirname, '../../node_modules/@pydantic/genai-prices/package.json')
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ version: listVersion })
  })
})

describe('priceUsage', () => {
  it('prices fresh, cached and output tokens once each', () => {
    // 122,780 x 0.25 + 61,440 x 0.025 + 20,911 x 2 dollars per million
    expect(cost({ ...openai, tokensIn: 184_220, tokensCached: 61_440, tokensOut: 20_911 })).toBe(74_053_000n)
  })

  it('prices cache writes by how long they live', () => {
    const usage = {
      ...anthropic,
      tokensIn: 1_000_000,
      tokensCached: 400_000,
      cacheWrite5m: 300_000,
      cacheWrite1h: 200_000,
    }
    // 100,000 x 3 + 400,000 x 0.3 + 300,000 x 3.75 + 200,000 x 6
    expect(cost(usage)).toBe(2_745_000_000n)
  })

  it('prices audio and web searches', () => {
    const usage = {
      ...openai,
      model: 'gpt-realtime',
      tokensIn: 1000,
      tokensCached: 300,
      tokensAudioIn: 500,
      tokensAudioCached: 200,
    }
    // fresh text 400 x 4, cached text 100 x 0.4, cached audio 200 x 0.4, fresh audio 300 x 32
    expect(cost(usage)).toBe(11_320_000n)
    expect(cost({ ...anthropic, webSearches: 3 })).toBe(30_000_000n)
    expect(cost({ ...anthropic, webSearches: 3, rate: 'half' })).toBe(30_000_000n)
  })

  it('prices images that went in, that were remembered and that came out', () => {
    const usage = {
      ...openai,
      model: 'gpt-image-1.5',
      tokensIn: 1000,
      tokensCached: 300,
      tokensImageIn: 500,
      tokensImageCached: 200,
      tokensOut: 100,
      tokensImageOut: 60,
    }
    // text: fresh 400 x 5, cached 100 x 1.25, out 40 x 10; images: fresh 300 x 8, cached 200 x 2, out 60 x 32
    expect(cost(usage)).toBe(7_245_000n)
    // Images that come out have no price of their own there: 100 x 40.
    expect(cost({ ...usage, model: 'gpt-image-1' })).toBe(9_625_000n)
  })

  it('prices speech by the hour, to the second, where the model is sold so', () => {
    const speech = { ...openai, model: 'whisper-1', tokensIn: 0 }
    expect(cost({ ...speech, secondsAudioIn: 3_600 })).toBe(360_000_000n)
    expect(cost({ ...speech, secondsAudioIn: 1, rate: 'half' })).toBe(100_000n)
    expect(priceUsage({ ...speech, model: 'gpt-4o', secondsAudioIn: 1 }).costSource).toBe('unpriced')
    expect(priceUsage({ ...speech, secondsAudioIn: 0.5 }).costSource).toBe('unpriced')
  })

  it('bills a class without a price of its own as the class around it', () => {
    const usage = {
      ...openai,
      model: 'gpt-4o-audio-preview',
      tokensIn: 1000,
      tokensCached: 400,
      tokensAudioIn: 100,
    }
    expect(cost(usage)).toBe(2_500_000n)
  })

  it('rounds once, half to even', () => {
    const halves = { ...openai, model: 'text-embedding-3-small', rate: 'half' as const }
    expect(cost({ ...halves, tokensIn: 1 })).toBe(10n)
    expect(cost({ ...openai, tokensIn: 2, tokensCached: 1, rate: 'half' })).toBe(138n) // 137.5
    expect(cost({ ...openai, tokensIn: 1, rate: 'half' })).toBe(125n)
    expect(cost({ ...openai, tokensIn: 1, tokensCached: 1, rate: 'half' })).toBe(12n) // 12.5
  })

  it('chooses long-context rates by the single call, not by the bucket', () => {
    const long = { ...openai, model: 'gpt-5.4', tokensIn: 1_000_000 }
    expect(cost(long)).toBe(5_000_000_000n)
    expect(cost({ ...long, tokensInPerCall: 271_999 })).toBe(2_500_000_000n)
    expect(cost({ ...long, tokensInPerCall: 272_000 })).toBe(5_000_000_000n)
  })

  it('uses the price of the day', () => {
    const o3 = { ...openai, model: 'o3', tokensIn: 1_000_000 }
    expect(cost({ ...o3, atMs: Date.parse('2025-06-09T23:00:00Z') })).toBe(10_000_000_000n)
    expect(cost({ ...o3, atMs: Date.parse('2025-06-10T00:00:00Z') })).toBe(2_000_000_000n)
  })

  it('agrees with the list’s own calculator on every model of both vendors', () => {
    let compared = 0
    for (const vendorId of ['openai', 'anthropic']) {
      for (const model of findProvider({ providerId: vendorId })?.models ?? []) {
        const oracle = calcPrice(
          {
            input_tokens: 90_010,
            cache_read_tokens: 30_007,
            cache_write_tokens: 20_003,
            cache_write_1h_tokens: 9_001,
            input_audio_tokens: 5_005,
            cache_audio_read_tokens: 1_001,
            output_tokens: 7_777,
            output_audio_tokens: 777,
          },
          model.id,
          { providerId: vendorId, timestamp: new Date(atMs) },
        )
        const ours = priceUsage({
          vendorId,
          model: model.id,
          atMs,
          tokensIn: 90_010,
          tokensCached: 30_007,
          cacheWrite5m: 11_002,
          cacheWrite1h: 9_001,
          tokensAudioIn: 5_005,
          tokensAudioCached: 1_001,
          tokensOut: 7_777,
          tokensAudioOut: 777,
        })
        if (ours.costSource === 'unpriced') continue
        compared += 1
        expect(Math.abs(Number(ours.costNanoUsd) / 1e9 - (oracle?.total_price ?? 0)), model.id).toBeLessThan(
          1.1e-9,
        )
      }
    }
    expect(compared).toBeGreaterThan(80)
  })

  it.each([
    ['an unknown model', { ...openai, model: 'gpt-99-imaginary' }],
    ['a vendor without a list', { ...openai, vendorId: 'ollama' }],
    ['a vendor named like an object’s own method', { ...openai, vendorId: 'toString' }],
    ['a class that the model has no price for', { ...openai, model: 'text-embedding-3-small', tokensOut: 5 }],
    ['more cached tokens than tokens', { ...openai, tokensIn: 10, tokensCached: 11 }],
    [
      'more cached audio than cached tokens',
      { ...openai, tokensIn: 10, tokensAudioIn: 5, tokensAudioCached: 5 },
    ],
    ['more images than tokens', { ...openai, model: 'gpt-realtime', tokensOut: 1, tokensImageOut: 2 }],
    ['more than can be counted', { ...openai, tokensIn: 2 ** 53 }],
    ['negative counts', { ...openai, tokensIn: -1 }],
    ['fractions', { ...openai, tokensIn: 1.5 }],
  ])('leaves %s unpriced', (_what, usage) => {
    const some = usage.tokensIn === 0 ? { ...usage, tokensIn: 10 } : usage
    expect(priceUsage(some)).toEqual({ costNanoUsd: 0n, costSource: 'unpriced' })
  })
})

describe('priceBook', () => {
  const day = 86_400_000
  const agreed = (change: Partial<AgreedPrice> = {}): AgreedPrice => ({
    vendorId: 'openai',
    model: openai.model,
    effectiveFromMs: atMs - day,
    input: '0.1',
    output: '1.000000001',
    cacheRead: null,
    cacheWrite: null,
    ...change,
  })
  const usage = { ...openai, tokensIn: 1_000_000, tokensCached: 400_000, tokensOut: 1_000_000 }

  it('puts an agreed price before the list, cached input at the price of input when it has none', () => {
    expect(priceBook([agreed()])(usage)).toEqual({ costNanoUsd: 1_100_000_001n, costSource: 'priced' })
    const withCache = priceBook([agreed({ cacheRead: '0.01' })])(usage)
    expect(withCache.costNanoUsd).toBe(1_064_000_001n)
  })

  it('agrees on what is written to be remembered, at the price of input when it does not', () => {
    const written = { ...usage, tokensCached: 0, tokensOut: 0, cacheWrite5m: 300_000, cacheWrite1h: 100_000 }
    // 600,000 x 0.1, and 400,000 x 0.1 or x 5
    expect(priceBook([agreed()])(written).costNanoUsd).toBe(100_000_000n)
    expect(priceBook([agreed({ cacheWrite: '5' })])(written).costNanoUsd).toBe(2_060_000_000n)
  })

  it('holds from its moment on, and until a later one', () => {
    const book = priceBook([
      agreed({ effectiveFromMs: atMs - 10 * day, input: '9', output: '0' }),
      agreed({ effectiveFromMs: atMs - day, input: '2', output: '0' }),
    ])
    const at = (ms: number) => book({ ...usage, tokensCached: 0, atMs: ms }).costNanoUsd
    expect(at(atMs)).toBe(2_000_000_000n)
    expect(at(atMs - day)).toBe(2_000_000_000n)
    expect(at(atMs - day - 1)).toBe(9_000_000_000n)
    expect(at(atMs - 11 * day)).toBe(
      priceUsage({ ...usage, tokensCached: 0, atMs: atMs - 11 * day }).costNanoUsd,
    )
  })

  it('gives a price to a model that no list knows, and to no other model or vendor', () => {
    const book = priceBook([agreed({ model: 'house-model', vendorId: 'custom_acme' })])
    const own = { ...usage, vendorId: 'custom_acme', model: 'house-model' }
    expect(book(own).costSource).toBe('priced')
    expect(book({ ...own, model: 'house-model-2' }).costSource).toBe('unpriced')
    expect(book({ ...own, vendorId: 'custom_acm' }).costSource).toBe('unpriced')
    expect(book(usage)).toEqual(priceUsage(usage))
  })

  it('keeps the list price of speech', () => {
    const speech = { ...openai, model: 'whisper-1', tokensIn: 0, secondsAudioIn: 90 }
    expect(priceBook([agreed({ model: 'whisper-1' })])(speech)).toEqual(priceUsage(speech))
    expect(priceUsage(speech).costNanoUsd).toBe(9_000_000n)
  })

  it('keeps the list price of web searches', () => {
    const model = { ...anthropic, tokensIn: 0, webSearches: 1_000 }
    const book = priceBook([agreed({ vendorId: 'anthropic', model: anthropic.model })])
    expect(book(model)).toEqual(priceUsage(model))
    expect(book(model).costNanoUsd).toBeGreaterThan(0n)
  })
})
