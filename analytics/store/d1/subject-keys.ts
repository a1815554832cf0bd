import { and, eq, gt, isNotNull, ne, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { subjectKeys } from './schema/index.ts'

/** A subject's key at rest; `wrapped` is null once it is destroyed. */
export type SubjectKey = { subject: string; kekId: string; wrapped: string | null }

const columns = { subject: subjectKeys.subject, kekId: subjectKeys.kekId, wrapped: subjectKeys.wrapped }

/** Keys of those subjects that have one, destroyed ones included. */
export async function subjectKeysOf(
  tenant: Tenant,
  db: ControlPlane,
  subjects: readonly string[],
): Promise<SubjectKey[]> {
  if (subjects.length === 0) return []
  return db
    .select(columns)
    .from(subjectKeys)
    .where(
      and(
        eq(subjectKeys.orgId, tenant.orgId),
        sql`${subjectKeys.subject} IN (SELECT value FROM json_each(${JSON.stringify(subjects)}))`,
      ),
    )
}

/** Adds a key and answers the one to use: two isolates that begin together end up with the same one. */
export async function addSubjectKey(
  tenant: Tenant,
  db: ControlPlane,
  key: SubjectKey,
  nowMs: number,
): Promise<SubjectKey> {
  const row = { orgId: tenant.orgId, ...key, createdAtMs: nowMs, destroyedAtMs: null }
  await db.insert(subjectKeys).values(row).onConflictDoNothing()
  const [found] = await subjectKeysOf(tenant, db, [key.subject])
  return found ?? key
}

/** Destroys a subject's key for good; one who had none gets none later. */
export async function destroySubjectKey(
  tenant: Tenant,
  db: ControlPlane,
  subject: string,
  nowMs: number,
): Promise<void> {
  const destroyed = { kekId: '', wrapped: null, destroyedAtMs: nowMs }
  await db
    .insert(subjectKeys)
    .values({ orgId: tenant.orgId, subject, createdAtMs: nowMs, ...destroyed })
    .onConflictDoUpdate({ target: [subjectKeys.orgId, subjectKeys.subject], set: destroyed })
}

/** A page of the tenant's keys that are not destroyed, in the order of their subjects; with `exceptKekId` only those wrapped otherwise. */
export async function livingSubjectKeys(
  tenant: Tenant,
  db: ControlPlane,
  { exceptKekId, afterSubject, rows }: { exceptKekId: string | null; afterSubject: string; rows: number },
): Promise<(SubjectKey & { wrapped: string })[]> {
  const found = await db
    .select(columns)
    .from(subjectKeys)
    .where(
      and(
        eq(subjectKeys.orgId, tenant.orgId),
        isNotNull(subjectKeys.wrapped),
        gt(subjectKeys.subject, afterSubject),
        exceptKekId === null ? undefined : ne(subjectKeys.kekId, exceptKekId),
      ),
    )
    .orderBy(subjectKeys.subject)
    .limit(rows)
  return found.flatMap(({ wrapped, ...key }) => (wrapped === null ? [] : [{ ...key, wrapped }]))
}

/** Writes a key down as it is wrapped anew; false when it was destroyed meanwhile, and then it stays so. */
export async function putSubjectWrapping(
  tenant: Tenant,
  db: ControlPlane,
  { subject, wrapped }: SubjectKey & { wrapped: string },
  anew: { kekId: string; wrapped: string },
): Promise<boolean> {
  const changed = await db
    .update(subjectKeys)
    .set(anew)
    .where(
      and(
        eq(subjectKeys.orgId, tenant.orgId),
        eq(subjectKeys.subject, subject),
        eq(subjectKeys.wrapped, wrapped),
      ),
    )
    .returning({ subject: subjectKeys.subject })
  return changed.length === 1
}
