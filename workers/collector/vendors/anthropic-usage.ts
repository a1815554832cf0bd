import { z } from 'zod'
import type { PricedCost } from '../../../analytics/pricing/price.ts'
import { ok } from '../../../analytics/result.ts'
import type { UsageObservation } from '../../../analytics/usage.ts'
import { hourMs } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import { emptyPage, readBucketPage } from '../page.ts'
import { count, optionalCount, ref } from '../shapes.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import {
  bucket,
  cacheCreation,
  headers,
  instantRange,
  organizationAddress,
  serverToolUse,
  tokensOf,
} from './anthropic-wire.ts'

const usageDimensions = [
  'workspace_id',
  'account_id',
  'service_account_id',
  'api_key_id',
  'model',
  'service_tier',
  'context_window',
]

const usageRow = z.object({
  uncached_input_tokens: count,
  cache_read_input_tokens: optionalCount,
  cache_creation: cacheCreation,
  output_tokens: count,
  server_tool_use: serverToolUse,
  workspace_id: ref,
  account_id: ref,
  service_account_id: ref,
  api_key_id: ref,
  model: ref,
  service_tier: ref,
  context_window: ref,
})
type UsageRow = z.infer<typeof usageRow>

export async function pullUsage(ctx: VendorContext, window: PullWindow): Pulled {
  const range = instantRange(ctx, window, hourMs)
  if (!range) return ok(emptyPage())
  const url = organizationAddress(ctx, 'usage_report/messages', {
    ...range,
    bucket_width: '1h',
    limit: 168,
    page: window.page,
    group_by: usageDimensions,
  })
  const page = await readBucketPage(
    ctx,
    { url, headers: headers(ctx), cursor: window.page },
    { bucket, row: usageRow },
    (row, startMs) => usageOf(ctx, row, startMs),
  )
  if (!page.ok) return page
  const { raw, kept, rows, skipped, next } = page.value
  return ok({ ...emptyPage(), raw, usage: kept, rows, skipped, nextPage: next })
}

/** The vendor does not count calls. A call without an account is the key's: inventory says whose key it is. */
function usageOf(ctx: VendorContext, row: UsageRow, startMs: number): UsageObservation {
  const model = row.model ?? 'unknown'
  const { tokensIn, tokensOut, tokensCached } = tokensOf(row)
  const dimensions = [
    row.workspace_id,
    row.account_id,
    row.service_account_id,
    row.api_key_id,
    row.model,
    row.service_tier,
    row.context_window,
  ]
  return {
    naturalKey: naturalKey('anthropic', ctx.accountRef, 'messages', startMs, hourMs, ...dimensions),
    vendorId: 'anthropic',
    model,
    operation: 'messages',
    bucketStartAtMs: startMs,
    bucketMs: hourMs,
    projectRef: row.workspace_id,
    actorRef: row.account_id ?? row.service_account_id ?? row.api_key_id,
    apiKeyRef: row.api_key_id,
    requests: null,
    tokensIn,
    tokensOut,
    tokensCached,
    tokensReasoning: 0,
    ...priceOf(ctx, row, model, startMs),
  }
}

/** Standard and batch have list prices; priority and flex are priced by contract. */
function priceOf(ctx: VendorContext, row: UsageRow, model: string, atMs: number): PricedCost {
  const tier = row.service_tier ?? 'standard'
  if (tier !== 'standard' && tier !== 'batch') return { costNanoUsd: 0n, costSource: 'unpriced' }
  return ctx.price({
    ...tokensOf(row),
    vendorId: 'anthropic',
    model,
    atMs,
    webSearches: row.server_tool_use?.web_search_requests ?? 0,
    tokensInPerCall: row.context_window === '200k-1M' ? 200_001 : 0,
    rate: tier === 'batch' ? 'half' : 'list',
  })
}
