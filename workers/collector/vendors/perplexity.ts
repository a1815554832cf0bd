import { z } from 'zod'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import type { InventoryEntry, UsageObservation } from '../../../analytics/usage.ts'
import { addressOf } from '../address.ts'
import { bearer } from '../authorization.ts'
import { dayMs, wholeHistoryMs } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { emptyPage, judged, readBucketPage } from '../page.ts'
import { count, nonEmpty } from '../shapes.ts'
import { type Pulled, type PullWindow, type Validation, type VendorContext, vendor } from '../vendor.ts'

const analyticsKey = 'analytics_key'

/**
 * What members of a Perplexity Enterprise organization ask. The API platform has no reports.
 * Source: Perplexity's documentation of the analytics API, September 2026.
 */
export const perplexity = vendor({
  id: 'perplexity',
  label: 'Perplexity',
  apis: { api: { default: 'https://api.perplexity.ai', env: 'PERPLEXITY_BASE_URL' } },
  credentialKinds: [
    {
      kind: analyticsKey,
      label: 'Analytics key',
      hint: /^\S{20,}$/,
      help: 'An admin of an Enterprise organization makes one under Computer settings, Analytics. It reads what members ask in the app, not calls of the API platform.',
      settings: [],
    },
    {
      kind: 'api_key',
      label: 'API key',
      hint: /^pplx-[A-Za-z0-9]{48}$/,
      help: 'A key of the API platform. It is only checked, once a day: the platform has no reports to read.',
      settings: [],
    },
  ],
  units: { money: 'None: credits are counted, which are not money', time: 'Unix seconds, whole UTC days' },
  validate,
  streams: [
    {
      name: 'usage',
      kind: 'usage',
      kinds: [analyticsKey],
      intervalS: 6 * 3600,
      bucketMs: dayMs,
      overlapMs: 3 * dayMs,
      backfillMs: wholeHistoryMs,
      windowMs: 30 * dayMs,
      emptyWindowMs: 90 * dayMs,
      paceMs: 1_000,
      pull: pullUsage,
    },
    {
      name: 'inventory',
      kind: 'inventory',
      kinds: [analyticsKey],
      intervalS: 24 * 3600,
      bucketMs: null,
      overlapMs: 0,
      backfillMs: 0,
      windowMs: dayMs,
      paceMs: 1_000,
      pull: pullMembers,
    },
  ],
  absent: {
    cost: 'Perplexity counts credits, which are not money and have no price of their own.',
    audit: 'Perplexity has no audit log to read.',
    content: 'The analytics hold counts only, no questions.',
  },
})

/**
 * A key of the platform is tried on the list of its jobs, which costs nothing: the list of models answers everybody,
 * whatever the key.
 */
async function validate(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const today = Math.floor(ctx.nowMs / dayMs) * dayMs
  const url =
    ctx.kind === analyticsKey
      ? reportUrl(ctx, { fromMs: today - dayMs, toMs: today }, null, 1)
      : addressOf(ctx.base('api'), '/v1/async/sonar', { limit: 1 })
  const answer = await ctx.fetchJson(url, bearer(ctx))
  return answer.ok ? ok({ accountRef: null }) : answer
}

const pageRows = 100

/** All parameters but the page must stay the same while paging, so they come from the window alone, not the clock. */
function reportUrl(
  ctx: VendorContext,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  page: string | null,
  limit = pageRows,
): URL {
  return addressOf(ctx.base('api'), '/v2/analytics/computer/usage', {
    dataset: 'query_volume',
    group_by: 'user_email',
    start_time: fromMs / 1000,
    end_time: toMs / 1000,
    limit,
    page,
  })
}

const bucket = z
  .object({ start_time: z.int(), results: z.array(z.unknown()) })
  .transform(({ start_time, results }) => ({ startMs: start_time * 1000, results }))

