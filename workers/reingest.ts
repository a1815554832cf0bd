import { type MlPushEvent, mlPushEvent } from '../analytics/contract/ml-push.ts'
import { type LlmPushEvent, llmPushEvent } from '../analytics/contract/push.ts'
import { mlEvent, unknownModel } from '../analytics/ml/ml-event.ts'
import { llmEvent } from '../analytics/pipeline.ts'
import type { QuarantinedItem } from '../analytics/queries/quarantined-items.ts'
import { fail, ok, type Result } from '../analytics/result.ts'
import type { Place } from '../analytics/store/place.ts'
import type { Tenant } from '../analytics/tenant.ts'
import { actorsOf } from './actors.ts'
import type { Env } from './environment.ts'
import { evidenceRows, type WithOriginal } from './evidence/rows.ts'
import type { Failure } from './http/failure.ts'
import { newId } from './new-id.ts'
import { pipelineContextOf } from './pipeline-context.ts'
import { quarantinedAt } from './quarantine.ts'
import { deliver, type Outgoing } from './stream.ts'
import { vaultOf } from './vault/index.ts'
import { VaultError } from './vault/vault-error.ts'

export type Reingested = { stored: number; duplicates: number; stillQuarantined: number }

type Where = { env: Env; tenant: Tenant; place: Place; nowMs: number }

/**
 * Runs quarantined items through today's pipeline. What becomes an event is stored under the id that it always had, so
 * that a repeat is dropped; its end is written in the same step, and it is counted as quarantined no longer.
 */
export async function reingest(
  where: Where,
  items: readonly QuarantinedItem[],
): Promise<Result<Reingested, Failure>> {
  const sum = { stored: 0, duplicates: 0, stillQuarantined: 0 }
  for (const isCollected of [false, true]) {
    const { events, evidence, ends } = await taken(
      where,
      items.filter(({ source }) => (source === 'collector') === isCollected),
    )
    sum.stillQuarantined -= events.length
    if (events.length === 0) continue
    const delivery = { events, evidence, quarantine_ends: ends, isCollected }
    const stored = await deliver(where.env, where.tenant, delivery, newId())
    if (!stored.accepted) {
      const message = 'The store is behind. Take the items up again later.'
      return fail({ kind: 'rate_limited', message, retryAfterS: stored.retryAfterS })
    }
    sum.stored += stored.kept
    sum.duplicates += stored.duplicates
  }
  return ok({ ...sum, stillQuarantined: items.length + sum.stillQuarantined })
}

async function taken(
  where: Where,
  items: readonly QuarantinedItem[],
): Promise<{ events: Outgoing[]; evidence: Outgoing[]; ends: Outgoing[] }> {
  const { tenant, nowMs } = where
  const opened = (await Promise.all(items.map((item) => openedItem(where, item)))).flatMap(
    (each) => each ?? [],
  )
  const actorIds = await actorsOf(
    opened.map(({ event }) => event),
    where,
  )
  const pipeline = await pipelineContextOf(where)
  const events: Outgoing[] = []
  const originals: WithOriginal[] = []
  const ends: Outgoing[] = []
  for (const [index, { item, event }] of opened.entries()) {
    const actorId = actorIds[index] ?? null
    // What a model's profile was when it predicted is not known any more.
    const end = isPrediction(event)
      ? mlEvent(event, actorId, pipeline, () => unknownModel)
      : llmEvent(event, actorId, pipeline)
    if (end.end !== 'kept') continue
    const kept = { ...end.row, source: item.source }
    events.push({ row: kept, repeatable: true })
    originals.push({ row: kept, repeatable: true, original: end.original })
    const row = {
      org_id: tenant.orgId,
      id: item.id,
      result: 'stored',
      ended_at: new Date(nowMs).toISOString(),
      expires_at: item.expires_at,
    }
    ends.push({ row, repeatable: true })
  }
  return { events, evidence: await evidenceRows(where, originals), ends }
}

/** A call has no prediction, and a prediction is nothing without. */
const isPrediction = (value: unknown): value is MlPushEvent =>
  typeof value === 'object' && value !== null && 'prediction' in value

/** The event as it came, with the id and the moment that it has when it brought none; null when it cannot be read. */
async function openedItem(
  { env, tenant, place }: Where,
  item: QuarantinedItem,
): Promise<{ item: QuarantinedItem; event: LlmPushEvent | MlPushEvent } | null> {
  try {
    const text = await vaultOf(env, place).openText(quarantinedAt(tenant, item.id), item.envelope)
    const given: unknown = JSON.parse(text)
    const { success, data } = (isPrediction(given) ? mlPushEvent : llmPushEvent).safeParse(given)
    if (!success) return null
    const hasMoment = data.timestamp !== undefined || data.created_at !== undefined
    return {
      item,
      event: { ...data, id: data.id ?? item.id, ...(hasMoment ? {} : { timestamp: item.created_at }) },
    }
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    return null
  }
}
