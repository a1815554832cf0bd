import type { LlmPushEvent } from '../../analytics/contract/push.ts'
import { llmEvent } from '../../analytics/pipeline.ts'
import { plans, retentionMsByPlan } from '../../analytics/plans.ts'
import { fail, ok } from '../../analytics/result.ts'
import { actorsOf } from '../actors.ts'
import { contentHash } from '../content-hash.ts'
import { detectionOf } from '../detection.ts'
import { count } from '../http/metrics.ts'
import { type CallerContext, route } from '../http/route.ts'
import { beyondPlan } from '../identity/plan-room.ts'
import { placed } from '../identity/pushing.ts'
import { newId } from '../new-id.ts'
import { noteUnpriced } from '../notices.ts'
import { priceBookOf } from '../prices.ts'
import { quarantinedRow } from '../quarantine.ts'
import { deliver, type Outgoing } from '../stream.ts'
import { vaultOf } from '../vault/index.ts'

/** A call to an object carries 32 MiB; spans that take more than the text they point to must not fill it. */
const findingsPerBatchMax = 100_000

export const ingestLlm = route('POST /ingest/llm', {
  summary:
    'Push LLM calls; each is scanned, redacted, stored exactly once and shown live. Whoever may push into one workspace or project only has their events stamped with it; a batch that names another is refused with 403.',
  permission: 'ingest:write',
  ownIdempotency: true,
  scoped: true,
  limit: { whenDown: 'allow' },
  async handle(context) {
    const { env, tenant, place, nowMs } = context
    const batchId = newId()
    const own = await placed(context.body.events, context)
    if (!own.ok) return own
    const events = await withIds(own.value, context)
    const actorIds = await actorsOf(events, context)
    const pipeline = {
      orgId: tenant.orgId,
      region: tenant.region,
      retentionMs: retentionMsByPlan[tenant.plan],
      nowMs,
      newId,
      detection: await detectionOf(env, tenant, place, nowMs),
      price: await priceBookOf(tenant, place, nowMs),
    }
    const kept: Outgoing[] = []
    const quarantined: Outgoing[] = []
    let findings = 0
    for (const [index, event] of events.entries()) {
      const end = llmEvent(event, actorIds[index] ?? null, pipeline)
      findings += end.end === 'kept' ? (end.row.findings?.length ?? 0) : 0
      if (findings > findingsPerBatchMax) {
        return fail({
          kind: 'too_large',
          message: 'The batch holds too many findings. Send fewer events at once.',
        })
      }
      if (end.end === 'kept') kept.push({ row: end.row, repeatable: event.id !== undefined })
      else {
        const item = { id: newId(), source: 'ingest', reason: end.reason, repeatable: false } as const
        quarantined.push(await quarantinedRow(tenant, vaultOf(env, place), event, item, nowMs))
      }
    }
    const eventsMax = plans[tenant.plan].eventsPerMonthMax
    const stored = await deliver(env, tenant, { events: kept, quarantined, eventsMax }, batchId)
    if (!stored.accepted && stored.reason === 'month_full') {
      return fail(beyondPlan(tenant, { name: 'events_per_month', used: stored.used, limit: eventsMax }))
    }
    if (!stored.accepted) {
      const message = 'The store is behind. Send the same batch again later.'
      return fail({ kind: 'rate_limited', message, retryAfterS: stored.retryAfterS })
    }
    context.waitUntil(
      noteUnpriced(
        tenant,
        place,
        kept.map(({ row }) => row),
        nowMs,
      ),
    )
    count('aegisflow_events_total', { source: 'ingest', end: 'kept' }, stored.kept)
    count('aegisflow_events_total', { source: 'ingest', end: 'dropped_duplicate' }, stored.duplicates)
    count('aegisflow_events_total', { source: 'ingest', end: 'quarantined' }, quarantined.length)
    return ok({ ingested: stored.kept, duplicates: stored.duplicates, quarantined: quarantined.length })
  },
})

/**
 * With an `Idempotency-Key`, events without an id get one that the same request gives again, so that a retry of the
 * whole batch is harmless.
 */
async function withIds(events: LlmPushEvent[], { request, tenant }: CallerContext): Promise<LlmPushEvent[]> {
  const key = request.headers.get('idempotency-key')
  if (key === null) return events
  const prefix = await contentHash(`${tenant.orgId}\n${key}`)
  return events.map((event, index) =>
    event.id === undefined ? { ...event, id: `${prefix}-${index}` } : event,
  )
}
