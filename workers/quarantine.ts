import type { LlmPushEvent } from '../analytics/contract/push.ts'
import { expiryOf } from '../analytics/pipeline.ts'
import { retentionMsByPlan } from '../analytics/plans.ts'
import type { Tenant } from '../analytics/tenant.ts'
import type { Outgoing } from './stream.ts'
import type { Vault } from './vault/vault.ts'

/** Units: UTF-16 code units of each text; sealed and in base64 both fit into one value of the log. */
const quarantinedCharsMax = 100_000

export const quarantinedAt = (tenant: Tenant, id: string) => ({
  orgId: tenant.orgId,
  table: 'quarantined',
  column: 'envelope',
  rowId: id,
})

/** Who brought an item that became no event, and why it did not. */
export type Quarantining = { id: string; source: 'ingest' | 'collector'; reason: string; repeatable: boolean }

/** An item that was taken but could not become an event, sealed, to be taken up again later. */
export async function quarantinedRow(
  tenant: Tenant,
  vault: Vault,
  event: LlmPushEvent,
  { id, source, reason, repeatable }: Quarantining,
  nowMs: number,
): Promise<Outgoing> {
  const row = {
    org_id: tenant.orgId,
    id,
    source,
    reason,
    envelope: await vault.seal(quarantinedAt(tenant, id), JSON.stringify({ ...event, ...cutTexts(event) })),
    created_at: new Date(nowMs).toISOString(),
    expires_at: expiryOf(nowMs, retentionMsByPlan[tenant.plan]),
  }
  return { row, repeatable }
}

function cutTexts({ prompt, response }: LlmPushEvent): Pick<LlmPushEvent, 'prompt' | 'response'> {
  return {
    ...(prompt ? { prompt: prompt.slice(0, quarantinedCharsMax) } : {}),
    ...(response ? { response: response.slice(0, quarantinedCharsMax) } : {}),
  }
}
