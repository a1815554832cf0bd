import { z } from 'zod'
import { nanoFromDecimal } from '../../../analytics/pricing/money.ts'
import { fail, ok } from '../../../analytics/result.ts'
import type { CostObservation, UsageObservation } from '../../../analytics/usage.ts'
import { addressOf } from '../address.ts'
import { bearer } from '../authorization.ts'
import { wholeBuckets } from '../bucket-range.ts'
import { halved, spanCursor, spansLeft, unknownStage } from '../lists.ts'
import { dayMs, hourMs, instantText } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import { emptyPage, fetchPage, judged, postForPage } from '../page.ts'
import { amount, looseCount, ref } from '../shapes.ts'
import { costPage, summedUsage } from '../sums.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { type KeyOwner, keyOwners } from './openrouter-lists.ts'

/** The most that one answer may hold. */
const rowsMax = 10_000

const metrics = [
  'total_usage',
  'request_count',
  'tokens_prompt',
  'tokens_completion',
  'reasoning_tokens',
  'cached_tokens',
]

const analytics = z.object({
  data: z.object({ data: z.array(z.unknown()), metadata: z.object({ truncated: z.boolean() }) }),
})

const looseOptional = looseCount.nullish().transform((value) => value ?? 0)

/** Hours are UTC, with a zone or without one. Playground calls bear no key. */
const hour = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|\+00:00)?$/)
  .transform((text) => Date.parse(`${text.slice(0, 16).replace(' ', 'T')}:00Z`))

const usageRow = z.object({
  date__hour: hour,
  model: ref,
  api_key_id: z.union([ref, z.number().transform(String)]),
  total_usage: amount,
  request_count: looseCount,
  tokens_prompt: looseCount,
  tokens_completion: looseCount,
  reasoning_tokens: looseOptional,
  cached_tokens: looseOptional,
})
type UsageRow = z.infer<typeof usageRow>

/**
 * Hours of the window by model and key. An answer that was cut off is thrown away and its span asked for in halves;
 * the page cursor lists the spans that are left.
 */
export async function pullUsage(ctx: VendorContext, window: PullWindow): Pulled {
  const spans = spansLeft(window.page, wholeBuckets(ctx, window, hourMs))
  if (!spans) return fail(unknownStage)
  const [span, ...rest] = spans
  if (!span) return ok(emptyPage())
  const owners = await keyOwners(ctx)
  if (!owners.ok) return owners
  const page = await postForPage(
    ctx,
    { url: addressOf(ctx.base('api'), '/analytics/query', {}), headers: bearer(ctx) },
    {
      metrics,
      dimensions: ['model', 'api_key_id'],
      granularity: 'hour',
      time_range: { start: instantText(span.startMs), end: instantText(span.endMs) },
      order_by: { field: 'date', direction: 'asc' },
      limit: rowsMax,
    },
    analytics,
  )
  if (!page.ok) return page
  const { data, metadata } = page.value.body.data
  if (metadata.truncated) {
    const halves = halved(span, hourMs)
    if (!halves) return fail({ tag: 'bad_json', reason: 'one hour has more rows than an answer may hold' })
    return ok({ ...emptyPage(), nextPage: spanCursor([...halves, ...rest]) })
  }

  const { kept, skipped } = judged(data, usageRow)
  // Whether the end belongs to the range is not documented, so what lies beyond it is left to its own window.
  const inside = kept.filter(({ date__hour: at }) => at >= span.startMs && at < span.endMs)
  const usage = summedUsage(inside.map((row) => usageOf(ctx, row, owners.value)))
  const malformed = skipped.reduce((sum, { count }) => sum + count, 0)
  return ok({
    ...emptyPage(),
    raw: page.value.raw,
    usage,
    rows: usage.length + malformed,
    skipped,
    nextPage: spanCursor(rest),
  })
}

/** What the vendor charged stands for the price; it holds what was paid to providers with keys of one's own. */
function usageOf(ctx: VendorContext, row: UsageRow, owners: ReadonlyMap<string, KeyOwner>): UsageObservation {
  const owner = row.api_key_id ? owners.get(row.api_key_id) : undefined
  const startMs = row.date__hour
  return {
    naturalKey: naturalKey('openrouter', ctx.accountRef, startMs, hourMs, row.model, row.api_key_id),
    vendorId: 'openrouter',
    model: row.model || 'unknown',
    operation: 'completions',
    bucketStartAtMs: startMs,
    bucketMs: hourMs,
    projectRef: owner?.projectRef ?? null,
    actorRef: owner?.actorRef ?? null,
    apiKeyRef: owner?.hash ?? (row.api_key_id || null),
    requests: row.request_count,
    tokensIn: row.tokens_prompt,
    tokensOut: row.tokens_completion,
    tokensCached: row.cached_tokens,
    tokensReasoning: row.reasoning_tokens,
    costNanoUsd: nanoFromDecimal(row.total_usage),
    costSource: 'vendor',
  }
}

const activity = z.object({ data: z.array(z.unknown()) })

const activityRow = z.object({
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}/)
    .transform((text) => Date.parse(`${text.slice(0, 10)}T00:00:00Z`)),
  model: ref,
  model_permaslug: ref,
  endpoint_id: ref,
  provider_name: ref,
  workspace_id: ref,
  usage: amount,
  byok_usage_inference: amount.nullish().transform((value) => value ?? 0),
})
type ActivityRow = z.infer<typeof activityRow>

/** The vendor's own day report: the last 30 days that are over, all at once. */
export async function pullActivity(ctx: VendorContext, window: PullWindow): Pulled {
  const range = wholeBuckets(ctx, window, dayMs)
  if (!range) return ok(emptyPage())
  const url = addressOf(ctx.base('api'), '/activity', { group_by: 'workspace' })
  const page = await fetchPage(ctx, { url, headers: bearer(ctx) }, activity)
  if (!page.ok) return page
  const { kept, skipped } = judged(page.value.body.data, activityRow)
  const lines = kept
    .filter(({ date }) => date >= range.startMs && date < range.endMs)
    .flatMap((row) => linesOf(ctx, row))
  const malformed = skipped.reduce((sum, { count }) => sum + count, 0)
  return ok(
    costPage({ raw: page.value.raw, kept: lines, rows: lines.length + malformed, skipped, next: null }),
  )
}

/** What was taken from the account's credits, and apart from it what a provider charged to a key of one's own. */
function linesOf(ctx: VendorContext, row: ActivityRow): CostObservation[] {
  const model = row.model_permaslug || row.model || 'unknown'
  const from = row.provider_name ? `${model} from ${row.provider_name}` : model
  const line = (lineItem: string, usd: string | number): CostObservation => ({
    naturalKey: naturalKey('openrouter', ctx.accountRef, 'cost', row.date, dayMs, row.workspace_id, lineItem),
    vendorId: 'openrouter',
    dayAtMs: row.date,
    lineItem,
    projectRef: row.workspace_id,
    apiKeyRef: null,
    amountNano: nanoFromDecimal(usd),
    currency: 'USD',
  })
  const own = line(`${from}, own key`, row.byok_usage_inference)
  return [line(from, row.usage), ...(own.amountNano === 0n ? [] : [own])]
}
