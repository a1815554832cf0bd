import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { LedgerUnavailable } from '../audit/ledger.ts'
import { audit, type Doing } from '../audit.ts'
import type { Env } from '../environment.ts'

/** What is done for an organization without anybody asking. `id` names the run that does it. */
export function systemDoing(env: Env, tenant: Tenant, place: Place, id: string): Doing {
  return {
    env,
    tenant,
    place,
    subject: 'system',
    requestId: id,
    nowMs: Date.now(),
    address: null,
    userAgent: null,
  }
}

/**
 * Writes down what happened of itself. It happened whatever the ledger says, so a ledger that cannot be written stops
 * nothing here.
 */
export async function noted(
  doing: Doing,
  entry: { action: string; target: string; after?: unknown },
): Promise<void> {
  try {
    await audit.append(doing, { ...entry, outcome: 'succeeded' })
  } catch (error) {
    if (!(error instanceof LedgerUnavailable)) throw error
    console.error(`${entry.action} is missing in the ledger`, error.cause)
  }
}
