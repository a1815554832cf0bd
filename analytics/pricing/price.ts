import { calcPrice, type ModelPrice } from '@pydantic/genai-prices'
import { divideHalfEven, nanoFromDecimal } from './money.ts'

/**
 * What is priced: one call, or a bucket of calls. Every class is a part of the total above it: cached, written,
 * audio and image tokens are all contained in `tokensIn`, cached audio also in `tokensCached`.
 */
export type PricedUsage = {
  vendorId: string
  model: string
  /** When the calls were made: prices change. */
  atMs: number
  tokensIn: number
  tokensOut: number
  tokensCached: number
  cacheWrite5m?: number
  cacheWrite1h?: number
  tokensAudioIn?: number
  tokensAudioCached?: number
  tokensAudioOut?: number
  tokensImageIn?: number
  tokensImageCached?: number
  tokensImageOut?: number
  webSearches?: number
  /** Speech that was listened to, sold by its length and apart from tokens. Units: whole seconds. */
  secondsAudioIn?: number
  /** Input of a single call, on which long-context rates depend; for a bucket its average. Default: `tokensIn`. */
  tokensInPerCall?: number
  /** Batch processing costs half of the list price per token at both OpenAI and Anthropic; tool calls cost the same. */
  rate?: 'list' | 'half'
}

export type PricedCost = { costNanoUsd: bigint; costSource: 'priced' | 'unpriced' }

/** The version of the price list, as its package says. */
export const listVersion = '0.1.8'

/** Our vendor ids and the price list's; a vendor that is not here has no list price. */
const listIds: Record<string, string> = {
  openai: 'openai',
  anthropic: 'anthropic',
  azure_openai: 'azure',
  gemini: 'google',
  vertex: 'google',
  bedrock: 'aws',
  xai: 'x-ai',
  mistral: 'mistral',
  cohere: 'cohere',
  openrouter: 'openrouter',
  perplexity: 'perplexity',
  deepseek: 'deepseek',
}

const unpriced: PricedCost = { costNanoUsd: 0n, costSource: 'unpriced' }

/**
 * The list price of usage, exact and rounded once, half to even. Unknown models, classes without a price and
 * counts that contradict each other are unpriced with cost 0: never a guess.
 *
 * Units: nano-USD. Source: the offline list of `@pydantic/genai-prices`; only the prices are taken from it, since
 * its sums are floats and its tiers look at the whole bucket.
 */
export function priceUsage(usage: PricedUsage): PricedCost {
  const prices = modelPrice(usage)
  return prices ? priceAt(prices, usage) : unpriced
}

/** Prices an organization agreed for one model. Units: US dollars per million tokens, decimal texts. */
export type AgreedPrice = {
  vendorId: string
  model: string
  /** From when on; a later price of the same model ends it. Units: epoch milliseconds. */
  effectiveFromMs: number
  input: string
  output: string
  cacheRead: string | null
  cacheWrite: string | null
}

/** What gives a price to usage. */
export type PriceBook = (usage: PricedUsage) => PricedCost

/** The list, with an organization's own prices before it. Calls of tools and speech keep their list price. */
export function priceBook(agreed: readonly AgreedPrice[]): PriceBook {
  if (agreed.length === 0) return priceUsage
  const nameOf = (vendorId: string, model: string) => JSON.stringify([vendorId, model])
  const byModel = new Map<string, AgreedPrice[]>()
  for (const price of agreed.toSorted((x, y) => y.effectiveFromMs - x.effectiveFromMs)) {
    const name = nameOf(price.vendorId, price.model)
    byModel.set(name, [...(byModel.get(name) ?? []), price])
  }
  return (usage) => {
    const own = byModel
      .get(nameOf(usage.vendorId, usage.model))
      ?.find(({ effectiveFromMs }) => effectiveFromMs <= usage.atMs)
    if (!own) return priceUsage(usage)
    const listed = modelPrice(usage)
    const searches = listed?.web_searches_kcount
    const hours = listed?.input_audio_hours
    const prices: ModelPrice = {
      input_mtok: Number(own.input),
      output_mtok: Number(own.output),
      ...(own.cacheRead === null ? {} : { cache_read_mtok: Number(own.cacheRead) }),
      ...(own.cacheWrite === null ? {} : { cache_write_mtok: Number(own.cacheWrite) }),
      ...(searches === undefined ? {} : { web_searches_kcount: searches }),
      ...(hours === undefined ? {} : { input_audio_hours: hours }),
    }
    return priceAt(prices, usage)
  }
}

/** Vendors whose calls in batches cost half per token. */
const halvedInBatches = new Set(['openai', 'anthropic'])

/** The price of a call that was made in a batch; none is known of other vendors. */
export const batchPrice = (price: PriceBook, usage: PricedUsage): PricedCost =>
  halvedInBatches.has(usage.vendorId) ? price({ ...usage, rate: 'half' }) : unpriced

function priceAt(prices: ModelPrice, usage: PricedUsage): PricedCost {
  let sum = 0n
  for (const { count, per, keys } of charges(usage)) {
    if (!Number.isSafeInteger(count) || count < 0) return unpriced
    const key = keys.find((each) => prices[each] !== undefined)
    const price = key === undefined ? undefined : prices[key]
    if (price === undefined) return unpriced
    const nanoUsd = nanoRate(rateAt(price, usage.tokensInPerCall ?? usage.tokensIn))
    const halves = usage.rate === 'half' && per === perTokens ? 1n : 2n
    sum += halves * BigInt(count) * nanoUsd * (perAll / per)
  }
  return { costNanoUsd: divideHalfEven(sum, 2n * perAll), costSource: 'priced' }
}

