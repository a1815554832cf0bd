import { type DueStream, endCutOffRuns, leaseDue } from '../../analytics/store/d1/collection.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Env, SyncMessage } from '../environment.ts'
import { newId } from '../new-id.ts'
import { vendorsOff } from './vendors-off.ts'

/** How long a sync may be silent before another may take its stream; every page prolongs it. */
export const leaseMs = 3 * 60_000
const dueAtOnce = 100

/** Leases every stream whose time has come, of all tenants or of one credential, and queues one sync each. */
export async function queueDue(
  env: Env,
  place: Place,
  nowMs: number,
  credentialId: string | null = null,
): Promise<DueStream[]> {
  await endCutOffRuns(place.db, nowMs - 2 * leaseMs, nowMs)
  const due = await leaseDue(
    place.db,
    place.region,
    nowMs,
    nowMs + leaseMs,
    newId(),
    credentialId,
    dueAtOnce,
    vendorsOff(env),
  )
  if (due.length > 0) {
    await env.SYNC_QUEUE.sendBatch(due.map((stream) => ({ body: messageOf(stream) })))
  }
  return due
}

const messageOf = ({ tenant, credentialId, stream, leaseId }: DueStream): SyncMessage => ({
  orgId: tenant.orgId,
  region: tenant.region,
  plan: tenant.plan,
  credentialId,
  stream,
  leaseId,
})

/** The due stream that a message names. */
export const dueFrom = (message: SyncMessage): DueStream => ({
  tenant: { orgId: message.orgId, region: message.region, plan: message.plan },
  credentialId: message.credentialId,
  stream: message.stream,
  leaseId: message.leaseId,
})
