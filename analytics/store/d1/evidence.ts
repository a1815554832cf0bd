import { eq } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { evidenceSettings } from './schema/index.ts'

export type EvidenceSetting = typeof evidenceSettings.$inferSelect

/** Whether and how long originals are kept; null for who never said, which is not at all. */
export async function evidenceSettingOf(tenant: Tenant, db: ControlPlane): Promise<EvidenceSetting | null> {
  const rows = await db
    .select()
    .from(evidenceSettings)
    .where(eq(evidenceSettings.orgId, tenant.orgId))
    .limit(1)
  return rows[0] ?? null
}

export async function setEvidence(
  tenant: Tenant,
  db: ControlPlane,
  setting: Omit<EvidenceSetting, 'orgId'>,
): Promise<void> {
  await db
    .insert(evidenceSettings)
    .values({ ...setting, orgId: tenant.orgId })
    .onConflictDoUpdate({ target: evidenceSettings.orgId, set: setting })
}