/** Tokens are sold by the million, tool calls by the thousand, speech by the hour; `perAll` is a multiple of each. */
const perTokens = 1_000_000n
const perCalls = 1_000n
const perHour = 3_600n
const perAll = 9_000_000n

/** The prices that apply to each class, most specific first: without one of its own it is billed as the class around it. */
const keysOf = {
  fresh: ['input_mtok'],
  textCached: ['cache_read_mtok', 'input_mtok'],
  audioCached: ['cache_audio_read_mtok', 'cache_read_mtok', 'input_audio_mtok', 'input_mtok'],
  imageCached: ['cache_image_read_mtok', 'cache_read_mtok', 'input_image_mtok', 'input_mtok'],
  write5m: ['cache_write_5m_mtok', 'cache_write_mtok', 'input_mtok'],
  write1h: ['cache_write_1h_mtok', 'cache_write_mtok', 'input_mtok'],
  freshAudio: ['input_audio_mtok', 'input_mtok'],
  freshImage: ['input_image_mtok', 'input_mtok'],
  textOut: ['output_mtok'],
  audioOut: ['output_audio_mtok', 'output_mtok'],
  imageOut: ['output_image_mtok', 'output_mtok'],
  webSearches: ['web_searches_kcount'],
  secondsAudioIn: ['input_audio_hours', 'audio_hours'],
} as const

type Charge = { count: number; per: bigint; keys: readonly string[] }

/** Disjoint charges that together cover the usage, without those of nothing. */
function charges(usage: PricedUsage): Charge[] {
  const audioCached = usage.tokensAudioCached ?? 0
  const imageCached = usage.tokensImageCached ?? 0
  const audio = usage.tokensAudioIn ?? 0
  const image = usage.tokensImageIn ?? 0
  const audioOut = usage.tokensAudioOut ?? 0
  const imageOut = usage.tokensImageOut ?? 0
  const write5m = usage.cacheWrite5m ?? 0
  const write1h = usage.cacheWrite1h ?? 0
  const textCached = usage.tokensCached - audioCached - imageCached
  const freshAudio = audio - audioCached
  const freshImage = image - imageCached
  const fresh = usage.tokensIn - usage.tokensCached - write5m - write1h - freshAudio - freshImage
  const found: Charge[] = []
  const charge = (count: number, keys: readonly string[], per = perTokens): void => {
    if (count !== 0) found.push({ count, per, keys })
  }
  charge(fresh, keysOf.fresh)
  charge(textCached, keysOf.textCached)
  charge(audioCached, keysOf.audioCached)
  charge(imageCached, keysOf.imageCached)
  charge(write5m, keysOf.write5m)
  charge(write1h, keysOf.write1h)
  charge(freshAudio, keysOf.freshAudio)
  charge(freshImage, keysOf.freshImage)
  charge(usage.tokensOut - audioOut - imageOut, keysOf.textOut)
  charge(audioOut, keysOf.audioOut)
  charge(imageOut, keysOf.imageOut)
  charge(usage.webSearches ?? 0, keysOf.webSearches, perCalls)
  charge(usage.secondsAudioIn ?? 0, keysOf.secondsAudioIn, perHour)
  return found
}

/** Prices change by the day, and off-peak ones by the quarter of an hour. */
const priceSpanMs = 15 * 60_000
const rememberedMax = 2_000
/** By span, provider and model, so that looking one up makes no text of them. */
const remembered = new Map<number, Map<string, Map<string, ModelPrice | null>>>()
let rememberedPrices = 0

/** The price list's answer, remembered: finding a model among a thousand patterns costs more than a whole scan. */
function modelPrice({ vendorId, model, atMs }: PricedUsage): ModelPrice | null {
  const providerId = Object.hasOwn(listIds, vendorId) ? listIds[vendorId] : undefined
  if (!providerId) return null
  const spanStartMs = Math.floor(atMs / priceSpanMs) * priceSpanMs
  const known = remembered.get(spanStartMs)?.get(providerId)?.get(model)
  if (known !== undefined) return known
  const found = calcPrice({}, model, { providerId, timestamp: new Date(spanStartMs) })?.model_price ?? null
  if (rememberedPrices >= rememberedMax) {
    remembered.clear()
    rememberedPrices = 0
  }
  rememberedPrices += 1
  const ofSpan = remembered.get(spanStartMs) ?? new Map<string, Map<string, ModelPrice | null>>()
  const ofProvider = ofSpan.get(providerId) ?? new Map<string, ModelPrice | null>()
  remembered.set(spanStartMs, ofSpan.set(providerId, ofProvider.set(model, found)))
  return found
}

const nanoOfRate = new Map<number, bigint>()

/** Units: nano-USD. There are few hundred distinct rates in the whole list. */
function nanoRate(rate: number): bigint {
  let nano = nanoOfRate.get(rate)
  if (nano === undefined) {
    nano = nanoFromDecimal(rate)
    nanoOfRate.set(rate, nano)
  }
  return nano
}

function rateAt(price: NonNullable<ModelPrice[string]>, tokensInPerCall: number): number {
  if (typeof price === 'number') return price
  return price.tiers.findLast((tier) => tokensInPerCall > tier.start)?.price ?? price.base
}
