import { and, asc, count, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { credentials, customVendors } from './schema/index.ts'

export type StoredCustomVendor = typeof customVendors.$inferSelect

/** An organization's own vendors, by id. */
export async function customVendorsOf(tenant: Tenant, db: ControlPlane): Promise<StoredCustomVendor[]> {
  return db
    .select()
    .from(customVendors)
    .where(eq(customVendors.orgId, tenant.orgId))
    .orderBy(asc(customVendors.id))
}

export async function customVendorById(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
): Promise<StoredCustomVendor | null> {
  const [found] = await db
    .select()
    .from(customVendors)
    .where(and(eq(customVendors.orgId, tenant.orgId), eq(customVendors.id, id)))
  return found ?? null
}

/** False when the organization has one of that id. */
export async function addCustomVendor(
  tenant: Tenant,
  db: ControlPlane,
  vendor: Omit<StoredCustomVendor, 'orgId'>,
): Promise<boolean> {
  const added = await db
    .insert(customVendors)
    .values({ ...vendor, orgId: tenant.orgId })
    .onConflictDoNothing()
    .returning({ id: customVendors.id })
  return added.length === 1
}

/** The vendor that was removed; null when there is none, or when a credential of it is left. */
export async function removeCustomVendor(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
): Promise<StoredCustomVendor | null> {
  const [removed] = await db
    .delete(customVendors)
    .where(
      and(
        eq(customVendors.orgId, tenant.orgId),
        eq(customVendors.id, id),
        sql`NOT EXISTS (SELECT 1 FROM credentials AS used
          WHERE used.org_id = ${tenant.orgId} AND used.vendor_id = ${customVendors.id})`,
      ),
    )
    .returning()
  return removed ?? null
}

/** How many credentials an organization has per vendor. */
export async function credentialsPerVendor(tenant: Tenant, db: ControlPlane): Promise<Map<string, number>> {
  const rows = await db
    .select({ vendorId: credentials.vendorId, credentials: count() })
    .from(credentials)
    .where(eq(credentials.orgId, tenant.orgId))
    .groupBy(credentials.vendorId)
  return new Map(rows.map((row) => [row.vendorId, row.credentials]))
}
