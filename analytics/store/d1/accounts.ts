import { and, desc, eq, isNull, ne, or, sql } from 'drizzle-orm'
import type { ControlPlane } from '../place.ts'
import type { Member, Organization, User } from './identity.ts'
import { customRoles, memberships, organizations, users } from './schema/index.ts'

/** An organization of a person and what they are there. */
export type Belonging = Pick<Member, 'role' | 'organization'> & { roleLabel: string }

/** Everyone who may be meant by an address: its owner first, then who registered with it last. At most two. */
export async function accountsOf(db: ControlPlane, email: string): Promise<[User | null, User | null]> {
  const [owners, others] = await db.batch([
    db
      .select()
      .from(users)
      .where(and(eq(users.email, email), eq(users.ownsAddress, true)))
      .limit(1),
    db
      .select()
      .from(users)
      .where(and(eq(users.email, email), eq(users.ownsAddress, false)))
      .orderBy(desc(users.createdAtMs), desc(users.id))
      .limit(1),
  ])
  return [owners[0] ?? null, others[0] ?? null]
}

export async function userById(db: ControlPlane, id: string): Promise<User | null> {
  const rows = await db.select().from(users).where(eq(users.id, id)).limit(1)
  return rows[0] ?? null
}

/** The organizations of a person, the one that they joined first at the front. */
export async function belongingsOf(db: ControlPlane, userId: string): Promise<Belonging[]> {
  return db
    .select({
      role: memberships.role,
      organization: organizations,
      roleLabel: sql<string>`coalesce(${customRoles.name}, ${memberships.role})`,
    })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.orgId))
    .leftJoin(
      customRoles,
      and(eq(customRoles.id, memberships.role), eq(customRoles.orgId, memberships.orgId)),
    )
    .where(eq(memberships.userId, userId))
    .orderBy(memberships.createdAtMs, memberships.orgId)
}

/** A chosen password in place of whatever there was; it does not run out. */
export async function setPassword(db: ControlPlane, userId: string, passwordHash: string): Promise<void> {
  await db.update(users).set({ passwordHash, passwordExpiresAtMs: null }).where(eq(users.id, userId))
}

/**
 * Their address is theirs from now on; false when it is somebody else's who has proved it. An account that was made
 * for an invitation and never used gives way. A person whose address has changed since proves nothing.
 */
export async function proveAddress(
  db: ControlPlane,
  userId: string,
  email: string,
  nowMs: number,
): Promise<boolean> {
  const [, proved] = await db.batch([
    db
      .update(users)
      .set({ ownsAddress: false })
      .where(
        and(
          eq(users.email, email),
          eq(users.ownsAddress, true),
          ne(users.id, userId),
          isNull(users.emailVerifiedAtMs),
          sql`NOT EXISTS (SELECT 1 FROM memberships WHERE memberships.user_id = users.id)`,
        ),
      ),
    db
      .update(users)
      .set({ emailVerifiedAtMs: sql`coalesce(${users.emailVerifiedAtMs}, ${nowMs})`, ownsAddress: true })
      .where(
        and(
          eq(users.id, userId),
          eq(users.email, email),
          sql`NOT EXISTS (
            SELECT 1 FROM users AS other
            WHERE other.email = ${email} AND other.owns_address = 1 AND other.id <> ${userId}
          )`,
        ),
      )
      .returning({ id: users.id }),
  ])
  return proved.length === 1
}

/** Keeps a sealed secret of a second factor that is not yet in use; false when one is in use. */
export async function prepareSecondFactor(
  db: ControlPlane,
  userId: string,
  totpEnvelope: string,
): Promise<boolean> {
  const rows = await db
    .update(users)
    .set({ totpEnvelope, totpStep: null })
    .where(and(eq(users.id, userId), isNull(users.totpConfirmedAtMs)))
    .returning({ id: users.id })
  return rows.length === 1
}

/** Uses up a time step; false when it, or a later one, was used before. */
export async function useTimeStep(db: ControlPlane, userId: string, step: number): Promise<boolean> {
  const rows = await db
    .update(users)
    .set({ totpStep: step })
    .where(and(eq(users.id, userId), or(isNull(users.totpStep), sql`${users.totpStep} < ${step}`)))
    .returning({ id: users.id })
  return rows.length === 1
}

export async function organizationById(db: ControlPlane, id: string): Promise<Organization | null> {
  const rows = await db.select().from(organizations).where(eq(organizations.id, id)).limit(1)
  return rows[0] ?? null
}
