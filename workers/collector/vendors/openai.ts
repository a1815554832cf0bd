import { z } from 'zod'
import { nanoFromDecimal } from '../../../analytics/pricing/money.ts'
import type { PricedCost } from '../../../analytics/pricing/price.ts'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import type { CostObservation, UsageObservation } from '../../../analytics/usage.ts'
import { actorRow, type InventoryList, projectRow, pullLists, stageOf, unknownStage } from '../lists.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import {
  addressOf,
  amount,
  bucketRange,
  costPage,
  count,
  dayMs,
  emptyPage,
  hourMs,
  naturalKey,
  optionalCount,
  readBucketPage,
  ref,
} from '../page.ts'
import { type PulledPage, type PullWindow, type Validation, type VendorContext, vendor } from '../vendor.ts'

type Pulled = Promise<Result<PulledPage, OutboundFailure>>

/**
 * OpenAI platform organizations, read through the Admin API.
 * Source: OpenAI's OpenAPI document and the official clients, August 2026.
 */
export const openai = vendor({
  id: 'openai',
  label: 'OpenAI',
  baseUrl: { default: 'https://api.openai.com/v1', env: 'OPENAI_BASE_URL' },
  credentialKinds: [{ kind: 'admin_key', label: 'Admin key', hint: /^sk-admin-[\w-]{58}T3BlbkFJ[\w-]{58}$/ }],
  validate,
  streams: [
    { name: 'usage', intervalS: 15 * 60, overlapMs: 48 * hourMs, backfillMs: 30 * dayMs, pull: pullUsage },
    { name: 'cost', intervalS: 6 * 3600, overlapMs: 7 * dayMs, backfillMs: 30 * dayMs, pull: pullCosts },
    {
      name: 'inventory',
      intervalS: 24 * 3600,
      overlapMs: 0,
      backfillMs: 0,
      pull: (ctx, window) => pullLists(ctx, window, lists),
    },
  ],
})

/** A restricted admin key may not list admin keys and still read usage, so a 403 is asked about once more. */
async function validate(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const keys = await ctx.fetchJson(address(ctx, 'admin_api_keys', { limit: 1 }), headers(ctx))
  if (keys.ok) return ok({ accountRef: null })
  if (keys.failure.tag !== 'forbidden') return keys
  const today = Math.floor(ctx.nowMs / dayMs) * dayMs
  const costs = await ctx.fetchJson(
    address(ctx, 'costs', { start_time: today / 1000, limit: 1 }),
    headers(ctx),
  )
  return costs.ok ? ok({ accountRef: null }) : costs
}

const bucket = z
  .object({ start_time: z.int(), results: z.array(z.unknown()) })
  .transform(({ start_time, results }) => ({ startMs: start_time * 1000, results }))

/** Usage reports that are counted in tokens, read one after another as one stream. */
const reports: readonly [UsageReport, ...UsageReport[]] = [
  { name: 'completions', groupBy: ['project_id', 'user_id', 'api_key_id', 'model', 'batch', 'service_tier'] },
  { name: 'embeddings', groupBy: ['project_id', 'user_id', 'api_key_id', 'model'] },
]
type UsageReport = { name: string; groupBy: readonly string[] }

/** Plain audio and image counts are of uncached tokens where cached ones are told apart; older answers held both. */
const usageRow = z.object({
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
  project_id: ref,
  user_id: ref,
  api_key_id: ref,
  model: ref,
  batch: z.boolean().nullish(),
  service_tier: ref,
})
type UsageRow = z.infer<typeof usageRow>

async function pullUsage(ctx: VendorContext, window: PullWindow): Pulled {
  const range = unixRange(ctx, window, hourMs)
  const stage = stageOf(window.page, reports)
  if (!stage) return fail(unknownStage)
  if (!range) return ok(emptyPage())
  const { part: report, cursor } = stage
  const url = address(ctx, `usage/${report.name}`, {
    ...range,
    bucket_width: '1h',
    limit: 168,
    page: cursor,
    group_by: report.groupBy,
  })
  const page = await readBucketPage(
    ctx,
    { url, headers: headers(ctx), cursor },
    { bucket, row: usageRow },
    (row, startMs) => usageOf(ctx, report.name, row, startMs),
  )
  // Servers that speak this API without being OpenAI know completions only.
  const absent = !page.ok && page.failure.tag === 'not_found' && report !== reports[0]
  if (absent) return ok({ ...emptyPage(), nextPage: stage.after(null) })
  if (!page.ok) return page
  const { raw, kept, rows, skipped, next } = page.value
  return ok({ ...emptyPage(), raw, usage: kept, rows, skipped, nextPage: stage.after(next) })
}

