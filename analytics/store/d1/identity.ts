import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { apiKeys, memberships, organizations, sessions, signInFailures, users } from './schema/index.ts'

export type User = typeof users.$inferSelect
export type Session = typeof sessions.$inferSelect
export type ApiKey = typeof apiKeys.$inferSelect
export type Organization = typeof organizations.$inferSelect
export type Member = { user: User; role: string; organization: Organization }

/** Whether the instance has no organization yet, so that its first owner may be created. */
export async function isEmpty(db: ControlPlane): Promise<boolean> {
  const rows = await db.select({ id: organizations.id }).from(organizations).limit(1)
  return rows.length === 0
}

/** Creates an organization with its owner, together or not at all. */
export async function createOrganization(
  db: ControlPlane,
  organization: Organization,
  owner: User,
): Promise<void> {
  await db.batch([
    db.insert(organizations).values(organization),
    db.insert(users).values(owner),
    db.insert(memberships).values({
      orgId: organization.id,
      userId: owner.id,
      role: 'owner',
      createdAtMs: owner.createdAtMs,
    }),
  ])
}

/** A person by e-mail, with the organization that they sign in to (the one they joined first). */
export async function memberByEmail(db: ControlPlane, email: string): Promise<Member | null> {
  const rows = await db
    .select({ user: users, role: memberships.role, organization: organizations })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .innerJoin(organizations, eq(organizations.id, memberships.orgId))
    .where(eq(users.email, email))
    .orderBy(memberships.createdAtMs, memberships.orgId)
    .limit(1)
  return rows[0] ?? null
}

/**
 * Questions that every request asks, built once per database: putting a query together cost more than running it
 * (November 2026: 7 % of the ingest time).
 */
const prepared = new WeakMap<ControlPlane, ReturnType<typeof prepare>>()

function prepare(db: ControlPlane) {
  return {
    member: db
      .select({ user: users, role: memberships.role, organization: organizations })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.orgId, sessions.orgId)))
      .innerJoin(organizations, eq(organizations.id, sessions.orgId))
      .where(
        and(
          eq(sessions.id, sql.placeholder('id')),
          isNull(sessions.revokedAtMs),
          gt(sessions.expiresAtMs, sql.placeholder('nowMs')),
        ),
      )
      .limit(1)
      .prepare(),
    apiKey: db
      .select({ key: apiKeys, organization: organizations })
      .from(apiKeys)
      .innerJoin(organizations, eq(organizations.id, apiKeys.orgId))
      .where(eq(apiKeys.id, sql.placeholder('id')))
      .limit(1)
      .prepare(),
  }
}

function questions(db: ControlPlane) {
  let known = prepared.get(db)
  if (!known) {
    known = prepare(db)
    prepared.set(db, known)
  }
  return known
}

/** Whose session it is, as a member of its organization; null when it has ended or they are no longer a member. */
export async function memberOfSession(
  db: ControlPlane,
  sessionId: string,
  nowMs: number,
): Promise<Member | null> {
  const rows = await questions(db).member.all({ id: sessionId, nowMs })
  return rows[0] ?? null
}

export async function addSession(db: ControlPlane, session: Session): Promise<void> {
  await db.insert(sessions).values(session)
}

export async function sessionById(db: ControlPlane, id: string): Promise<Session | null> {
  const rows = await db.select().from(sessions).where(eq(sessions.id, id)).limit(1)
  return rows[0] ?? null
}

/** Puts a new refresh token in place of the one presented; false when another request was first. */
export async function rotateSession(
  db: ControlPlane,
  id: string,
  presentedHash: string,
  nextHash: string,
  nowMs: number,
): Promise<boolean> {
  const rows = await db
    .update(sessions)
    .set({ refreshHash: nextHash, previousRefreshHash: presentedHash, rotatedAtMs: nowMs })
    .where(and(eq(sessions.id, id), eq(sessions.refreshHash, presentedHash), isNull(sessions.revokedAtMs)))
    .returning({ id: sessions.id })
  return rows.length === 1
}

export async function revokeSession(db: ControlPlane, id: string, nowMs: number): Promise<void> {
  await db
    .update(sessions)
    .set({ revokedAtMs: nowMs })
    .where(and(eq(sessions.id, id), isNull(sessions.revokedAtMs)))
}

/** An API key with its organization, by the public half of the key. */
export async function apiKeyById(
  db: ControlPlane,
  id: string,
): Promise<{ key: ApiKey; organization: Organization } | null> {
  const rows = await questions(db).apiKey.all({ id })
  return rows[0] ?? null
}

/** Counts failures of each subject since a moment. */
export async function failuresSince(
  db: ControlPlane,
  subjects: readonly string[],
  sinceMs: number,
): Promise<Map<string, number>> {
  const rows = await db
    .select({ subject: signInFailures.subject, count: sql<number>`count(*)` })
    .from(signInFailures)
    .where(
      and(
        sql`${signInFailures.subject} IN (SELECT value FROM json_each(${JSON.stringify(subjects)}))`,
        gt(signInFailures.atMs, sinceMs),
      ),
    )
    .groupBy(signInFailures.subject)
  return new Map(rows.map((row) => [row.subject, row.count]))
}

/** Remembers a failure of each subject and forgets those that no longer count. */
export async function addFailures(
  db: ControlPlane,
  subjects: readonly string[],
  nowMs: number,
  forgetBeforeMs: number,
): Promise<void> {
  await db.batch([
    db.insert(signInFailures).select(sql`SELECT value, ${nowMs} FROM json_each(${JSON.stringify(subjects)})`),
    db.delete(signInFailures).where(lt(signInFailures.atMs, forgetBeforeMs)),
  ])
}

/** The tenant that an organization's row stands for. */
export const tenantOf = (organization: Organization): Tenant => ({
  orgId: organization.id,
  region: organization.region,
  plan: organization.plan,
})
