import { z } from 'zod'
import { decimalFromNano, nanoFromCents } from '../../../analytics/pricing/money.ts'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import type { AuditObservation, InventoryEntry } from '../../../analytics/usage.ts'
import { addressOf } from '../address.ts'
import { basic } from '../authorization.ts'
import { dayMs, hourMs, wholeHistoryMs } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { emptyPage, fetchPage, judged, postForPage } from '../page.ts'
import { amount, nonEmpty, optionalCount, ref } from '../shapes.ts'
import { distinctCalls } from '../sums.ts'
import {
  type CollectedCall,
  type Pulled,
  type PullWindow,
  type Validation,
  type VendorContext,
  vendor,
} from '../vendor.ts'

const eventsPerPage = 1_000
const auditPerPage = 500

/**
 * Cursor teams, read through the Admin API: every single call with what was charged for it.
 * Source: Cursor's Admin API documentation, September 2026.
 */
export const cursor = vendor({
  id: 'cursor',
  label: 'Cursor',
  apis: { api: { default: 'https://api.cursor.com', env: 'CURSOR_BASE_URL' } },
  credentialKinds: [
    {
      kind: 'admin_key',
      label: 'Admin API key',
      hint: /^(?:crsr|key)_\S{20,}$/,
      help: 'A team admin makes one in the dashboard under Settings, Advanced, Admin API keys. It needs an Enterprise plan or a Team plan with the Admin API.',
      settings: [],
    },
  ],
  idsArePeoplesNames: true,
  units: { money: 'US cents with fractions, as a number', time: 'Unix milliseconds, as a text' },
  validate,
  streams: [
    {
      name: 'usage',
      kind: 'usage',
      intervalS: 3600,
      bucketMs: null,
      overlapMs: 2 * hourMs,
      backfillMs: wholeHistoryMs,
      windowMs: 7 * dayMs,
      emptyWindowMs: 28 * dayMs,
      paceMs: 1_000,
      pull: pullCalls,
    },
    {
      name: 'audit',
      kind: 'audit',
      intervalS: 3600,
      bucketMs: null,
      overlapMs: 2 * hourMs,
      backfillMs: wholeHistoryMs,
      windowMs: 7 * dayMs,
      emptyWindowMs: 28 * dayMs,
      paceMs: 3_000,
      pull: pullAudit,
    },
    {
      name: 'inventory',
      kind: 'inventory',
      intervalS: 24 * 3600,
      bucketMs: null,
      overlapMs: 0,
      backfillMs: 0,
      windowMs: dayMs,
      paceMs: 3_000,
      pull: pullMembers,
    },
  ],
  absent: {
    cost: 'There is no cost report by the day; every call says what was charged for it.',
    content: 'Cursor does not hand out prompts.',
  },
})

async function validate(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const members = await fetchPage(ctx, { url: address(ctx, '/teams/members'), headers: keyed(ctx) }, team)
  return members.ok ? ok({ accountRef: null }) : members
}

const eventsPage = z.object({
  usageEvents: z.array(z.unknown()),
  pagination: z.object({ hasNextPage: z.boolean().nullish() }).nullish(),
})

const usageEvent = z.object({
  timestamp: z.union([z.string().regex(/^\d{12,14}$/), z.int().min(0)]).transform(Number),
  userEmail: ref,
  serviceAccountId: ref,
  conversationId: ref,
  model: ref,
  kind: ref,
  chargedCents: amount.nullish(),
  isChargeable: z.boolean().nullish(),
  tokenUsage: z
    .object({
      inputTokens: optionalCount,
      outputTokens: optionalCount,
      cacheWriteTokens: optionalCount,
      cacheReadTokens: optionalCount,
      totalCents: amount.nullish(),
    })
    .nullish(),
})
type UsageEvent = z.infer<typeof usageEvent>

/** Both ends of the vendor's span are included, ours is not; its pages are counted from 1. */
async function pullCalls(ctx: VendorContext, { fromMs, toMs, page }: PullWindow): Pulled {
  const number = pageNumber(page)
  if (number === null) return fail({ tag: 'bad_json', reason: 'the page cursor is no number' })
  const body = { startDate: fromMs, endDate: toMs - 1, page: number, pageSize: eventsPerPage }
  const url = address(ctx, '/teams/filtered-usage-events')
  const read = await postForPage(ctx, { url, headers: keyed(ctx) }, body, eventsPage)
  if (!read.ok) return read
  const { usageEvents, pagination } = read.value.body
  const { kept, rows, skipped } = judged(usageEvents, usageEvent)
  const { calls, repeated } = distinctCalls(kept.map(callOf))
  return ok({
    ...emptyPage(),
    raw: read.value.raw,
    calls,
    rows: rows - repeated,
    skipped,
    nextPage: pagination?.hasNextPage && usageEvents.length > 0 ? String(number + 1) : null,
  })
}

