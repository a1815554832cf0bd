import { and, desc, eq, gt, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { ControlPlane } from '../place.ts'
import { organizations, sessions } from './schema/index.ts'

export type Session = typeof sessions.$inferSelect

/** A session that has not ended, with the name of the organization it is in. */
export type OpenSession = { session: Session; organizationName: string }

/** A session that was ended, and the organization that it was in, which may be another than that of who ended it. */
export type EndedSession = Pick<Session, 'id' | 'orgId'>

/** Where a page of sessions ended. */
export type SessionPosition = { createdAtMs: number; id: string }

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

/** Ends one session of a person; nothing when it was not open. */
export async function revokeSession(
  db: ControlPlane,
  userId: string,
  id: string,
  nowMs: number,
): Promise<EndedSession[]> {
  return db
    .update(sessions)
    .set({ revokedAtMs: nowMs })
    .where(and(eq(sessions.userId, userId), eq(sessions.id, id), isNull(sessions.revokedAtMs)))
    .returning({ id: sessions.id, orgId: sessions.orgId })
}

/** Ends every open session of a person, in all organizations, but the excepted one. */
export async function revokeSessions(
  db: ControlPlane,
  userId: string,
  exceptId: string | null,
  nowMs: number,
): Promise<EndedSession[]> {
  return db
    .update(sessions)
    .set({ revokedAtMs: nowMs })
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.revokedAtMs),
        exceptId === null ? undefined : ne(sessions.id, exceptId),
      ),
    )
    .returning({ id: sessions.id, orgId: sessions.orgId })
}

/** A person's open sessions, in all organizations, the newest first. */
export async function openSessions(
  db: ControlPlane,
  userId: string,
  nowMs: number,
  after: SessionPosition | null,
  limit: number,
): Promise<OpenSession[]> {
  return db
    .select({ session: sessions, organizationName: sql<string>`coalesce(${organizations.name}, '')` })
    .from(sessions)
    .leftJoin(organizations, eq(organizations.id, sessions.orgId))
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.revokedAtMs),
        gt(sessions.expiresAtMs, nowMs),
        after === null
          ? undefined
          : or(
              lt(sessions.createdAtMs, after.createdAtMs),
              and(eq(sessions.createdAtMs, after.createdAtMs), lt(sessions.id, after.id)),
            ),
      ),
    )
    .orderBy(desc(sessions.createdAtMs), desc(sessions.id))
    .limit(limit)
}