const category = z.object({ category: nonEmpty, count })
const memberRow = z.object({
  user_email: nonEmpty,
  count,
  by_categories: z.record(z.string(), z.unknown()).nullish(),
})
type MemberRow = z.infer<typeof memberRow>

async function pullUsage(ctx: VendorContext, window: PullWindow): Pulled {
  const page = await readMembers(ctx, window, window.page)
  if (!page.ok) return page
  const { raw, kept, skipped, next } = page.value
  const usage = kept.flatMap(({ row, startMs }) => usageOf(ctx, row, startMs))
  const malformed = skipped.reduce((sum, each) => sum + each.count, 0)
  return ok({ ...emptyPage(), raw, usage, rows: usage.length + malformed, skipped, nextPage: next })
}

/** A page of members' days. Only days that are over are reported. A day may go on over pages, a member's does not. */
async function readMembers(
  ctx: VendorContext,
  window: { fromMs: number; toMs: number },
  cursor: string | null,
) {
  const fromMs = Math.floor(window.fromMs / dayMs) * dayMs
  const toMs = Math.floor(window.toMs / dayMs) * dayMs
  if (toMs <= fromMs) return ok({ raw: '', kept: [], rows: 0, skipped: [], next: null })
  const page = await readBucketPage(
    ctx,
    { url: reportUrl(ctx, { fromMs, toMs }, cursor), headers: bearer(ctx), cursor },
    { bucket, row: memberRow },
    (row, startMs) => ({ row, startMs }),
  )
  // The vendor takes a cursor only with the very parameters it was made for; the window is then read again.
  if (!page.ok && cursor !== null && page.failure.tag === 'rejected') {
    return fail({ tag: 'gone' as const, detail: page.failure.detail })
  }
  return page
}

/** A row for each model, and one for what the vendor puts to none. Queries have no tokens and no price. */
function usageOf(ctx: VendorContext, row: MemberRow, startMs: number): UsageObservation[] {
  const listed = row.by_categories?.Model
  const models = judged(Array.isArray(listed) ? listed : [], category).kept
  const byModel = new Map<string, number>()
  for (const each of models) byModel.set(each.category, (byModel.get(each.category) ?? 0) + each.count)
  const named = [...byModel.values()].reduce((sum, each) => sum + each, 0)
  // A breakdown that says more than the whole overlaps itself, so the whole stands alone.
  const shares =
    named > row.count
      ? [['unknown', row.count] as const]
      : [...byModel, ...(row.count > named ? [['unknown', row.count - named] as const] : [])]
  return shares.map(([model, requests]) => ({
    naturalKey: naturalKey('perplexity', ctx.accountRef, 'query', startMs, dayMs, row.user_email, model),
    vendorId: 'perplexity',
    model,
    operation: 'query',
    bucketStartAtMs: startMs,
    bucketMs: dayMs,
    projectRef: null,
    actorRef: row.user_email,
    apiKeyRef: null,
    requests,
    tokensIn: 0,
    tokensOut: 0,
    tokensCached: 0,
    tokensReasoning: 0,
    costNanoUsd: 0n,
    costSource: 'vendor',
  }))
}

const inventoryDays = 30

/** Members go by their address; those who asked something in the last days are known. */
async function pullMembers(ctx: VendorContext, window: PullWindow): Pulled {
  const today = Math.floor(window.toMs / dayMs) * dayMs
  const page = await readMembers(ctx, { fromMs: today - inventoryDays * dayMs, toMs: today }, window.page)
  if (!page.ok) return page
  const { raw, kept, skipped, next } = page.value
  const addresses = [...new Set(kept.map(({ row }) => row.user_email))]
  const inventory = addresses.map(
    (email): InventoryEntry => ({ type: 'actor', ref: email, email, name: email }),
  )
  const malformed = skipped.reduce((sum, each) => sum + each.count, 0)
  return ok({ ...emptyPage(), raw, inventory, rows: inventory.length + malformed, skipped, nextPage: next })
}
