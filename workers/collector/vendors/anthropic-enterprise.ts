import { z } from 'zod'
import { nanoFromCents } from '../../../analytics/pricing/money.ts'
import type { PricedCost } from '../../../analytics/pricing/price.ts'
import { ok } from '../../../analytics/result.ts'
import type { CostObservation, InventoryEntry, UsageObservation } from '../../../analytics/usage.ts'
import { bucketRange } from '../bucket-range.ts'
import { dayMs, instantOf, instantText } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import { emptyPage, readRowPage } from '../page.ts'
import { amount, count, currencyCode, nonEmpty, optionalCount, ref } from '../shapes.ts'
import { costPage } from '../sums.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { cacheCreation, headers, organizationAddress, serverToolUse, tokensOf } from './anthropic-wire.ts'

/** The first day that the vendor has figures of. */
const firstDayMs = Date.UTC(2026, 0, 1)
const historyMs = 365 * dayMs

const actor = z.object({ user_id: ref, email: ref, name: ref }).nullish()

const usageRow = z.object({
  actor,
  starting_at: instantOf,
  ending_at: instantOf,
  requests: count.nullish(),
  uncached_input_tokens: count,
  cache_read_input_tokens: optionalCount,
  cache_creation: cacheCreation,
  output_tokens: count,
  server_tool_use: serverToolUse,
  model: ref,
  product: ref,
  context_window: ref,
  speed: ref,
})
type UsageRow = z.infer<typeof usageRow>

/** Figures by the person and day, which the vendor revises for 30 days. Null when no day is left to ask for. */
function reportAddress(ctx: VendorContext, report: string, window: PullWindow, groupBy: readonly string[]) {
  const floorMs = Math.max(firstDayMs, Math.ceil((ctx.nowMs - historyMs) / dayMs) * dayMs)
  const range = bucketRange(ctx, { ...window, fromMs: Math.max(window.fromMs, floorMs) }, dayMs)
  return (
    range &&
    organizationAddress(ctx, `analytics/${report}`, {
      starting_at: instantText(range.startMs),
      ending_at: instantText(range.endMs),
      bucket_width: '1d',
      limit: 1000,
      page: window.page,
      group_by: groupBy,
    })
  )
}

export async function pullEnterpriseUsage(ctx: VendorContext, window: PullWindow): Pulled {
  const groupBy = ['model', 'product', 'context_window', 'speed']
  const url = reportAddress(ctx, 'user_usage_report', window, groupBy)
  if (!url) return ok(emptyPage())
  const page = await readRowPage(ctx, { url, headers: headers(ctx), cursor: window.page }, usageRow)
  if (!page.ok) return page
  const { raw, kept, rows, skipped, next } = page.value
  return ok({
    ...emptyPage(),
    raw,
    usage: kept.map((row) => usageOf(ctx, row)),
    rows,
    skipped,
    nextPage: next,
  })
}

function usageOf(ctx: VendorContext, row: UsageRow): UsageObservation {
  const bucketMs = row.ending_at - row.starting_at
  const operation = row.product ?? 'claude'
  const { tokensIn, tokensOut, tokensCached } = tokensOf(row)
  const dimensions = [row.actor?.user_id ?? null, row.model, row.product, row.context_window, row.speed]
  return {
    naturalKey: naturalKey(
      'anthropic',
      ctx.accountRef,
      'enterprise',
      row.starting_at,
      bucketMs,
      ...dimensions,
    ),
    vendorId: 'anthropic',
    model: row.model ?? 'unknown',
    operation,
    bucketStartAtMs: row.starting_at,
    bucketMs,
    projectRef: null,
    actorRef: row.actor?.user_id ?? null,
    apiKeyRef: null,
    requests: row.requests ?? null,
    tokensIn,
    tokensOut,
    tokensCached,
    tokensReasoning: 0,
    ...priceOf(ctx, row),
  }
}

/** Fast answers cost more, by how much no list says. */
function priceOf(ctx: VendorContext, row: UsageRow): PricedCost {
  if (row.speed === 'fast') return { costNanoUsd: 0n, costSource: 'unpriced' }
  return ctx.price({
    ...tokensOf(row),
    vendorId: 'anthropic',
    model: row.model ?? 'unknown',
    atMs: row.starting_at,
    webSearches: row.server_tool_use?.web_search_requests ?? 0,
    tokensInPerCall: row.context_window === '200k-1M' ? 200_001 : 0,
  })
}

const costRow = z.object({
  actor,
  starting_at: instantOf,
  amount,
  currency: currencyCode,
  model: ref,
  product: ref,
  cost_type: ref,
})

export async function pullEnterpriseCosts(ctx: VendorContext, window: PullWindow): Pulled {
  const url = reportAddress(ctx, 'user_cost_report', window, ['model', 'product', 'cost_type'])
  if (!url) return ok(emptyPage())
  const page = await readRowPage(ctx, { url, headers: headers(ctx), cursor: window.page }, costRow)
  if (!page.ok) return page
  return ok(costPage({ ...page.value, kept: page.value.kept.map((row) => costOf(ctx, row)) }))
}

function costOf(ctx: VendorContext, row: z.infer<typeof costRow>): CostObservation {
  const named = [row.product, row.model, row.cost_type].filter((each) => each !== null)
  const dimensions = [row.actor?.user_id ?? null, row.product, row.model, row.cost_type, row.currency]
  return {
    naturalKey: naturalKey(
      'anthropic',
      ctx.accountRef,
      'enterprise_cost',
      row.starting_at,
      dayMs,
      ...dimensions,
    ),
    vendorId: 'anthropic',
    dayAtMs: Math.floor(row.starting_at / dayMs) * dayMs,
    lineItem: named.join(', ') || 'unspecified',
    projectRef: null,
    apiKeyRef: null,
    amountNano: nanoFromCents(row.amount),
    currency: row.currency,
  }
}

const memberRow = z.object({ actor: z.object({ user_id: nonEmpty, email: ref, name: ref }) })
const membersMs = 30 * dayMs

/** Everyone who used Claude in the last 30 days, as the report of usage names them. */
export async function pullMembers(ctx: VendorContext, window: PullWindow): Pulled {
  const url = reportAddress(
    ctx,
    'user_usage_report',
    { ...window, fromMs: ctx.nowMs - membersMs, toMs: ctx.nowMs },
    [],
  )
  if (!url) return ok(emptyPage())
  const page = await readRowPage(ctx, { url, headers: headers(ctx), cursor: window.page }, memberRow)
  if (!page.ok) return page
  const { raw, kept, skipped, next } = page.value
  const members = new Map(
    kept.map(({ actor: { user_id, email, name } }): [string, InventoryEntry] => [
      user_id,
      { type: 'actor', ref: user_id, email, name: name || email || user_id },
    ]),
  )
  return ok({
    ...emptyPage(),
    raw,
    inventory: [...members.values()],
    rows: members.size + skipped.reduce((sum, each) => sum + each.count, 0),
    skipped,
    nextPage: next,
  })
}
