import { z } from 'zod'
import type { PricedCost } from '../../../analytics/pricing/price.ts'
import { fail, ok } from '../../../analytics/result.ts'
import type { UsageObservation } from '../../../analytics/usage.ts'
import { bearer } from '../authorization.ts'
import { stageOf, unknownStage } from '../lists.ts'
import { dayMs, hourMs } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import { emptyPage, readBucketPage } from '../page.ts'
import { count, optionalCount, ref } from '../shapes.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { bucket, organizationAddress, unixRange } from './openai-wire.ts'

/** One usage report: what it groups by and how a row of it is read. */
type UsageReport = {
  name: string
  groupBy: readonly string[]
  row: z.ZodType<Figures>
}

/** A row of any report. `dimensions` tell rows of one bucket apart; a cost that depends on the row is `price`'s to say. */
type Figures = {
  model: string | null
  project_id: string | null
  user_id: string | null
  api_key_id: string | null
  dimensions: readonly (string | boolean | null)[]
  requests: number | null
  tokensIn: number
  tokensOut: number
  tokensCached: number
  price: (ctx: VendorContext, model: string, atMs: number) => PricedCost
}

const unpriced: PricedCost = { costNanoUsd: 0n, costSource: 'unpriced' }
const noTokens = { tokensIn: 0, tokensOut: 0, tokensCached: 0 }
const caller = { project_id: ref, user_id: ref, api_key_id: ref, model: ref }

/** Plain audio and image counts are of uncached tokens where cached ones are told apart; older answers held both. */
const tokenRow = z
  .object({
    ...caller,
    input_tokens: count,
    output_tokens: optionalCount,
    input_cached_tokens: optionalCount,
    input_cache_write_tokens: optionalCount,
    input_audio_tokens: optionalCount,
    input_cached_audio_tokens: optionalCount,
    output_audio_tokens: optionalCount,
    input_image_tokens: optionalCount,
    input_cached_image_tokens: optionalCount,
    output_image_tokens: optionalCount,
    num_model_requests: count,
    batch: z.boolean().nullish(),
    service_tier: ref,
  })
  .transform(
    (row): Figures => ({
      ...row,
      dimensions: [row.batch ?? null, row.service_tier],
      requests: row.num_model_requests,
      tokensIn: row.input_tokens,
      tokensOut: row.output_tokens,
      tokensCached: row.input_cached_tokens,
      price: (ctx, model, atMs) => tokenPrice(ctx, row, model, atMs),
    }),
  )

type TokenCounts = {
  input_tokens: number
  output_tokens: number
  input_cached_tokens: number
  input_cache_write_tokens: number
  input_audio_tokens: number
  input_cached_audio_tokens: number
  output_audio_tokens: number
  input_image_tokens: number
  input_cached_image_tokens: number
  output_image_tokens: number
  num_model_requests: number
  batch?: boolean | null | undefined
  service_tier: string | null
}

/** Tiers other than the default, batch and flex have prices by contract or by model that no list has. */
function tokenPrice(ctx: VendorContext, row: TokenCounts, model: string, atMs: number): PricedCost {
  const tier = row.service_tier ?? 'default'
  if (!['default', 'standard', 'auto', 'batch', 'flex'].includes(tier)) return unpriced
  return ctx.price({
    vendorId: 'openai',
    model,
    atMs,
    tokensIn: row.input_tokens,
    tokensOut: row.output_tokens,
    tokensCached: row.input_cached_tokens,
    cacheWrite5m: row.input_cache_write_tokens,
    tokensAudioIn: row.input_audio_tokens + row.input_cached_audio_tokens,
    tokensAudioCached: row.input_cached_audio_tokens,
    tokensAudioOut: row.output_audio_tokens,
    tokensImageIn: row.input_image_tokens + row.input_cached_image_tokens,
    tokensImageCached: row.input_cached_image_tokens,
    tokensImageOut: row.output_image_tokens,
    tokensInPerCall: Math.floor(row.input_tokens / Math.max(1, row.num_model_requests)),
    rate: row.batch || tier === 'batch' || tier === 'flex' ? 'half' : 'list',
  })
}

/** Calls that are counted by the piece, for which the list has no price. */
const pieceRow = z.object({ ...caller, num_model_requests: count, source: ref, size: ref }).transform(
  (row): Figures => ({
    ...row,
    ...noTokens,
    dimensions: [row.source, row.size],
    requests: row.num_model_requests,
    price: () => unpriced,
  }),
)

/** Speech that was written down. Models that sell it by the token have no price by the hour, and none here. */
const speechRow = z.object({ ...caller, num_model_requests: count, seconds: count }).transform(
  (row): Figures => ({
    ...row,
    ...noTokens,
    dimensions: [],
    requests: row.num_model_requests,
    price: (ctx, model, atMs) =>
      ctx.price({ vendorId: 'openai', model, atMs, ...noTokens, secondsAudioIn: row.seconds }),
  }),
)

/** What is stored, at the moment of the bucket: no call stands behind it. */
const storedRow = z
  .object({ ...caller, usage_bytes: count })
  .transform(
    (row): Figures => ({ ...row, ...noTokens, dimensions: [], requests: null, price: () => unpriced }),
  )

