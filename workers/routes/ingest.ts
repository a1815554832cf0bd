import type { LlmPushEvent } from '../../analytics/contract/push.ts'
import { expiryOf, llmEvent } from '../../analytics/pipeline.ts'
import { plans, retentionMsByPlan } from '../../analytics/plans.ts'
import { fail, ok } from '../../analytics/result.ts'
import { nameActors } from '../../analytics/store/d1/actors.ts'
import { contentHash } from '../content-hash.ts'
import { detectionOf } from '../detection.ts'
import { count } from '../http/metrics.ts'
import { type CallerContext, route } from '../http/route.ts'
import { beyondPlan } from '../identity/plan-room.ts'
import { placed } from '../identity/pushing.ts'
import { newId } from '../new-id.ts'
import { deliver, type Outgoing } from '../stream.ts'
import { pseudonymsOf, vaultOf } from '../vault/index.ts'

/** A call to an object carries 32 MiB; spans that take more than the text they point to must not fill it. */
const findingsPerBatchMax = 100_000
/** Units: UTF-16 code units of each text; sealed and in base64 both fit into one value of the log. */
const quarantinedCharsMax = 100_000

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
      else quarantined.push(await sealed(event, end.reason, context))
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

/**
 * The pseudonym of each event's person, also when a sender puts an address where an id belongs; names are written
 * down once, where they can be erased.
 */
async function actorsOf(
  events: readonly LlmPushEvent[],
  { env, tenant, place, nowMs }: CallerContext,
): Promise<(string | null)[]> {
  const pseudonyms = pseudonymsOf(env)
  const people = new Map<string, { actorId: string; email: string; name: null }>()
  const ids: (string | null)[] = []
  for (const event of events) {
    const isAddress = event.actor_id?.includes('@') ?? false
    const email = event.actor_email ?? (isAddress ? event.actor_id : null)
    const given = isAddress ? null : event.actor_id
    const actorId = given ?? (email ? await pseudonyms.ofEmail(tenant.orgId, email) : null)
    ids.push(actorId)
    if (email && actorId) people.set(actorId, { actorId, email, name: null })
  }
  const news = [...people.values()].filter((person) =>
    pseudonyms.isNew(tenant.orgId, person.actorId, person.email),
  )
  await nameActors(tenant, place.db, news, nowMs)
  for (const person of news) pseudonyms.remember(tenant.orgId, person.actorId, person.email)
  return ids
}

async function sealed(
  event: LlmPushEvent,
  reason: string,
  { env, tenant, place, nowMs }: CallerContext,
): Promise<Outgoing> {
  const id = newId()
  const at = { orgId: tenant.orgId, table: 'quarantined', column: 'envelope', rowId: id }
  const row = {
    org_id: tenant.orgId,
    id,
    source: 'ingest',
    reason,
    envelope: await vaultOf(env, place).seal(at, JSON.stringify({ ...event, ...cutTexts(event) })),
    created_at: new Date(nowMs).toISOString(),
    expires_at: expiryOf(nowMs, retentionMsByPlan[tenant.plan]),
  }
  return { row, repeatable: false }
}

function cutTexts({ prompt, response }: LlmPushEvent): Pick<LlmPushEvent, 'prompt' | 'response'> {
  return {
    ...(prompt ? { prompt: prompt.slice(0, quarantinedCharsMax) } : {}),
    ...(response ? { response: response.slice(0, quarantinedCharsMax) } : {}),
  }
}
