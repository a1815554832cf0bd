import { and, asc, eq, or, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { ownRow } from './rows.ts'
import { savedViews } from './schema/index.ts'

export type StoredView = Omit<typeof savedViews.$inferSelect, 'orgId'>

/** The views of somebody, and the shared ones of everybody where `withShared`. By name. */
export async function viewsFor(
  tenant: Tenant,
  db: ControlPlane,
  ownerId: string,
  withShared: boolean,
  page: string | null,
): Promise<StoredView[]> {
  const mine = eq(savedViews.ownerId, ownerId)
  return db
    .select()
    .from(savedViews)
    .where(
      and(
        eq(savedViews.orgId, tenant.orgId),
        withShared ? or(mine, eq(savedViews.isShared, true)) : mine,
        page === null ? undefined : eq(savedViews.page, page),
      ),
    )
    .orderBy(sql`lower(${savedViews.name})`, asc(savedViews.id))
}

/** How many somebody keeps, on all pages. */
export async function viewsKept(tenant: Tenant, db: ControlPlane, ownerId: string): Promise<number> {
  return db.$count(savedViews, and(eq(savedViews.orgId, tenant.orgId), eq(savedViews.ownerId, ownerId)))
}

export async function viewById(tenant: Tenant, db: ControlPlane, id: string): Promise<StoredView | null> {
  const [found] = await db
    .select()
    .from(savedViews)
    .where(ownRow(tenant, savedViews, id))
  return found ?? null
}

export async function addView(tenant: Tenant, db: ControlPlane, view: StoredView): Promise<void> {
  await db.insert(savedViews).values({ ...view, orgId: tenant.orgId })
}

export async function changeView(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
  change: Pick<StoredView, 'page' | 'name' | 'filters' | 'isShared' | 'updatedAtMs'>,
): Promise<void> {
  await db
    .update(savedViews)
    .set(change)
    .where(ownRow(tenant, savedViews, id))
}

export async function removeView(tenant: Tenant, db: ControlPlane, id: string): Promise<void> {
  await db.delete(savedViews).where(ownRow(tenant, savedViews, id))
}
