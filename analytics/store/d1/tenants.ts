import { inArray } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { tenantOf } from './identity.ts'
import { listed } from './rows.ts'
import { organizations } from './schema/index.ts'

/** Rows that the scheduler took of many organizations, each with its tenant; those of one that is gone are left out. */
export async function withTenants<Row extends { orgId: string }>(
  db: ControlPlane,
  rows: readonly Row[],
): Promise<{ tenant: Tenant; row: Row }[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ orgId }) => orgId)
  const owners = await db
    .select()
    .from(organizations)
    .where(inArray(organizations.id, listed(ids)))
  const byId = new Map(owners.map((owner) => [owner.id, tenantOf(owner)]))
  return rows.flatMap((row) => {
    const tenant = byId.get(row.orgId)
    return tenant ? [{ tenant, row }] : []
  })
}
