import { and, asc, eq, gt, or } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { savedQueries } from './schema/index.ts'

export type StoredQuery = typeof savedQueries.$inferSelect
type Change = Partial<Pick<StoredQuery, 'name' | 'query' | 'params' | 'isShared'>>

const visible = (tenant: Tenant, ownerId: string) =>
  and(
    eq(savedQueries.orgId, tenant.orgId),
    or(eq(savedQueries.ownerId, ownerId), eq(savedQueries.isShared, true)),
  )
const owned = (tenant: Tenant, ownerId: string, id: string) =>
  and(eq(savedQueries.orgId, tenant.orgId), eq(savedQueries.ownerId, ownerId), eq(savedQueries.id, id))

/** Queries that somebody keeps, and those that others share, by name. */
export async function savedQueriesFor(
  tenant: Tenant,
  db: ControlPlane,
  ownerId: string,
  after: { name: string; id: string } | null,
  rows: number,
): Promise<StoredQuery[]> {
  const later =
    after === null
      ? undefined
      : or(
          gt(savedQueries.name, after.name),
          and(eq(savedQueries.name, after.name), gt(savedQueries.id, after.id)),
        )
  return db
    .select()
    .from(savedQueries)
    .where(and(visible(tenant, ownerId), later))
    .orderBy(asc(savedQueries.name), asc(savedQueries.id))
    .limit(rows)
}

/** How many queries somebody keeps. */
export const countSavedQueries = (tenant: Tenant, db: ControlPlane, ownerId: string): Promise<number> =>
  db.$count(savedQueries, and(eq(savedQueries.orgId, tenant.orgId), eq(savedQueries.ownerId, ownerId)))

export async function addSavedQuery(
  tenant: Tenant,
  db: ControlPlane,
  query: Omit<StoredQuery, 'orgId'>,
): Promise<StoredQuery> {
  const row = { ...query, orgId: tenant.orgId }
  await db.insert(savedQueries).values(row)
  return row
}

/** Changes a query of its owner; null when they have none of that id. */
export async function changeSavedQuery(
  tenant: Tenant,
  db: ControlPlane,
  ownerId: string,
  id: string,
  change: Change & { updatedAtMs: number },
): Promise<StoredQuery | null> {
  const [changed] = await db
    .update(savedQueries)
    .set(change)
    .where(owned(tenant, ownerId, id))
    .returning()
  return changed ?? null
}

/** Removes a query of its owner; false when they have none of that id. */
export async function removeSavedQuery(
  tenant: Tenant,
  db: ControlPlane,
  ownerId: string,
  id: string,
): Promise<boolean> {
  const removed = await db
    .delete(savedQueries)
    .where(owned(tenant, ownerId, id))
    .returning({ id: savedQueries.id })
  return removed.length > 0
}
