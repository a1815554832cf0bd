import { expiryOf } from '../analytics/pipeline.ts'
import { retentionMsByPlan } from '../analytics/plans.ts'
import type { Tenant } from '../analytics/tenant.ts'
import type { Outgoing } from './stream.ts'
import type { Vault } from './vault/vault.ts'

/** Units: UTF-16 code units; sealed and in base64 what is written fits into one value of the log. */
const quarantinedCharsMax = 210_000
/** How long each text of an item may be: the longest that lets all of it fit. */
const textCharsMax = [100_000, 10_000, 1_000, 100]

export const quarantinedAt = (tenant: Tenant, id: string) => ({
  orgId: tenant.orgId,
  table: 'quarantined',
  column: 'envelope',
  rowId: id,
})

/** Through which door an item came. */
export type QuarantineSource = 'ingest' | 'otlp' | 'collector'

/** Who brought an item that became no event, and why it did not. */
export type Quarantining = { id: string; source: QuarantineSource; reason: string; repeatable: boolean }

/** An item that was taken but could not become an event, sealed, to be taken up again later. */
export async function quarantinedRow(
  tenant: Tenant,
  vault: Vault,
  item: object,
  { id, source, reason, repeatable }: Quarantining,
  nowMs: number,
): Promise<Outgoing> {
  const row = {
    org_id: tenant.orgId,
    id,
    source,
    reason,
    envelope: await vault.seal(quarantinedAt(tenant, id), fitting(item)),
    created_at: new Date(nowMs).toISOString(),
    expires_at: expiryOf(nowMs, retentionMsByPlan[tenant.plan]),
  }
  return { row, repeatable }
}

/** An item as JSON that fits, with its texts cut; what does not fit in any way loses everything but its plain fields. */
function fitting(item: object): string {
  for (const charsMax of textCharsMax) {
    const json = JSON.stringify(item, (_name, value) =>
      typeof value === 'string' && value.length > charsMax ? value.slice(0, charsMax).toWellFormed() : value,
    )
    if (json.length <= quarantinedCharsMax) return json
  }
  const plain = Object.entries(item).filter(([, value]) => typeof value !== 'object' || value === null)
  return JSON.stringify(Object.fromEntries(plain.map(([name, value]) => [name, cut(value)])))
}

const cut = (value: unknown): unknown =>
  typeof value === 'string' ? value.slice(0, 1_000).toWellFormed() : value
