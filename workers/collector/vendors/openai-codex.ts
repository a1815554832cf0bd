import { z } from 'zod'
import { fail, ok } from '../../../analytics/result.ts'
import type { UsageObservation } from '../../../analytics/usage.ts'
import { addressOf } from '../address.ts'
import { bearer } from '../authorization.ts'
import { stageOf, unknownStage } from '../lists.ts'
import { dayMs } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import { emptyPage, fetchPage, skippedRows } from '../page.ts'
import { count, optionalCount, ref } from '../shapes.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { unixRange } from './openai-wire.ts'

const client = z.object({
  client_id: ref,
  turns: optionalCount,
  uncached_text_input_tokens: optionalCount,
  cached_text_input_tokens: optionalCount,
  text_output_tokens: optionalCount,
})

const row = z.object({ start_time: z.int(), end_time: z.int(), user_id: ref })

const usageRow = row.extend({
  totals: z.object({ turns: optionalCount }).nullish(),
  clients: z.array(client).nullish(),
  models: z.array(z.object({ model: ref })).nullish(),
})

const reviewRow = row.extend({ pull_request_reviews: count })

type Report = { name: string; read: (ctx: VendorContext, row: unknown) => UsageObservation[] | null }

const reports: readonly [Report, ...Report[]] = [
  { name: 'usage', read: readUsage },
  { name: 'code_reviews', read: readReviews },
]

/** Documents and clients disagree about the name of the cursor; an answer is gone on with under the name it used. */
const envelope = z.object({
  data: z.array(z.unknown()),
  next_page: z.string().nullish(),
  next_cursor: z.string().nullish(),
})

/** What people did with Codex. Shape of the vendor's part of the cursor: `page|<value>` or `cursor|<value>`. */
export async function pullCodex(ctx: VendorContext, window: PullWindow): Pulled {
  const stage = stageOf(window.page, reports)
  if (!stage) return fail(unknownStage)
  const range = unixRange(ctx, window, dayMs)
  if (!range) return ok(emptyPage())
  const [, name = 'page', value = null] = /^(page|cursor)\|(.*)$/s.exec(stage.cursor ?? '') ?? []
  const url = codexAddress(ctx, stage.part.name, { ...range, limit: 500, [name]: value })
  const page = await fetchPage(ctx, { url, headers: bearer(ctx) }, envelope)
  const isAbsent = !page.ok && page.failure.tag === 'not_found' && stage.part !== reports[0]
  if (isAbsent) return ok({ ...emptyPage(), nextPage: stage.after(null) })
  if (!page.ok) return page

  const { raw, body } = page.value
  const next = body.next_page
    ? `page|${body.next_page}`
    : body.next_cursor
      ? `cursor|${body.next_cursor}`
      : null
  if (next !== null && next === stage.cursor)
    return fail({ tag: 'bad_json', reason: 'the page cursor repeats itself' })
  const read = body.data.map((each) => stage.part.read(ctx, each))
  const malformed = read.filter((each) => each === null).length
  const usage = read.flatMap((each) => each ?? [])
  return ok({
    ...emptyPage(),
    raw,
    usage,
    rows: usage.length + malformed,
    skipped: skippedRows('malformed_row', malformed),
    nextPage: stage.after(next),
  })
}

export function codexAddress(
  ctx: VendorContext,
  report: string,
  query: Parameters<typeof addressOf>[2],
): URL {
  const workspace = encodeURIComponent(ctx.settings.workspace_id ?? '')
  return addressOf(ctx.base('compliance'), `/analytics/codex/workspaces/${workspace}/${report}`, query)
}

/**
 * A person's day, one row for each client, since tokens are told by client and models are not. It is paid in credits
 * of the plan, not by the token, and so has no price.
 */
function readUsage(ctx: VendorContext, given: unknown): UsageObservation[] | null {
  const read = usageRow.safeParse(given)
  if (!read.success) return null
  const { clients, models, totals } = read.data
  const model = models?.length === 1 ? (models[0]?.model ?? 'unknown') : 'unknown'
  const byClient = new Map<string | null, z.infer<typeof client>>()
  for (const each of clients ?? []) {
    const same = byClient.get(each.client_id)
    byClient.set(each.client_id, same ? sumOf(same, each) : each)
  }
  if (byClient.size === 0) byClient.set(null, { ...nothing, turns: totals?.turns ?? 0 })
  return [...byClient.values()].map((each) => ({
    ...observation(ctx, read.data, 'codex', each.client_id),
    model,
    requests: each.turns,
    tokensIn: each.uncached_text_input_tokens + each.cached_text_input_tokens,
    tokensOut: each.text_output_tokens,
    tokensCached: each.cached_text_input_tokens,
  }))
}

const nothing: z.infer<typeof client> = {
  client_id: null,
  turns: 0,
  uncached_text_input_tokens: 0,
  cached_text_input_tokens: 0,
  text_output_tokens: 0,
}

function sumOf(a: z.infer<typeof client>, b: z.infer<typeof client>): z.infer<typeof client> {
  return {
    client_id: a.client_id,
    turns: a.turns + b.turns,
    uncached_text_input_tokens: a.uncached_text_input_tokens + b.uncached_text_input_tokens,
    cached_text_input_tokens: a.cached_text_input_tokens + b.cached_text_input_tokens,
    text_output_tokens: a.text_output_tokens + b.text_output_tokens,
  }
}

function readReviews(ctx: VendorContext, given: unknown): UsageObservation[] | null {
  const read = reviewRow.safeParse(given)
  if (!read.success) return null
  return [
    { ...observation(ctx, read.data, 'codex_code_review', null), requests: read.data.pull_request_reviews },
  ]
}

function observation(
  ctx: VendorContext,
  { start_time, end_time, user_id }: z.infer<typeof row>,
  operation: string,
  clientId: string | null,
): UsageObservation {
  const startMs = start_time * 1000
  const widthMs = (end_time - start_time) * 1000
  return {
    naturalKey: naturalKey('openai', ctx.accountRef, operation, startMs, widthMs, user_id, clientId),
    vendorId: 'openai',
    model: 'unknown',
    operation,
    bucketStartAtMs: startMs,
    bucketMs: widthMs,
    projectRef: null,
    actorRef: user_id,
    apiKeyRef: null,
    requests: 0,
    tokensIn: 0,
    tokensOut: 0,
    tokensCached: 0,
    tokensReasoning: 0,
    costNanoUsd: 0n,
    costSource: 'vendor',
  }
}