const sessionRow = z.object({ ...caller, num_sessions: count }).transform(
  (row): Figures => ({
    ...row,
    ...noTokens,
    dimensions: [],
    requests: row.num_sessions,
    price: () => unpriced,
  }),
)

const fileSearchRow = z.object({ ...caller, num_requests: count, vector_store_id: ref }).transform(
  (row): Figures => ({
    ...row,
    ...noTokens,
    dimensions: [row.vector_store_id],
    requests: row.num_requests,
    price: () => unpriced,
  }),
)

/** The model calls around the searches are in the report of completions already; here are the searches. */
const webSearchRow = z.object({ ...caller, num_requests: count, context_level: ref }).transform(
  (row): Figures => ({
    ...row,
    ...noTokens,
    dimensions: [row.context_level],
    requests: row.num_requests,
    price: (ctx, model, atMs) =>
      ctx.price({ vendorId: 'openai', model, atMs, ...noTokens, webSearches: row.num_requests }),
  }),
)

const byCaller = ['project_id', 'user_id', 'api_key_id', 'model']

/** All usage reports, read one after another as one stream. */
const reports: readonly [UsageReport, ...UsageReport[]] = [
  { name: 'completions', groupBy: [...byCaller, 'batch', 'service_tier'], row: tokenRow },
  { name: 'embeddings', groupBy: byCaller, row: tokenRow },
  { name: 'moderations', groupBy: byCaller, row: tokenRow },
  { name: 'images', groupBy: [...byCaller, 'size', 'source'], row: pieceRow },
  { name: 'audio_speeches', groupBy: byCaller, row: pieceRow },
  { name: 'audio_transcriptions', groupBy: byCaller, row: speechRow },
  { name: 'vector_stores', groupBy: ['project_id'], row: storedRow },
  { name: 'code_interpreter_sessions', groupBy: ['project_id'], row: sessionRow },
  {
    name: 'file_search_calls',
    groupBy: ['project_id', 'user_id', 'api_key_id', 'vector_store_id'],
    row: fileSearchRow,
  },
  { name: 'web_search_calls', groupBy: [...byCaller, 'context_level'], row: webSearchRow },
]

const hoursPerPage = 168
const anyBucket = { bucket, row: z.unknown() }

/**
 * A long window is one of history in which little is to be expected: whether a report has anything in it is asked for by
 * the day first, in one call, before its hours are read in many.
 */
export async function pullUsage(ctx: VendorContext, window: PullWindow): Pulled {
  const range = unixRange(ctx, window, hourMs)
  const stage = stageOf(window.page, reports)
  if (!stage) return fail(unknownStage)
  if (!range) return ok(emptyPage())
  const { part: report, cursor } = stage
  const isLong = range.end_time - range.start_time > hoursPerPage * 3600
  if (isLong && cursor === null) {
    const days = { ...unixRange(ctx, window, dayMs), bucket_width: '1d', limit: 31 }
    const url = organizationAddress(ctx, `usage/${report.name}`, days)
    const told = await readBucketPage(ctx, { url, headers: bearer(ctx), cursor }, anyBucket, () => null)
    const { raw, rows, next } = told.ok ? told.value : { raw: '', rows: 1, next: null }
    if (rows === 0 && next === null) return ok({ ...emptyPage(), raw, nextPage: stage.after(null) })
  }
  const url = organizationAddress(ctx, `usage/${report.name}`, {
    ...range,
    bucket_width: '1h',
    limit: hoursPerPage,
    page: cursor,
    group_by: report.groupBy,
  })
  const page = await readBucketPage(
    ctx,
    { url, headers: bearer(ctx), cursor },
    { bucket, row: report.row },
    (row, startMs) => usageOf(ctx, report.name, row, startMs),
  )
  // Servers that speak this API without being OpenAI know completions only.
  const absent = !page.ok && page.failure.tag === 'not_found' && report !== reports[0]
  if (absent) return ok({ ...emptyPage(), nextPage: stage.after(null) })
  if (!page.ok) return page
  const { raw, kept, rows, skipped, next } = page.value
  return ok({ ...emptyPage(), raw, usage: kept, rows, skipped, nextPage: stage.after(next) })
}

/** A call without a user is the key's: inventory says whose key it is. */
function usageOf(ctx: VendorContext, operation: string, row: Figures, startMs: number): UsageObservation {
  const model = row.model ?? 'unknown'
  const dimensions = [row.project_id, row.user_id, row.api_key_id, row.model, ...row.dimensions]
  return {
    naturalKey: naturalKey('openai', ctx.accountRef, operation, startMs, hourMs, ...dimensions),
    vendorId: 'openai',
    model,
    operation,
    bucketStartAtMs: startMs,
    bucketMs: hourMs,
    projectRef: row.project_id,
    actorRef: row.user_id ?? row.api_key_id,
    apiKeyRef: row.api_key_id,
    requests: row.requests,
    tokensIn: row.tokensIn,
    tokensOut: row.tokensOut,
    tokensCached: row.tokensCached,
    tokensReasoning: 0,
    ...row.price(ctx, model, startMs),
  }
}
