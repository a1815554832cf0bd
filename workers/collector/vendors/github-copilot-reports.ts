import { z } from 'zod'
import { nanoFromDecimal } from '../../../analytics/pricing/money.ts'
import { fail, ok } from '../../../analytics/result.ts'
import type { CostObservation, UsageObservation } from '../../../analytics/usage.ts'
import { addressOf } from '../address.ts'
import { dayMs, dayText } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { emptyPage, judged, readLines } from '../page.ts'
import { amount, optionalCount } from '../shapes.ts'
import { costPage, summedUsage } from '../sums.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { headers, owner } from './github-copilot-wire.ts'

const linksMax = 20

/** The day that a page is of, and the page after it: a window is read a day a page. Null for a cursor of nobody's. */
function dayOf({ fromMs, toMs, page }: PullWindow, nowMs: number) {
  const firstMs = Math.floor(fromMs / dayMs) * dayMs
  const startMs = page === null ? firstMs : Date.parse(page)
  const untilMs = Math.min(toMs, nowMs)
  if (Number.isNaN(startMs) || startMs < firstMs || startMs % dayMs !== 0) return null
  const followingMs = startMs + dayMs
  return {
    startMs,
    day: dayText(startMs),
    isOver: startMs >= untilMs,
    next: followingMs < untilMs ? dayText(followingMs) : null,
  }
}

const unknownDay = fail<OutboundFailure>({ tag: 'bad_json', reason: 'the page cursor is no day' })

const report = z.object({ download_links: z.array(z.url()).max(linksMax) })

const modelFeature = z.object({ model: z.string().min(1), user_initiated_interaction_count: optionalCount })
const userDay = z.object({
  user_id: z.int(),
  day: z.iso.date(),
  user_initiated_interaction_count: optionalCount,
  totals_by_model_feature: z.array(modelFeature).nullish(),
  totals_by_cli: z
    .object({
      request_count: optionalCount,
      token_usage: z.object({ prompt_tokens_sum: optionalCount, output_tokens_sum: optionalCount }).nullish(),
    })
    .nullish(),
})
type UserDay = z.infer<typeof userDay>

/** A day's report is a list of signed links to lines of JSON; 204 says that there is none of that day. */
export async function pullDays(ctx: VendorContext, window: PullWindow): Pulled {
  const at = dayOf(window, ctx.nowMs)
  if (!at) return unknownDay
  if (at.isOver) return ok(emptyPage())
  const path = `/orgs/${owner(ctx)}/copilot/metrics/reports/users-1-day`
  const answer = await ctx.fetchJson(addressOf(ctx.base('api'), path, { day: at.day }), headers(ctx))
  if (!answer.ok) return answer
  if (answer.value.json === null) return ok({ ...emptyPage(), nextPage: at.next })
  const links = report.safeParse(answer.value.json)
  if (!links.success) return fail({ tag: 'bad_json', reason: 'the report names no links' })
  const bodies: string[] = []
  for (const link of links.data.download_links) {
    const body = await ctx.send({ url: new URL(link), headers: {}, accept: 'text' })
    // A link is good for a short while only: the page is simply read again.
    if (!body.ok) return body.failure.tag === 'forbidden' ? fail({ tag: 'network' }) : body
    bodies.push(body.value.raw)
  }
  const raw = bodies.join('\n')
  const { kept, skipped } = readLines(raw, userDay)
  const usage = summedUsage(kept.flatMap((row) => usageOf(ctx, row)))
  const malformed = skipped.reduce((sum, each) => sum + each.count, 0)
  return ok({ ...emptyPage(), raw, usage, rows: usage.length + malformed, skipped, nextPage: at.next })
}

/**
 * One row per model that a person asked, one for what no model is known of, and one for the command line, which alone
 * counts tokens. What it costs is in the AI credits.
 */
function usageOf(ctx: VendorContext, row: UserDay): UsageObservation[] {
  const startMs = Date.parse(row.day)
  const byModel = new Map<string, number>()
  for (const { model, user_initiated_interaction_count: times } of row.totals_by_model_feature ?? []) {
    byModel.set(model, (byModel.get(model) ?? 0) + times)
  }
  const named = [...byModel.values()].reduce((sum, times) => sum + times, 0)
  const rest = Math.max(0, row.user_initiated_interaction_count - named)
  const usage = (model: string, operation: string, requests: number, tokensIn = 0, tokensOut = 0) =>
    ({
      naturalKey: naturalKey('github_copilot', ctx.accountRef, operation, startMs, dayMs, row.user_id, model),
      vendorId: 'github_copilot',
      model,
      operation,
      bucketStartAtMs: startMs,
      bucketMs: dayMs,
      projectRef: null,
      actorRef: String(row.user_id),
      apiKeyRef: null,
      requests,
      tokensIn,
      tokensOut,
      tokensCached: 0,
      tokensReasoning: 0,
      costNanoUsd: 0n,
      costSource: 'vendor',
    }) satisfies UsageObservation
  const cli = row.totals_by_cli
  const cliTokens = cli?.token_usage
  return [
    ...[...byModel].flatMap(([model, times]) => (times > 0 ? [usage(model, 'ide', times)] : [])),
    ...(rest > 0 ? [usage('unknown', 'ide', rest)] : []),
    ...(cli && cli.request_count > 0
      ? [
          usage(
            'unknown',
            'cli',
            cli.request_count,
            cliTokens?.prompt_tokens_sum,
            cliTokens?.output_tokens_sum,
          ),
        ]
      : []),
  ]
}

const creditsPage = z.object({ usageItems: z.array(z.unknown()) })
const creditItem = z.object({
  product: z.string(),
  sku: z.string(),
  model: z.string().nullish(),
  netAmount: amount,
})

/** AI credits of a day, net of what the plan includes. One answer is of one day. */
export async function pullCredits(ctx: VendorContext, window: PullWindow): Pulled {
  const at = dayOf(window, ctx.nowMs)
  if (!at) return unknownDay
  if (at.isOver) return ok(emptyPage())
  const [year, month, day] = at.day.split('-').map(Number)
  const path = `/organizations/${owner(ctx)}/settings/billing/ai_credit/usage`
  const url = addressOf(ctx.base('api'), path, { year: year ?? 0, month: month ?? 0, day: day ?? 0 })
  const answer = await ctx.fetchJson(url, headers(ctx))
  if (!answer.ok) return answer
  const body = creditsPage.safeParse(answer.value.json)
  if (!body.success) return fail({ tag: 'bad_json', reason: 'the billing report has another shape' })
  const { kept, rows, skipped } = judged(body.data.usageItems, creditItem)
  const lines = kept.map((item): CostObservation => {
    const lineItem = [item.product, item.sku, item.model].filter(Boolean).join(', ')
    return {
      naturalKey: naturalKey('github_copilot', ctx.accountRef, 'cost', at.startMs, dayMs, lineItem),
      vendorId: 'github_copilot',
      dayAtMs: at.startMs,
      lineItem,
      projectRef: null,
      apiKeyRef: null,
      amountNano: nanoFromDecimal(item.netAmount),
      currency: 'USD',
    }
  })
  return ok(costPage({ raw: answer.value.raw, kept: lines, rows, skipped, next: at.next }))
}
