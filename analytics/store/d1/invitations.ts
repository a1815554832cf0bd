import { and, desc, eq, gt, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { grantsChanged } from './access-rules.ts'
import type { User } from './identity.ts'
import { invitations, memberships, users } from './schema/index.ts'

export type StoredInvitation = typeof invitations.$inferSelect

/** Where a page of invitations ended. */
export type InvitationPosition = { createdAtMs: number; id: string }

/** Why somebody cannot be invited to an organization. */
export type InvitationObstacle = 'member' | 'invited' | null

/** Whether they belong to the organization already, or were asked and may still accept. */
export async function obstacleTo(
  tenant: Tenant,
  db: ControlPlane,
  email: string,
  nowMs: number,
): Promise<InvitationObstacle> {
  const [members, pending] = await db.batch([
    db
      .select({ id: users.id })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .where(and(eq(memberships.orgId, tenant.orgId), eq(users.email, email), eq(users.ownsAddress, true)))
      .limit(1),
    db
      .select({ id: invitations.id })
      .from(invitations)
      .where(
        and(
          eq(invitations.orgId, tenant.orgId),
          eq(invitations.email, email),
          eq(invitations.status, 'pending'),
          gt(invitations.expiresAtMs, nowMs),
        ),
      )
      .limit(1),
  ])
  if (members.length > 0) return 'member'
  return pending.length > 0 ? 'invited' : null
}

/** Writes an invitation, with the account that it is for when there was none. */
export async function addInvitation(
  tenant: Tenant,
  db: ControlPlane,
  invitation: Omit<StoredInvitation, 'orgId'>,
  newUser: User | null,
): Promise<void> {
  const add = db.insert(invitations).values({ ...invitation, orgId: tenant.orgId })
  if (newUser === null) await add
  else await db.batch([db.insert(users).values(newUser), add])
}

/** The invitations of an organization with the names of who sent them, the newest first. */
export async function invitationsOf(
  tenant: Tenant,
  db: ControlPlane,
  after: InvitationPosition | null,
  limit: number,
): Promise<{ invitation: StoredInvitation; inviter: string | null }[]> {
  return db
    .select({ invitation: invitations, inviter: users.name })
    .from(invitations)
    .leftJoin(users, sql`'user:' || ${users.id} = ${invitations.invitedBy}`)
    .where(
      and(
        eq(invitations.orgId, tenant.orgId),
        after === null
          ? undefined
          : or(
              lt(invitations.createdAtMs, after.createdAtMs),
              and(eq(invitations.createdAtMs, after.createdAtMs), lt(invitations.id, after.id)),
            ),
      ),
    )
    .orderBy(desc(invitations.createdAtMs), desc(invitations.id))
    .limit(limit)
}

export async function invitationById(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
): Promise<StoredInvitation | null> {
  const rows = await db
    .select()
    .from(invitations)
    .where(and(eq(invitations.orgId, tenant.orgId), eq(invitations.id, id)))
    .limit(1)
  return rows[0] ?? null
}

/** A new link that runs out later; the old one is dead. Null when it was accepted or revoked in the meantime. */
export async function renewInvitation(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
  tokenHash: string,
  expiresAtMs: number,
): Promise<StoredInvitation | null> {
  const rows = await db
    .update(invitations)
    .set({ tokenHash, expiresAtMs })
    .where(
      and(eq(invitations.orgId, tenant.orgId), eq(invitations.id, id), eq(invitations.status, 'pending')),
    )
    .returning()
  return rows[0] ?? null
}

/** A new temporary password for an account that never chose one; false when it has. */
export async function renewTemporaryPassword(
  db: ControlPlane,
  userId: string,
  passwordHash: string,
  passwordExpiresAtMs: number,
): Promise<boolean> {
  const rows = await db
    .update(users)
    .set({ passwordHash, passwordExpiresAtMs })
    .where(and(eq(users.id, userId), isNotNull(users.passwordExpiresAtMs)))
    .returning({ id: users.id })
  return rows.length === 1
}

/**
 * Takes an invitation back, and the account with it when it was made for invitations alone and none is left. False when
 * it was accepted or revoked before.
 */
export async function revokeInvitation(tenant: Tenant, db: ControlPlane, id: string): Promise<boolean> {
  const [revoked] = await db.batch([
    db
      .update(invitations)
      .set({ status: 'revoked' })
      .where(
        and(eq(invitations.orgId, tenant.orgId), eq(invitations.id, id), eq(invitations.status, 'pending')),
      )
      .returning({ id: invitations.id }),
    db.delete(users).where(
      and(
        sql`${users.id} = (
          SELECT user_id FROM invitations WHERE id = ${id} AND org_id = ${tenant.orgId} AND status = 'revoked'
        )`,
        isNotNull(users.passwordExpiresAtMs),
        isNull(users.emailVerifiedAtMs),
        sql`NOT EXISTS (SELECT 1 FROM memberships WHERE memberships.user_id = ${users.id})`,
        sql`NOT EXISTS (SELECT 1 FROM invitations WHERE invitations.user_id = ${users.id} AND status = 'pending')`,
      ),
    ),
  ])
  return revoked.length === 1
}

/** An invitation that may still be accepted, by the hash of the token in its link. */
export async function invitationByToken(
  db: ControlPlane,
  tokenHash: string,
  nowMs: number,
): Promise<StoredInvitation | null> {
  const rows = await db
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.tokenHash, tokenHash),
        eq(invitations.status, 'pending'),
        gt(invitations.expiresAtMs, nowMs),
      ),
    )
    .limit(1)
  return rows[0] ?? null
}

/** What a person was invited to and may still accept. */
export async function pendingFor(
  db: ControlPlane,
  userId: string,
  nowMs: number,
): Promise<StoredInvitation[]> {
  return db
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.userId, userId),
        eq(invitations.status, 'pending'),
        gt(invitations.expiresAtMs, nowMs),
      ),
    )
    .orderBy(invitations.createdAtMs, invitations.id)
}

/**
 * Makes whom an invitation names a member, once. False when it was used, revoked or ran out. Who is a member already
 * keeps the role that they have.
 */
export async function acceptInvitation(
  tenant: Tenant,
  db: ControlPlane,
  { id, userId }: Pick<StoredInvitation, 'id' | 'userId'>,
  nowMs: number,
): Promise<boolean> {
  const [, accepted] = await db.batch([
    db
      .insert(memberships)
      .select(sql`
        SELECT org_id, user_id, role, ${nowMs} FROM invitations
        WHERE id = ${id} AND org_id = ${tenant.orgId} AND user_id = ${userId}
          AND status = 'pending' AND expires_at_ms > ${nowMs}`)
      .onConflictDoNothing(),
    db
      .update(invitations)
      .set({ status: 'accepted', acceptedAtMs: nowMs })
      .where(
        and(
          eq(invitations.orgId, tenant.orgId),
          eq(invitations.id, id),
          eq(invitations.userId, userId),
          eq(invitations.status, 'pending'),
          gt(invitations.expiresAtMs, nowMs),
        ),
      )
      .returning({ id: invitations.id }),
    grantsChanged(tenant, db),
  ])
  return accepted.length === 1
}
