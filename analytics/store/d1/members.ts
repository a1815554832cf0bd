import { and, eq, gt, or, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { grantsChanged } from './access-rules.ts'
import {
  customRoles,
  grants,
  invitations,
  memberships,
  scopedMembers,
  sessions,
  users,
} from './schema/index.ts'

/** A person in an organization. `roleName` is null for a built-in role. Units: epoch milliseconds. */
export type StoredMember = {
  userId: string
  email: string
  name: string
  role: string
  roleName: string | null
  emailVerifiedAtMs: number | null
  totpConfirmedAtMs: number | null
  passwordExpiresAtMs: number | null
  joinedAtMs: number
  lastSeenAtMs: number | null
}

/** Where a page of members ended. */
export type MemberPosition = { joinedAtMs: number; userId: string }

const columns = {
  userId: memberships.userId,
  email: users.email,
  name: users.name,
  role: memberships.role,
  roleName: customRoles.name,
  emailVerifiedAtMs: users.emailVerifiedAtMs,
  totpConfirmedAtMs: users.totpConfirmedAtMs,
  passwordExpiresAtMs: users.passwordExpiresAtMs,
  joinedAtMs: memberships.createdAtMs,
  lastSeenAtMs: sql<number | null>`(
    SELECT max(rotated_at_ms) FROM sessions
    WHERE sessions.org_id = ${memberships.orgId} AND sessions.user_id = ${memberships.userId})`,
}

const members = (tenant: Tenant, db: ControlPlane, which: SQL | undefined) =>
  db
    .select(columns)
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(
      customRoles,
      and(eq(customRoles.id, memberships.role), eq(customRoles.orgId, memberships.orgId)),
    )
    .where(and(eq(memberships.orgId, tenant.orgId), which))

/** Members in the order in which they joined. */
export async function membersOf(
  tenant: Tenant,
  db: ControlPlane,
  after: MemberPosition | null,
  rows: number,
): Promise<StoredMember[]> {
  const later =
    after === null
      ? undefined
      : or(
          gt(memberships.createdAtMs, after.joinedAtMs),
          and(eq(memberships.createdAtMs, after.joinedAtMs), gt(memberships.userId, after.userId)),
        )
  return members(tenant, db, later).orderBy(memberships.createdAtMs, memberships.userId).limit(rows)
}

export async function memberById(
  tenant: Tenant,
  db: ControlPlane,
  userId: string,
): Promise<StoredMember | null> {
  const rows = await members(tenant, db, eq(memberships.userId, userId))
  return rows[0] ?? null
}

/** The owners of an organization, to be written to. */
export async function ownersOf(
  tenant: Tenant,
  db: ControlPlane,
): Promise<Pick<StoredMember, 'userId' | 'email' | 'emailVerifiedAtMs'>[]> {
  return members(tenant, db, eq(memberships.role, 'owner'))
}

/** Another owner who has signed in remains; one whose password is still the mailed one does not count. */
const otherOwnerThan = (tenant: Tenant, userId: string): SQL => sql`EXISTS (
  SELECT 1 FROM memberships AS other JOIN users ON users.id = other.user_id
  WHERE other.org_id = ${tenant.orgId} AND other.role = 'owner' AND other.user_id <> ${userId}
    AND users.password_expires_at_ms IS NULL)`

const isMember = (tenant: Tenant, userId: string): SQL =>
  sql`EXISTS (SELECT 1 FROM memberships WHERE org_id = ${tenant.orgId} AND user_id = ${userId})`

/** Nothing may be denied to an owner, so that denials end when somebody becomes one. */
const endDenials = (tenant: Tenant, db: ControlPlane, userId: string, nowMs: number) =>
  db
    .update(grants)
    .set({ status: 'revoked', decidedAtMs: nowMs })
    .where(
      and(
        eq(grants.orgId, tenant.orgId),
        eq(grants.subjectType, 'user'),
        eq(grants.subjectId, userId),
        eq(grants.effect, 'deny'),
        eq(grants.status, 'active'),
        sql`EXISTS (SELECT 1 FROM memberships
          WHERE org_id = ${tenant.orgId} AND user_id = ${userId} AND role = 'owner')`,
      ),
    )

/** Gives a member another role; false when it was not `from` any more or no owner would be left. */
export async function setMemberRole(
  tenant: Tenant,
  db: ControlPlane,
  { userId, from, to }: { userId: string; from: string; to: string },
  nowMs: number,
): Promise<boolean> {
  const [changed] = await db.batch([
    db
      .update(memberships)
      .set({ role: to })
      .where(
        and(
          eq(memberships.orgId, tenant.orgId),
          eq(memberships.userId, userId),
          eq(memberships.role, from),
          from === 'owner' && to !== 'owner' ? otherOwnerThan(tenant, userId) : undefined,
        ),
      )
      .returning({ userId: memberships.userId }),
    endDenials(tenant, db, userId, nowMs),
    grantsChanged(tenant, db),
  ])
  return changed.length === 1
}

/** Makes another member the owner and the one who was it an admin; false when either is not who they were. */
export async function transferOwnership(
  tenant: Tenant,
  db: ControlPlane,
  { from, to }: { from: string; to: string },
  nowMs: number,
): Promise<boolean> {
  const [, given] = await db.batch([
    db
      .update(memberships)
      .set({ role: 'owner' })
      .where(
        and(
          eq(memberships.orgId, tenant.orgId),
          eq(memberships.userId, to),
          sql`EXISTS (SELECT 1 FROM memberships
            WHERE org_id = ${tenant.orgId} AND user_id = ${from} AND role = 'owner')`,
        ),
      ),
    db
      .update(memberships)
      .set({ role: 'admin' })
      .where(
        and(
          eq(memberships.orgId, tenant.orgId),
          eq(memberships.userId, from),
          eq(memberships.role, 'owner'),
          otherOwnerThan(tenant, from),
        ),
      )
      .returning({ userId: memberships.userId }),
    endDenials(tenant, db, to, nowMs),
    grantsChanged(tenant, db),
  ])
  return given.length === 1
}

/**
 * Takes a person out of the organization: their sessions in it end, their roles in parts of it, their grants and
 * what they asked for go. False when their role was not `role` any more or no owner would be left.
 */
export async function removeMember(
  tenant: Tenant,
  db: ControlPlane,
  { userId, role }: { userId: string; role: string },
  nowMs: number,
): Promise<boolean> {
  const gone = sql`NOT ${isMember(tenant, userId)}`
  const [removed] = await db.batch([
    db
      .delete(memberships)
      .where(
        and(
          eq(memberships.orgId, tenant.orgId),
          eq(memberships.userId, userId),
          eq(memberships.role, role),
          role === 'owner' ? otherOwnerThan(tenant, userId) : undefined,
        ),
      )
      .returning({ userId: memberships.userId }),
    db
      .update(sessions)
      .set({ revokedAtMs: nowMs })
      .where(
        and(
          eq(sessions.orgId, tenant.orgId),
          eq(sessions.userId, userId),
          sql`${sessions.revokedAtMs} IS NULL`,
          gone,
        ),
      ),
    db
      .delete(scopedMembers)
      .where(and(eq(scopedMembers.orgId, tenant.orgId), eq(scopedMembers.userId, userId), gone)),
    db
      .update(grants)
      .set({ status: 'revoked', decidedAtMs: nowMs })
      .where(
        and(
          eq(grants.orgId, tenant.orgId),
          sql`((${grants.subjectType} = 'user' AND ${grants.subjectId} = ${userId}
              AND ${grants.status} IN ('active', 'requested'))
            OR (${grants.requestedBy} = ${userId} AND ${grants.status} = 'requested'))`,
          gone,
        ),
      ),
    db
      .update(invitations)
      .set({ status: 'revoked' })
      .where(
        and(
          eq(invitations.orgId, tenant.orgId),
          eq(invitations.userId, userId),
          eq(invitations.status, 'pending'),
          gone,
        ),
      ),
    grantsChanged(tenant, db),
  ])
  return removed.length === 1
}