/**
 * An event has no id of its own. What is charged (`chargedCents`) is the cost, not the price of its tokens; calls that
 * are not billed by tokens have none.
 */
function callOf(event: UsageEvent): CollectedCall {
  const tokens = event.tokenUsage
  const cents = event.isChargeable === false ? '0' : String(event.chargedCents ?? tokens?.totalCents ?? '0')
  const model = event.model ?? 'unknown'
  const person = event.userEmail ?? event.serviceAccountId
  const identity = [event.timestamp, person, event.conversationId, model, event.kind, cents]
  const isAddress = z.email().max(254).safeParse(event.userEmail).success
  return {
    naturalKey: naturalKey('cursor', 'call', ...identity),
    model,
    operation: 'chat',
    timestamp: new Date(event.timestamp).toISOString(),
    ...(isAddress ? { actor_email: event.userEmail } : {}),
    actorRef: isAddress ? null : person,
    projectRef: null,
    ...(event.conversationId === null ? {} : { trace_id: event.conversationId.slice(0, 128) }),
    ...(tokens
      ? {
          tokens_in: tokens.inputTokens + tokens.cacheWriteTokens + tokens.cacheReadTokens,
          tokens_out: tokens.outputTokens,
          tokens_cached: tokens.cacheReadTokens,
        }
      : { tokens_in: 0, tokens_out: 0 }),
    cost_usd: decimalFromNano(nanoFromCents(cents)),
  }
}

const auditPage = z.object({
  events: z.array(z.unknown()),
  pagination: z.object({ hasNextPage: z.boolean().nullish() }).nullish(),
})

const auditEvent = z.object({
  event_id: nonEmpty,
  timestamp: z.iso.datetime({ offset: true }),
  event_type: nonEmpty,
  user_email: ref,
  ip_address: ref,
  event_data: z.record(z.string(), z.unknown()).nullish(),
})

async function pullAudit(ctx: VendorContext, { fromMs, toMs, page }: PullWindow): Pulled {
  const number = pageNumber(page)
  if (number === null) return fail({ tag: 'bad_json', reason: 'the page cursor is no number' })
  const url = addressOf(ctx.base('api'), '/teams/audit-logs', {
    startTime: new Date(fromMs).toISOString(),
    endTime: new Date(toMs - 1).toISOString(),
    page: number,
    pageSize: auditPerPage,
  })
  const read = await fetchPage(ctx, { url, headers: keyed(ctx) }, auditPage)
  if (!read.ok) return read
  const { kept, rows, skipped } = judged(read.value.body.events, auditEvent)
  return ok({
    ...emptyPage(),
    raw: read.value.raw,
    audit: kept.map(auditOf),
    rows,
    skipped,
    nextPage: read.value.body.pagination?.hasNextPage && rows > 0 ? String(number + 1) : null,
  })
}

function auditOf(event: z.infer<typeof auditEvent>): AuditObservation {
  return {
    naturalKey: naturalKey('cursor', 'audit', event.event_id),
    vendorId: 'cursor',
    atMs: Date.parse(event.timestamp),
    action: event.event_type,
    actorRef: null,
    actorEmail: event.user_email,
    projectRef: null,
    targetType: null,
    targetRef: null,
    outcome: null,
    address: event.ip_address,
    details: event.event_data ?? {},
  }
}

const team = z.object({ teamMembers: z.array(z.unknown()) })

const member = z
  .object({ id: z.union([nonEmpty, z.int()]).transform(String), email: ref, name: ref })
  .transform(
    ({ id, email, name }): InventoryEntry => ({ type: 'actor', ref: id, email, name: name || email || id }),
  )

async function pullMembers(ctx: VendorContext): Pulled {
  const read = await fetchPage(ctx, { url: address(ctx, '/teams/members'), headers: keyed(ctx) }, team)
  if (!read.ok) return read
  const { kept, rows, skipped } = judged(read.value.body.teamMembers, member)
  return ok({ ...emptyPage(), raw: read.value.raw, inventory: kept, rows, skipped })
}

function pageNumber(page: string | null): number | null {
  if (page === null) return 1
  return /^[1-9]\d{0,5}$/.test(page) ? Number(page) : null
}

/** The key is the name, the password empty. */
const keyed = ({ secret }: VendorContext) => basic(secret.reveal(), '')

function address(ctx: VendorContext, path: string): URL {
  return addressOf(ctx.base('api'), path, {})
}
