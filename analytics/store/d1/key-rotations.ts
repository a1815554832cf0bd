import { and, count, desc, eq, isNull, lte, ne, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import type { StoredDataKey } from './data-keys.ts'
import { dataKeys, keyRotations, organizations, subjectKeys } from './schema/index.ts'

export type KeyRotation = typeof keyRotations.$inferSelect

/** A data key that takes the place of the one that was active for its owner and purpose. */
export type Successor = { orgId: string; key: StoredDataKey }

/** Begins a rotation, with its new keys active in the same moment; false when one is under way. */
export async function beginRotation(
  tenant: Tenant,
  db: ControlPlane,
  rotation: KeyRotation,
  successors: readonly Successor[],
): Promise<boolean> {
  const { orgId } = tenant
  const { id, scope, status, cursor, total, leaseUntilMs, startedBy, startedAtMs } = rotation
  const isBegun = sql`EXISTS (SELECT 1 FROM key_rotations WHERE id = ${id})`
  const begin = db.insert(keyRotations).select(sql`
    SELECT ${id}, ${orgId}, ${scope}, ${status}, ${cursor}, ${total}, 0, 0, NULL, ${leaseUntilMs}, ${startedBy},
      ${startedAtMs}, NULL
    WHERE NOT EXISTS (SELECT 1 FROM key_rotations WHERE org_id = ${orgId} AND status = 'running')`)
  const keys = successors.flatMap(({ orgId: owner, key }) => [
    db
      .update(dataKeys)
      .set({ status: 'decrypt_only' })
      .where(
        and(
          eq(dataKeys.orgId, owner),
          eq(dataKeys.purpose, key.purpose),
          eq(dataKeys.status, 'active'),
          isBegun,
        ),
      ),
    db.insert(dataKeys).select(sql`
      SELECT ${owner}, ${key.dekId}, ${key.purpose}, ${key.kekId}, ${key.wrapped}, 'active', ${key.createdAtMs}
      WHERE ${isBegun}`),
  ])
  await db.batch([begin, ...keys])
  const [begun] = await db
    .select({ id: keyRotations.id })
    .from(keyRotations)
    .where(and(eq(keyRotations.orgId, orgId), eq(keyRotations.id, id)))
  return begun !== undefined
}

/** Rotations of a tenant, newest first. */
export async function rotationsOf(tenant: Tenant, db: ControlPlane, rows: number): Promise<KeyRotation[]> {
  return db
    .select()
    .from(keyRotations)
    .where(eq(keyRotations.orgId, tenant.orgId))
    .orderBy(desc(keyRotations.startedAtMs), desc(keyRotations.id))
    .limit(rows)
}

/** Takes the lease of the rotations of a region that are under way and free. For cron, which acts for every tenant. */
export async function leaseRotations(
  db: ControlPlane,
  region: string,
  nowMs: number,
  leaseUntilMs: number,
): Promise<{ tenant: Tenant; rotation: KeyRotation }[]> {
  const free = and(eq(keyRotations.status, 'running'), lte(keyRotations.leaseUntilMs, nowMs))
  const found = await db
    .select({
      rotation: keyRotations,
      tenant: { orgId: organizations.id, region: organizations.region, plan: organizations.plan },
    })
    .from(keyRotations)
    .innerJoin(organizations, eq(organizations.id, keyRotations.orgId))
    .where(and(free, eq(organizations.region, region), isNull(organizations.deletedAtMs)))
    .orderBy(keyRotations.startedAtMs)
  const taken = await Promise.all(
    found.map(async ({ tenant, rotation }) => {
      const leased = { ...rotation, leaseUntilMs }
      return (await updateRotation(tenant, db, rotation, { leaseUntilMs }))
        ? [{ tenant, rotation: leased }]
        : []
    }),
  )
  return taken.flat()
}

/** Changes a rotation as long as its lease is the one that was read; false when another step took it over. */
export async function updateRotation(
  tenant: Tenant,
  db: ControlPlane,
  { id, leaseUntilMs }: KeyRotation,
  change: Partial<
    Pick<
      KeyRotation,
      'status' | 'cursor' | 'total' | 'done' | 'failed' | 'error' | 'leaseUntilMs' | 'finishedAtMs'
    >
  >,
): Promise<boolean> {
  const changed = await db
    .update(keyRotations)
    .set(change)
    .where(
      and(
        eq(keyRotations.orgId, tenant.orgId),
        eq(keyRotations.id, id),
        eq(keyRotations.status, 'running'),
        eq(keyRotations.leaseUntilMs, leaseUntilMs),
      ),
    )
    .returning({ id: keyRotations.id })
  return changed.length === 1
}

/** How many keys of a tenant, and of people, are not wrapped under a key of the ring. */
export async function countWrappedOtherwise(
  tenant: Tenant,
  db: ControlPlane,
  people: string,
  kekId: string,
): Promise<number> {
  const ofData = db
    .select({ keys: count() })
    .from(dataKeys)
    .where(
      and(
        sql`${dataKeys.orgId} IN (${tenant.orgId}, ${people})`,
        ne(dataKeys.kekId, kekId),
        ne(dataKeys.status, 'destroyed'),
      ),
    )
  const ofSubjects = db
    .select({ keys: count() })
    .from(subjectKeys)
    .where(
      and(
        eq(subjectKeys.orgId, tenant.orgId),
        sql`${subjectKeys.wrapped} IS NOT NULL`,
        ne(subjectKeys.kekId, kekId),
      ),
    )
  const [data, subjects] = await db.batch([ofData, ofSubjects])
  return (data[0]?.keys ?? 0) + (subjects[0]?.keys ?? 0)
}
