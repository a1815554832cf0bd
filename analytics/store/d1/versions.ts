import { eq } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { organizations } from './schema/index.ts'

/** What everything that is derived from an organization's grants and policies is kept under. */
export type Versions = { grantsVersion: number; policiesVersion: number }

/** The versions as they stand; zeros when the organization is gone. */
export async function versionsOf(tenant: Tenant, db: ControlPlane): Promise<Versions> {
  const { grantsVersion, policiesVersion } = organizations
  const rows = await db
    .select({ grantsVersion, policiesVersion })
    .from(organizations)
    .where(eq(organizations.id, tenant.orgId))
  return rows[0] ?? { grantsVersion: 0, policiesVersion: 0 }
}
