import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { grantsChanged } from './access-rules.ts'
import { customRoles, grants, scopedMembers, users } from './schema/index.ts'

/** One workspace or one project. */
export type Scope = { type: 'workspace' | 'project'; id: string }

/** A person in one workspace or project; `roleName` is null for a template. */
export type StoredScopedMember = {
  userId: string
  email: string
  name: string
  role: string
  roleName: string | null
  sinceAtMs: number
}

const ofScope = (tenant: Tenant, scope: Scope) =>
  and(
    eq(scopedMembers.orgId, tenant.orgId),
    eq(scopedMembers.scopeType, scope.type),
    eq(scopedMembers.scopeId, scope.id),
  )

/** Everyone who has a role in a workspace or project itself, the first of them first. */
export async function scopedMembersOf(
  tenant: Tenant,
  db: ControlPlane,
  scope: Scope,
): Promise<StoredScopedMember[]> {
  return db
    .select({
      userId: scopedMembers.userId,
      email: users.email,
      name: users.name,
      role: scopedMembers.role,
      roleName: customRoles.name,
      sinceAtMs: scopedMembers.createdAtMs,
    })
    .from(scopedMembers)
    .innerJoin(users, eq(users.id, scopedMembers.userId))
    .leftJoin(
      customRoles,
      and(eq(customRoles.id, scopedMembers.role), eq(customRoles.orgId, scopedMembers.orgId)),
    )
    .where(ofScope(tenant, scope))
    .orderBy(scopedMembers.createdAtMs, scopedMembers.userId)
}

/** Gives a member of the organization a role in a workspace or project; who left meanwhile gets none. */
export async function setScopedMember(
  tenant: Tenant,
  db: ControlPlane,
  scope: Scope,
  { userId, role }: { userId: string; role: string },
  nowMs: number,
): Promise<void> {
  await db.batch([
    db
      .insert(scopedMembers)
      .select(sql`
        SELECT org_id, ${scope.type}, ${scope.id}, user_id, ${role}, ${nowMs} FROM memberships
        WHERE org_id = ${tenant.orgId} AND user_id = ${userId}`)
      .onConflictDoUpdate({
        target: [scopedMembers.orgId, scopedMembers.scopeType, scopedMembers.scopeId, scopedMembers.userId],
        set: { role },
      }),
    grantsChanged(tenant, db),
  ])
}

/** False when the person had no role there. */
export async function removeScopedMember(
  tenant: Tenant,
  db: ControlPlane,
  scope: Scope,
  userId: string,
): Promise<boolean> {
  const [removed] = await db.batch([
    db
      .delete(scopedMembers)
      .where(and(ofScope(tenant, scope), eq(scopedMembers.userId, userId)))
      .returning({ userId: scopedMembers.userId }),
    grantsChanged(tenant, db),
  ])
  return removed.length === 1
}

/** Statements that take away every role and grant of a scope, once the condition holds; part of its deletion. */
export const endScope = (
  tenant: Tenant,
  db: ControlPlane,
  scope: Scope,
  isGone: ReturnType<typeof sql>,
  nowMs: number,
) =>
  [
    db.delete(scopedMembers).where(and(ofScope(tenant, scope), isGone)),
    db
      .update(grants)
      .set({ status: 'revoked', decidedAtMs: nowMs })
      .where(
        and(
          eq(grants.orgId, tenant.orgId),
          eq(grants.scopeType, scope.type),
          eq(grants.scopeId, scope.id),
          sql`${grants.status} IN ('active', 'requested')`,
          isGone,
        ),
      ),
    grantsChanged(tenant, db),
  ] as const
