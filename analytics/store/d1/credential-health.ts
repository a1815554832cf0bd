import { and, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import type { Credential } from './collection.ts'
import { credentials, organizations } from './schema/index.ts'
import { withTenants } from './tenants.ts'

const one = (tenant: Tenant, id: string) => and(eq(credentials.orgId, tenant.orgId), eq(credentials.id, id))

/** Marks a credential that the vendor refuses; false when it was known already. */
export async function refuseCredential(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
  lastError: string,
  nowMs: number,
): Promise<boolean> {
  const changed = await db
    .update(credentials)
    .set({ status: 'invalid', lastError, checkedAtMs: nowMs })
    .where(and(one(tenant, id), eq(credentials.status, 'active')))
    .returning({ id: credentials.id })
  return changed.length === 1
}

/** Writes down what the vendor said when it was asked whether it takes a credential; null is well. */
export async function noteCheck(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
  lastError: string | null,
  nowMs: number,
): Promise<void> {
  await db.update(credentials).set({ lastError, checkedAtMs: nowMs }).where(one(tenant, id))
}

/** Writes down that a credential was opened for a run. */
export async function noteUse(tenant: Tenant, db: ControlPlane, id: string, nowMs: number): Promise<void> {
  await db.update(credentials).set({ lastUsedAtMs: nowMs }).where(one(tenant, id))
}

/**
 * Takes credentials of some vendors that were not checked since a moment, of all tenants of a region. Taking one
 * counts as its check, so two cron ticks never take the same one.
 */
export async function takeUnchecked(
  db: ControlPlane,
  region: string,
  vendorIds: readonly string[],
  checkedBeforeMs: number,
  nowMs: number,
  rows: number,
): Promise<{ tenant: Tenant; credential: Credential }[]> {
  const stale = db
    .select({ id: credentials.id })
    .from(credentials)
    .innerJoin(organizations, eq(organizations.id, credentials.orgId))
    .where(
      and(
        eq(organizations.region, region),
        eq(credentials.status, 'active'),
        sql`${credentials.vendorId} IN (SELECT value FROM json_each(${JSON.stringify(vendorIds)}))`,
        or(isNull(credentials.checkedAtMs), lt(credentials.checkedAtMs, checkedBeforeMs)),
      ),
    )
    .limit(rows)
  const taken = await db
    .update(credentials)
    .set({ checkedAtMs: nowMs })
    .where(inArray(credentials.id, stale))
    .returning()
  return (await withTenants(db, taken)).map(({ tenant, row }) => ({ tenant, credential: row }))
}
