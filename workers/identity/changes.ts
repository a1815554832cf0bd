import { isComplete } from '../../analytics/reach.ts'
import { errorText } from '../../analytics/store/error-text.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { liveRoomName, rateLimiterName } from '../../durable-objects/names.ts'
import type { Env } from '../environment.ts'
import { gate } from './caller.ts'
import { accessOfProof } from './known-callers.ts'

/** Beyond so many, sockets are closed unasked; those who may look on connect again. */
const checkedMax = 100

/**
 * Tells everyone who keeps something of an organization's people, keys and grants that they changed, before the change
 * is answered: callers are read again at their next request, and live sockets of who may no longer look on are closed.
 * `ended` names proofs that are refused at once, `session:<id>` or `api_key:<id>`. The router calls it after every
 * audited write of a signed-in caller; what changes accounts without one calls it itself. The change stands whether or
 * not they could be told: an object that does not answer twice is left to its second line.
 */
export async function accessChanged(
  env: Env,
  tenant: Tenant,
  ended: readonly string[],
  nowMs: number,
): Promise<void> {
  gate.forget(tenant)
  const tell = () => announce(env, tenant, ended, nowMs)
  await tell()
    .catch(tell)
    .catch((error: unknown) => {
      console.error('a change was not announced', errorText(error))
    })
}

async function announce(env: Env, tenant: Tenant, ended: readonly string[], nowMs: number): Promise<void> {
  const room = env.LIVE_ROOM.getByName(liveRoomName(tenant.region, tenant.orgId))
  const limiter = env.RATE_LIMITER.getByName(rateLimiterName(tenant.region, tenant.orgId))
  const [{ grantsChanged }] = await Promise.all([
    limiter.changed(tenant, ended),
    ended.length > 0 ? room.close(ended) : null,
  ])
  if (!grantsChanged) return
  // Who sees a part only connects again, so that what they see is the part that they may see now.
  const looking = await room.proofs()
  const mayLook = await Promise.all(
    looking.slice(0, checkedMax).map(async (proof) => {
      const access = await accessOfProof(proof, env, nowMs)
      const reach = access?.reach('events:read', nowMs) ?? null
      return reach !== null && isComplete(reach)
    }),
  )
  const closing = looking.filter((_, index) => !mayLook[index])
  if (closing.length > 0) await room.close(closing)
}
