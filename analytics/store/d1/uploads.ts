import { and, count, desc, eq, gt, lt, or } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { uploads } from './schema/index.ts'

export type StoredUpload = typeof uploads.$inferSelect

const own = (tenant: Tenant, id: string) => and(eq(uploads.orgId, tenant.orgId), eq(uploads.id, id))

/** Writes down that a file begins to be read; false when the id is taken. */
export async function beginUpload(
  tenant: Tenant,
  db: ControlPlane,
  upload: Pick<StoredUpload, 'id' | 'name' | 'format' | 'bytesTotal' | 'startedBy'>,
  nowMs: number,
): Promise<boolean> {
  const begun = await db
    .insert(uploads)
    .values({
      ...upload,
      orgId: tenant.orgId,
      status: 'running',
      faults: [],
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    })
    .onConflictDoNothing()
    .returning({ id: uploads.id })
  return begun.length > 0
}

/** Writes down how far a file was read. */
export async function saveUpload(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
  change: Partial<Omit<StoredUpload, 'id' | 'orgId'>>,
): Promise<void> {
  await db.update(uploads).set(change).where(own(tenant, id))
}

export async function uploadById(tenant: Tenant, db: ControlPlane, id: string): Promise<StoredUpload | null> {
  const [found] = await db.select().from(uploads).where(own(tenant, id)).limit(1)
  return found ?? null
}

/** Files, newest first, after one of them; only those of one person or key when `startedBy` names it. */
export async function uploadsOf(
  tenant: Tenant,
  db: ControlPlane,
  startedBy: string | null,
  after: { createdAtMs: number; id: string } | null,
  rows: number,
): Promise<StoredUpload[]> {
  const { createdAtMs, id, orgId } = uploads
  return db
    .select()
    .from(uploads)
    .where(
      and(
        eq(orgId, tenant.orgId),
        startedBy === null ? undefined : eq(uploads.startedBy, startedBy),
        after === null
          ? undefined
          : or(lt(createdAtMs, after.createdAtMs), and(eq(createdAtMs, after.createdAtMs), lt(id, after.id))),
      ),
    )
    .orderBy(desc(createdAtMs), desc(id))
    .limit(rows)
}

/** How many files are being read that were heard of since. */
export async function uploadsRunning(tenant: Tenant, db: ControlPlane, sinceMs: number): Promise<number> {
  const [found] = await db
    .select({ running: count() })
    .from(uploads)
    .where(
      and(eq(uploads.orgId, tenant.orgId), eq(uploads.status, 'running'), gt(uploads.updatedAtMs, sinceMs)),
    )
  return found?.running ?? 0
}
