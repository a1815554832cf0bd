import { type LlmPushEvent, llmPushEvent } from '../analytics/contract/push.ts'
import { llmEvent } from '../analytics/pipeline.ts'
import { retentionMsByPlan } from '../analytics/plans.ts'
import type { QuarantinedItem } from '../analytics/queries/quarantined-items.ts'
import { fail, ok, type Result } from '../analytics/result.ts'
import type { Place } from '../analytics/store/place.ts'
import type { Tenant } from '../analytics/tenant.ts'
import { actorsOf } from './actors.ts'
import { detectionOf } from './detection.ts'
import type { Env } from './environment.ts'
import type { Failure } from './http/failure.ts'
import { newId } from './new-id.ts'
import { priceBookOf } from './prices.ts'
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
  for (const source of ['ingest', 'collector'] as const) {
    const { events, ends } = await taken(
      where,
      items.filter((item) => item.source === source),
    )
    sum.stillQuarantined -= events.length
    if (events.length === 0) continue
    const delivery = { events, quarantine_ends: ends, isCollected: source === 'collector' }
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
): Promise<{ events: Outgoing[]; ends: Outgoing[] }> {
  const { env, tenant, place, nowMs } = where
  const opened = (await Promise.all(items.map((item) => openedItem(where, item)))).flatMap(
    (each) => each ?? [],
  )
  const actorIds = await actorsOf(
    opened.map(({ event }) => event),
    where,
  )
  const pipeline = {
    orgId: tenant.orgId,
    region: tenant.region,
    retentionMs: retentionMsByPlan[tenant.plan],
    nowMs,
    newId,
    detection: await detectionOf(env, tenant, place, nowMs),
    price: await priceBookOf(tenant, place, nowMs),
  }
  const events: Outgoing[] = []
  const ends: Outgoing[] = []
  for (const [index, { item, event }] of opened.entries()) {
    const end = llmEvent(event, actorIds[index] ?? null, pipeline)
    if (end.end !== 'kept') continue
    events.push({ row: { ...end.row, source: item.source }, repeatable: true })
    const row = {
      org_id: tenant.orgId,
      id: item.id,
      result: 'stored',
      ended_at: new Date(nowMs).toISOString(),
      expires_at: item.expires_at,
    }
    ends.push({ row, repeatable: true })
  }
  return { events, ends }
}

/** The event as it came, with the id and the moment that it has when it brought none; null when it cannot be read. */
async function openedItem(
  { env, tenant, place }: Where,
  item: QuarantinedItem,
): Promise<{ item: QuarantinedItem; event: LlmPushEvent } | null> {
  try {
    const text = await vaultOf(env, place).openText(quarantinedAt(tenant, item.id), item.envelope)
    const { success, data } = llmPushEvent.safeParse(JSON.parse(text))
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
