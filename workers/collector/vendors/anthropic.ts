import { z } from 'zod'
import { nanoFromCents } from '../../../analytics/pricing/money.ts'
import type { PricedCost, PricedUsage } from '../../../analytics/pricing/price.ts'
import { ok, type Result } from '../../../analytics/result.ts'
import type { CostObservation, UsageObservation } from '../../../analytics/usage.ts'
import { actorRow, type InventoryList, projectRow, pullLists } from '../lists.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import {
  addressOf,
  amount,
  bucketRange,
  costPage,
  count,
  dayMs,
  emptyPage,
  fetchPage,
  hourMs,
  naturalKey,
  optionalCount,
  readBucketPage,
  ref,
} from '../page.ts'
import { type PulledPage, type PullWindow, type Validation, type VendorContext, vendor } from '../vendor.ts'

type Pulled = Promise<Result<PulledPage, OutboundFailure>>

/**
 * Anthropic Console organizations, read through the Usage & Cost Admin API.
 * Source: Anthropic's API reference, August 2026.
 */
export const anthropic = vendor({
  id: 'anthropic',
  label: 'Anthropic',
  baseUrl: { default: 'https://api.anthropic.com', env: 'ANTHROPIC_BASE_URL' },
  credentialKinds: [{ kind: 'admin_key', label: 'Admin key', hint: /^sk-ant-admin01-[\w-]{93}AA$/ }],
  validate,
  streams: [
    { name: 'usage', intervalS: 15 * 60, overlapMs: 24 * hourMs, backfillMs: 30 * dayMs, pull: pullUsage },
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

const organization = z.object({ id: z.string() })

async function validate(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const me = await fetchPage(ctx, { url: address(ctx, 'me', {}), headers: headers(ctx) }, organization)
  return me.ok ? ok({ accountRef: me.value.body.id }) : me
}

const bucket = z
  .object({ starting_at: z.iso.datetime({ offset: true }), results: z.array(z.unknown()) })
  .transform(({ starting_at, results }) => ({ startMs: Date.parse(starting_at), results }))

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
  cache_creation: z
    .object({ ephemeral_5m_input_tokens: optionalCount, ephemeral_1h_input_tokens: optionalCount })
    .nullish(),
  output_tokens: count,
  server_tool_use: z.object({ web_search_requests: optionalCount }).nullish(),
  workspace_id: ref,
  account_id: ref,
  service_account_id: ref,
  api_key_id: ref,
  model: ref,
  service_tier: ref,
  context_window: ref,
})
type UsageRow = z.infer<typeof usageRow>

async function pullUsage(ctx: VendorContext, window: PullWindow): Pulled {
  const range = instantRange(ctx, window, hourMs)
  if (!range) return ok(emptyPage())
  const url = address(ctx, 'usage_report/messages', {
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

/** The vendor counts input in four disjoint classes and does not count calls. */
function usageOf(ctx: VendorContext, row: UsageRow, startMs: number): UsageObservation {
  const model = row.model ?? 'unknown'
  const written = {
    cacheWrite5m: row.cache_creation?.ephemeral_5m_input_tokens ?? 0,
    cacheWrite1h: row.cache_creation?.ephemeral_1h_input_tokens ?? 0,
  }
  const tokens = {
    tokensIn:
      row.uncached_input_tokens + row.cache_read_input_tokens + written.cacheWrite5m + written.cacheWrite1h,
    tokensOut: row.output_tokens,
    tokensCached: row.cache_read_input_tokens,
  }
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
    actorRef: row.account_id ?? row.service_account_id,
    apiKeyRef: row.api_key_id,
    requests: null,
    ...tokens,
    tokensReasoning: 0,
    ...priceOf(ctx, row, { ...tokens, ...written, model, atMs: startMs }),
  }
}

/** Standard and batch have list prices; priority and flex are priced by contract. */
function priceOf(ctx: VendorContext, row: UsageRow, usage: Omit<PricedUsage, 'vendorId'>): PricedCost {
  const tier = row.service_tier ?? 'standard'
  if (tier !== 'standard' && tier !== 'batch') return { costNanoUsd: 0n, costSource: 'unpriced' }
  return ctx.price({
    ...usage,
    vendorId: 'anthropic',
    webSearches: row.server_tool_use?.web_search_requests ?? 0,
    tokensInPerCall: row.context_window === '200k-1M' ? 200_001 : 0,
    rate: tier === 'batch' ? 'half' : 'list',
  })
}

const costRow = z.object({
  amount,
  currency: z.string(),
  description: ref,
  cost_type: ref,
  workspace_id: ref,
})
type CostRow = z.infer<typeof costRow>

async function pullCosts(ctx: VendorContext, window: PullWindow): Pulled {
  const range = instantRange(ctx, window, dayMs)
  if (!range) return ok(emptyPage())
  const url = address(ctx, 'cost_report', {
    ...range,
    bucket_width: '1d',
    limit: 31,
    page: window.page,
    group_by: ['workspace_id', 'description'],
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
  const currency = row.currency.toUpperCase()
  const lineItem = row.description ?? row.cost_type ?? 'unspecified'
  return {
    naturalKey: naturalKey(
      'anthropic',
      ctx.accountRef,
      'cost',
      startMs,
      dayMs,
      row.workspace_id,
      lineItem,
      currency,
    ),
    vendorId: 'anthropic',
    dayAtMs: startMs,
    lineItem,
    projectRef: row.workspace_id,
    apiKeyRef: null,
    amountNano: nanoFromCents(row.amount),
    currency,
  }
}

const lists: readonly [InventoryList, ...InventoryList[]] = [
  {
    name: 'users',
    row: actorRow,
    request: (ctx, after) => ({
      url: address(ctx, 'users', { limit: 1000, after_id: after }),
      headers: headers(ctx),
    }),
  },
  {
    name: 'workspaces',
    row: projectRow,
    request: (ctx, after) => ({
      url: address(ctx, 'workspaces', { limit: 1000, after_id: after, include_archived: 'true' }),
      headers: headers(ctx),
    }),
  },
]

function headers({ secret }: VendorContext): Record<string, string> {
  return { 'x-api-key': secret.reveal(), 'anthropic-version': '2023-06-01' }
}

function address(ctx: VendorContext, path: string, query: Parameters<typeof addressOf>[2]): URL {
  return addressOf(ctx.baseUrl, `/v1/organizations/${path}`, query)
}

/** Shape: RFC 3339 in whole seconds. */
function instantRange(ctx: VendorContext, window: PullWindow, bucketMs: number) {
  const range = bucketRange(ctx, window, bucketMs)
  return range && { starting_at: instant(range.startMs), ending_at: instant(range.endMs) }
}

function instant(atMs: number): string {
  return new Date(atMs).toISOString().replace('.000Z', 'Z')
}
