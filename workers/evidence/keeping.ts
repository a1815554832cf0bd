import { plans } from '../../analytics/plans.ts'
import { evidenceSettingOf } from '../../analytics/store/d1/evidence.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'

const dayMs = 86_400_000
/** A change that another isolate made is seen after this. Units: milliseconds. */
const freshMs = 2_000
const rememberedMax = 1_000
const remembered = new Map<string, { atMs: number; retentionMs: number | null }>()

const nameOf = ({ region, orgId, plan }: Tenant): string => JSON.stringify([region, orgId, plan])

/** How long originals of an organization are kept, never longer than its events; null when none are. Units: milliseconds. */
export async function evidenceRetentionMs(
  tenant: Tenant,
  place: Place,
  nowMs: number,
): Promise<number | null> {
  const known = remembered.get(nameOf(tenant))
  if (known && nowMs - known.atMs < freshMs) return known.retentionMs
  const setting = await evidenceSettingOf(tenant, place.db)
  const days = Math.min(setting?.retentionDays ?? 0, plans[tenant.plan].retentionDays)
  const retentionMs = setting?.isKept ? days * dayMs : null
  if (remembered.size >= rememberedMax) remembered.clear()
  remembered.set(nameOf(tenant), { atMs: nowMs, retentionMs })
  return retentionMs
}

/** The next event of this isolate is kept, or not, as is said now. */
export function forgetKeeping(tenant: Tenant): void {
  remembered.delete(nameOf(tenant))
}
