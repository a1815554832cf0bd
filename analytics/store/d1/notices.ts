import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { notices } from './schema/index.ts'

export type StoredNotice = typeof notices.$inferSelect
export type NewNotice = Pick<StoredNotice, 'kind' | 'subject' | 'message'>

const openMax = 200

const named = (tenant: Tenant, { kind, subject }: Pick<StoredNotice, 'kind' | 'subject'>) =>
  and(eq(notices.orgId, tenant.orgId), eq(notices.kind, kind), eq(notices.subject, subject))

/**
 * Writes down what needs a person. One that is open counts once more; one that was settled opens again. True when it
 * was not open before.
 */
export async function noteThat(
  tenant: Tenant,
  db: ControlPlane,
  { kind, subject, message }: NewNotice,
  nowMs: number,
): Promise<boolean> {
  const [before] = await db
    .select({ resolvedAtMs: notices.resolvedAtMs })
    .from(notices)
    .where(named(tenant, { kind, subject }))
  await db
    .insert(notices)
    .values({
      orgId: tenant.orgId,
      kind,
      subject,
      message,
      times: 1,
      firstAtMs: nowMs,
      lastAtMs: nowMs,
      resolvedAtMs: null,
    })
    .onConflictDoUpdate({
      target: [notices.orgId, notices.kind, notices.subject],
      set: {
        message,
        times: sql`CASE WHEN ${notices.resolvedAtMs} IS NULL THEN ${notices.times} + 1 ELSE 1 END`,
        firstAtMs: sql`CASE WHEN ${notices.resolvedAtMs} IS NULL THEN ${notices.firstAtMs} ELSE ${nowMs} END`,
        lastAtMs: nowMs,
        resolvedAtMs: null,
      },
    })
  return before === undefined || before.resolvedAtMs !== null
}

/** Settles a notice. False when none was open. */
export async function settleNotice(
  tenant: Tenant,
  db: ControlPlane,
  notice: Pick<StoredNotice, 'kind' | 'subject'>,
  nowMs: number,
): Promise<boolean> {
  const settled = await db
    .update(notices)
    .set({ resolvedAtMs: nowMs })
    .where(and(named(tenant, notice), isNull(notices.resolvedAtMs)))
    .returning({ kind: notices.kind })
  return settled.length === 1
}

/** Settles what is said of a thing that is gone, and of its parts (`<id>/<part>`). */
export async function settleNoticesAbout(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
  nowMs: number,
): Promise<void> {
  await db
    .update(notices)
    .set({ resolvedAtMs: nowMs })
    .where(
      and(
        eq(notices.orgId, tenant.orgId),
        isNull(notices.resolvedAtMs),
        sql`(${notices.subject} = ${id} OR substr(${notices.subject}, 1, length(${id}) + 1) = ${id} || '/')`,
      ),
    )
}

/** Open notices, the latest first, at most 200. */
export async function openNotices(tenant: Tenant, db: ControlPlane): Promise<StoredNotice[]> {
  return db
    .select()
    .from(notices)
    .where(and(eq(notices.orgId, tenant.orgId), isNull(notices.resolvedAtMs)))
    .orderBy(desc(notices.lastAtMs), notices.kind, notices.subject)
    .limit(openMax)
}