function usageOf(ctx: VendorContext, operation: string, row: UsageRow, startMs: number): UsageObservation {
  const model = row.model ?? 'unknown'
  const dimensions = [
    row.project_id,
    row.user_id,
    row.api_key_id,
    row.model,
    row.batch ?? null,
    row.service_tier,
  ]
  return {
    naturalKey: naturalKey('openai', ctx.accountRef, operation, startMs, hourMs, ...dimensions),
    vendorId: 'openai',
    model,
    operation,
    bucketStartAtMs: startMs,
    bucketMs: hourMs,
    projectRef: row.project_id,
    actorRef: row.user_id,
    apiKeyRef: row.api_key_id,
    requests: row.num_model_requests,
    tokensIn: row.input_tokens,
    tokensOut: row.output_tokens,
    tokensCached: row.input_cached_tokens,
    tokensReasoning: 0,
    ...priceOf(ctx, row, model, startMs),
  }
}

/** Tiers other than the default, batch and flex have prices by contract or by model that no list has. */
function priceOf(ctx: VendorContext, row: UsageRow, model: string, atMs: number): PricedCost {
  const tier = row.service_tier ?? 'default'
  if (!['default', 'standard', 'auto', 'batch', 'flex'].includes(tier)) {
    return { costNanoUsd: 0n, costSource: 'unpriced' }
  }
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

const costRow = z.object({
  amount: z.object({ value: amount, currency: z.string() }),
  line_item: ref,
  project_id: ref,
  api_key_id: ref,
})
type CostRow = z.infer<typeof costRow>

async function pullCosts(ctx: VendorContext, window: PullWindow): Pulled {
  const range = unixRange(ctx, window, dayMs)
  if (!range) return ok(emptyPage())
  const url = address(ctx, 'costs', {
    ...range,
    bucket_width: '1d',
    limit: 180,
    page: window.page,
    group_by: ['project_id', 'line_item', 'api_key_id'],
  })
  const page = await readBucketPage(
    ctx,
    { url, headers: headers(ctx), cursor: window.page },
    { bucket, row: costRow },
    (row, startMs) => costOf(ctx, row, startMs),
  )
  return page.ok ? ok(costPage(page.value)) : page
}

function costOf(ctx: VendorContext, row: CostRow, startMs: number): CostObservation {
  const currency = row.amount.currency.toUpperCase()
  const lineItem = row.line_item ?? 'unspecified'
  const dimensions = [row.project_id, row.api_key_id, lineItem, currency]
  return {
    naturalKey: naturalKey('openai', ctx.accountRef, 'cost', startMs, dayMs, ...dimensions),
    vendorId: 'openai',
    dayAtMs: startMs,
    lineItem,
    projectRef: row.project_id,
    apiKeyRef: row.api_key_id,
    amountNano: nanoFromDecimal(row.amount.value),
    currency,
  }
}

const lists: readonly [InventoryList, ...InventoryList[]] = [
  {
    name: 'users',
    row: actorRow,
    request: (ctx, after) => ({ url: address(ctx, 'users', { limit: 100, after }), headers: headers(ctx) }),
  },
  {
    name: 'projects',
    row: projectRow,
    request: (ctx, after) => ({
      url: address(ctx, 'projects', { limit: 100, after, include_archived: 'true' }),
      headers: headers(ctx),
    }),
  },
]

function headers({ secret }: VendorContext): Record<string, string> {
  return { authorization: `Bearer ${secret.reveal()}` }
}

function address(ctx: VendorContext, path: string, query: Parameters<typeof addressOf>[2]): URL {
  return addressOf(ctx.baseUrl, `/organization/${path}`, query)
}

/** Units: Unix seconds. An end in the future is refused by the vendor. */
function unixRange(ctx: VendorContext, window: PullWindow, bucketMs: number) {
  const range = bucketRange(ctx, window, bucketMs)
  return range && { start_time: range.startMs / 1000, end_time: range.endMs / 1000 }
}
