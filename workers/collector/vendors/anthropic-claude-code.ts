import { z } from 'zod'
import { nanoFromCents } from '../../../analytics/pricing/money.ts'
import type { PricedCost } from '../../../analytics/pricing/price.ts'
import { ok, type Result } from '../../../analytics/result.ts'
import type { AuditObservation, UsageObservation } from '../../../analytics/usage.ts'
import { contentHash } from '../../content-hash.ts'
import { dayMs, dayText, hourMs, instantOf } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { emptyPage, readRowPage } from '../page.ts'
import { amount, optionalCount, ref } from '../shapes.ts'
import { summedUsage } from '../sums.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { holdersOf } from './anthropic-inventory.ts'
import { headers, organizationAddress } from './anthropic-wire.ts'

const modelUse = z.object({
  model: ref,
  tokens: z.object({
    input: optionalCount,
    output: optionalCount,
    cache_read: optionalCount,
    cache_creation: optionalCount,
  }),
  estimated_cost: z.object({ currency: z.string(), amount }).nullish(),
})
type ModelUse = z.infer<typeof modelUse>

const record = z.looseObject({
  date: instantOf,
  actor: z.looseObject({ email_address: z.string().nullish(), api_key_name: z.string().nullish() }),
  customer_type: z.string().nullish(),
  subscription_type: z.string().nullish(),
  terminal_type: z.string().nullish(),
  is_remote: z.boolean().nullish(),
  model_breakdown: z.array(modelUse).nullish(),
})
type DayRecord = z.infer<typeof record>

/** What is reported of a day is whole this long after the day. */
const settledMs = 2 * hourMs

/**
 * What people did with Claude Code, one day of UTC a call. Shape of the cursor: `<day>|<page of the vendor>`.
 *
 * Tokens of API customers are in the report of messages already, so that only those of subscriptions are counted here.
 * What else is said of a person's day (sessions, lines, commits, what was accepted) is kept as one entry once the day
 * is over.
 */
export async function pullClaudeCode(ctx: VendorContext, window: PullWindow): Pulled {
  const endMs = Math.min(window.toMs, ctx.nowMs)
  const [startedAt = '', vendorPage = ''] = splitOnce(window.page ?? '')
  const startMs = startedAt ? Date.parse(startedAt) : Math.floor(window.fromMs / dayMs) * dayMs
  if (!(startMs < endMs)) return ok(emptyPage())
  const day = dayText(startMs)
  const cursor = vendorPage || null
  const url = organizationAddress(ctx, 'usage_report/claude_code', {
    starting_at: day,
    limit: 1000,
    page: cursor,
  })
  const page = await readRowPage(ctx, { url, headers: headers(ctx), cursor }, record)
  if (!page.ok) return page
  const ids = await idsByAddress(ctx)
  if (!ids.ok) return ids

  const { raw, kept, skipped, next } = page.value
  const usage = summedUsage(kept.flatMap((each) => usageOf(ctx, each, ids.value)))
  const over = kept.filter(({ date }) => date + dayMs + settledMs <= ctx.nowMs)
  const audit = await Promise.all(over.map((each) => entryOf(ctx, each, ids.value)))
  const following = startMs + dayMs < endMs ? `${dayText(startMs + dayMs)}|` : null
  return ok({
    ...emptyPage(),
    raw,
    usage,
    audit,
    rows: usage.length + audit.length + skipped.reduce((sum, { count }) => sum + count, 0),
    skipped,
    nextPage: next === null ? following : `${day}|${next}`,
  })
}

function splitOnce(text: string): string[] {
  const at = text.indexOf('|')
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

type Ids = ReadonlyMap<string, string>

/** People's ids by their address, which is all that this report knows them by. None for a key that may not list them. */
async function idsByAddress(ctx: VendorContext): Promise<Result<Ids, OutboundFailure>> {
  const holders = await holdersOf(ctx)
  if (!holders.ok) return holders.failure.tag === 'forbidden' ? ok(new Map()) : holders
  return ok(new Map([...holders.value].flatMap(([id, { email }]) => (email === null ? [] : [[email, id]]))))
}

const namedIn = ({ actor }: DayRecord): string | null => actor.email_address || actor.api_key_name || null

const refOf = (day: DayRecord, ids: Ids): string | null => ids.get(namedIn(day) ?? '') ?? namedIn(day)

function keyOf(ctx: VendorContext, day: DayRecord, ...more: (string | null)[]): string {
  const { date, customer_type, subscription_type, terminal_type, is_remote } = day
  return naturalKey(
    'anthropic',
    ctx.accountRef,
    'claude_code',
    date,
    dayMs,
    namedIn(day),
    customer_type ?? null,
    subscription_type ?? null,
    terminal_type ?? null,
    is_remote ?? null,
    ...more,
  )
}

function usageOf(ctx: VendorContext, day: DayRecord, ids: Ids): UsageObservation[] {
  if (day.customer_type !== 'subscription') return []
  return (day.model_breakdown ?? []).map((use) => {
    const { input, output, cache_read, cache_creation } = use.tokens
    return {
      naturalKey: keyOf(ctx, day, use.model),
      vendorId: 'anthropic',
      model: use.model ?? 'unknown',
      operation: 'claude_code',
      bucketStartAtMs: day.date,
      bucketMs: dayMs,
      projectRef: null,
      actorRef: refOf(day, ids),
      apiKeyRef: null,
      requests: null,
      tokensIn: input + cache_read + cache_creation,
      tokensOut: output,
      tokensCached: cache_read,
      tokensReasoning: 0,
      ...costOf(ctx, use, day.date),
    }
  })
}

/** The vendor estimates what each model's share costs; where it does not, the list says. Units: cents. */
function costOf(
  ctx: VendorContext,
  { model, tokens, estimated_cost }: ModelUse,
  atMs: number,
): Pick<UsageObservation, 'costNanoUsd' | 'costSource'> {
  if (estimated_cost?.currency.toUpperCase() === 'USD') {
    return { costNanoUsd: nanoFromCents(estimated_cost.amount), costSource: 'vendor' }
  }
  const priced: PricedCost = ctx.price({
    vendorId: 'anthropic',
    model: model ?? 'unknown',
    atMs,
    tokensIn: tokens.input + tokens.cache_read + tokens.cache_creation,
    tokensOut: tokens.output,
    tokensCached: tokens.cache_read,
    cacheWrite5m: tokens.cache_creation,
    tokensInPerCall: 0,
  })
  return priced
}

/** The vendor has no id for it; one that holds nobody's address is made from what tells it apart. */
async function entryOf(ctx: VendorContext, day: DayRecord, ids: Ids): Promise<AuditObservation> {
  const { date, actor, ...rest } = day
  return {
    naturalKey: await contentHash(keyOf(ctx, day)),
    vendorId: 'anthropic',
    atMs: date,
    action: 'claude_code.daily_activity',
    actorRef: refOf(day, ids),
    actorEmail: actor.email_address || null,
    projectRef: null,
    targetType: null,
    targetRef: null,
    outcome: null,
    address: null,
    details: { ...rest, actor },
  }
}
