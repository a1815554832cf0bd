import { and, desc, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { organizations, rescans } from './schema/index.ts'
import { withTenants } from './tenants.ts'

export type Rescan = typeof rescans.$inferSelect

const underWay = inArray(rescans.status, ['queued', 'running'])

/** Begins a rescan; false when the organization has one under way. */
export async function addRescan(
  tenant: Tenant,
  db: ControlPlane,
  rescan: Pick<
    Rescan,
    'id' | 'fromMs' | 'toMs' | 'eventsTotal' | 'eventsRead' | 'withoutText' | 'startedBy' | 'createdAtMs'
  >,
): Promise<boolean> {
  const { id, fromMs, toMs, eventsTotal, eventsRead, withoutText, startedBy, createdAtMs } = rescan
  await db.run(sql`
    INSERT INTO rescans (id, org_id, status, from_ms, to_ms, events_total, events_read, without_text, started_by, created_at_ms)
    SELECT ${id}, ${tenant.orgId}, 'queued', ${fromMs}, ${toMs}, ${eventsTotal}, ${eventsRead}, ${withoutText}, ${startedBy}, ${createdAtMs}
    WHERE NOT EXISTS (SELECT 1 FROM rescans WHERE org_id = ${tenant.orgId} AND status IN ('queued', 'running'))`)
  return (await rescanById(tenant, db, id)) !== null
}

export async function rescanById(tenant: Tenant, db: ControlPlane, id: string): Promise<Rescan | null> {
  const rows = await db
    .select()
    .from(rescans)
    .where(and(eq(rescans.orgId, tenant.orgId), eq(rescans.id, id)))
    .limit(1)
  return rows[0] ?? null
}

/** Rescans of a tenant, newest first, after one's beginning and id. */
export async function rescansOf(
  tenant: Tenant,
  db: ControlPlane,
  after: { createdAtMs: number; id: string } | null,
  rows: number,
): Promise<Rescan[]> {
  return db
    .select()
    .from(rescans)
    .where(
      and(
        eq(rescans.orgId, tenant.orgId),
        after === null
          ? undefined
          : or(
              lt(rescans.createdAtMs, after.createdAtMs),
              and(eq(rescans.createdAtMs, after.createdAtMs), lt(rescans.id, after.id)),
            ),
      ),
    )
    .orderBy(desc(rescans.createdAtMs), desc(rescans.id))
    .limit(rows)
}

/** Takes the lease of a rescan that is under way and free; null when it is not. */
export async function leaseRescan(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
  lease: { leaseId: string; leaseUntilMs: number },
  nowMs: number,
): Promise<Rescan | null> {
  const rows = await db
    .update(rescans)
    .set({ ...lease, status: 'running' })
    .where(
      and(eq(rescans.orgId, tenant.orgId), eq(rescans.id, id), underWay, lte(rescans.leaseUntilMs, nowMs)),
    )
    .returning()
  return rows[0] ?? null
}

/** Writes down how far a rescan is, as long as the lease is ours; false when it is not. */
export async function updateRescan(
  tenant: Tenant,
  db: ControlPlane,
  { id, leaseId }: Pick<Rescan, 'id' | 'leaseId'>,
  change: Partial<Omit<Rescan, 'id' | 'orgId' | 'startedBy' | 'createdAtMs'>>,
): Promise<boolean> {
  const rows = await db
    .update(rescans)
    .set(change)
    .where(
      and(
        eq(rescans.orgId, tenant.orgId),
        eq(rescans.id, id),
        leaseId === null ? isNull(rescans.leaseId) : eq(rescans.leaseId, leaseId),
      ),
    )
    .returning({ id: rescans.id })
  return rows.length === 1
}

/** Rescans of a region that are under way and that nobody works on. For cron, which acts for every tenant. */
export async function idleRescans(
  db: ControlPlane,
  region: string,
  nowMs: number,
): Promise<{ tenant: Tenant; id: string }[]> {
  const rows = await db
    .select({ id: rescans.id, orgId: rescans.orgId })
    .from(rescans)
    .innerJoin(organizations, eq(organizations.id, rescans.orgId))
    .where(
      and(
        underWay,
        lte(rescans.leaseUntilMs, nowMs),
        eq(organizations.region, region),
        isNull(organizations.deletedAtMs),
      ),
    )
  return (await withTenants(db, rows)).map(({ tenant, row }) => ({ tenant, id: row.id }))
}
