import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { customDetectors, detectorAllowances, detectorSettings, organizations } from './schema/index.ts'

export type DetectorSetting = Pick<typeof detectorSettings.$inferSelect, 'code' | 'minimumLevel'>
export type Allowance = typeof detectorAllowances.$inferSelect
export type StoredCustomDetector = typeof customDetectors.$inferSelect

export async function detectorSettingsOf(tenant: Tenant, db: ControlPlane): Promise<DetectorSetting[]> {
  return db
    .select({ code: detectorSettings.code, minimumLevel: detectorSettings.minimumLevel })
    .from(detectorSettings)
    .where(eq(detectorSettings.orgId, tenant.orgId))
}

/** Everything about detection grows the version that derived things are kept under. */
const changed = (tenant: Tenant, db: ControlPlane) =>
  db
    .update(organizations)
    .set({ policiesVersion: sql`${organizations.policiesVersion} + 1` })
    .where(eq(organizations.id, tenant.orgId))

/** Says what a detector's findings must reach; null takes the word back. */
export async function setDetector(
  tenant: Tenant,
  db: ControlPlane,
  code: string,
  minimumLevel: DetectorSetting['minimumLevel'] | null,
  nowMs: number,
): Promise<void> {
  const write =
    minimumLevel === null
      ? db
          .delete(detectorSettings)
          .where(and(eq(detectorSettings.orgId, tenant.orgId), eq(detectorSettings.code, code)))
      : db
          .insert(detectorSettings)
          .values({ orgId: tenant.orgId, code, minimumLevel, updatedAtMs: nowMs })
          .onConflictDoUpdate({
            target: [detectorSettings.orgId, detectorSettings.code],
            set: { minimumLevel, updatedAtMs: nowMs },
          })
  await db.batch([write, changed(tenant, db)])
}

/** Newest first. */
export async function allowancesOf(tenant: Tenant, db: ControlPlane): Promise<Allowance[]> {
  return db
    .select()
    .from(detectorAllowances)
    .where(eq(detectorAllowances.orgId, tenant.orgId))
    .orderBy(desc(detectorAllowances.createdAtMs), desc(detectorAllowances.id))
}

export async function addAllowance(
  tenant: Tenant,
  db: ControlPlane,
  allowance: Omit<Allowance, 'orgId'>,
): Promise<void> {
  await db.batch([
    db.insert(detectorAllowances).values({ ...allowance, orgId: tenant.orgId }),
    changed(tenant, db),
  ])
}

/** False when there is none of that id. */
export async function removeAllowance(tenant: Tenant, db: ControlPlane, id: string): Promise<boolean> {
  const [removed] = await db.batch([
    db
      .delete(detectorAllowances)
      .where(and(eq(detectorAllowances.orgId, tenant.orgId), eq(detectorAllowances.id, id)))
      .returning({ id: detectorAllowances.id }),
    changed(tenant, db),
  ])
  return removed.length === 1
}

/** By name. */
export async function customDetectorsOf(tenant: Tenant, db: ControlPlane): Promise<StoredCustomDetector[]> {
  return db
    .select()
    .from(customDetectors)
    .where(eq(customDetectors.orgId, tenant.orgId))
    .orderBy(asc(customDetectors.name))
}

/** Adds a detector, or puts it in the place of the one with the same id. */
export async function saveCustomDetector(
  tenant: Tenant,
  db: ControlPlane,
  detector: Omit<StoredCustomDetector, 'orgId'>,
): Promise<void> {
  const row = { ...detector, orgId: tenant.orgId }
  await db.batch([
    db
      .insert(customDetectors)
      .values(row)
      .onConflictDoUpdate({
        target: customDetectors.id,
        set: row,
        setWhere: eq(customDetectors.orgId, tenant.orgId),
      }),
    changed(tenant, db),
  ])
}

/** False when there is none of that id. */
export async function removeCustomDetector(tenant: Tenant, db: ControlPlane, id: string): Promise<boolean> {
  const [removed] = await db.batch([
    db
      .delete(customDetectors)
      .where(and(eq(customDetectors.orgId, tenant.orgId), eq(customDetectors.id, id)))
      .returning({ id: customDetectors.id }),
    changed(tenant, db),
  ])
  return removed.length === 1
}
