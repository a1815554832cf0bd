import { plans } from '../../analytics/plans.ts'
import { evidenceSettingOf } from '../../analytics/store/d1/evidence.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { remembered } from '../remembered.ts'

const dayMs = 86_400_000
/** A change that another isolate made is seen after this. Units: milliseconds. */
const freshMs = 2_000
const retentions = remembered<number | null>(freshMs)

const nameOf = ({ region, orgId, plan }: Tenant): string => JSON.stringify([region, orgId, plan])

/**
 * How long originals of an organization are kept, never longer than its events; null when none are. `later` runs work
 * behind the answer. Units: milliseconds.
 */
export async function evidenceRetentionMs(
  tenant: Tenant,
  place: Place,
  nowMs: number,
  later?: (work: Promise<unknown>) => void,
): Promise<number | null> {
  const read = async () => {
    const setting = await evidenceSettingOf(tenant, place.db)
    const days = Math.min(setting?.retentionDays ?? 0, plans[tenant.plan].retentionDays)
    return setting?.isKept ? days * dayMs : null
  }
  return retentions.of(nameOf(tenant), nowMs, read, later)
}

/** The next event of this isolate is kept, or not, as is said now. */
export function forgetKeeping(tenant: Tenant): void {
  retentions.forget(nameOf(tenant))
}
