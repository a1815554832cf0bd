import { and, eq, sql } from 'drizzle-orm'
import type { ScopeType } from '../../contract/permissions.ts'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { customRoles, grants, organizations, scopedMembers } from './schema/index.ts'

/** Whose rules they are. */
export type Subject = { type: 'user' | 'api_key'; id: string }

/** One permission given or taken. Units: `expiresAtMs` null is for good. */
export type StoredRule = {
  effect: 'allow' | 'deny'
  permission: string
  scopeType: ScopeType
  scopeId: string
  expiresAtMs: number | null
}

/** A role in one workspace or project; `permissions` is null for a template. */
export type StoredScopedRole = {
  role: string
  permissions: string[] | null
  scopeType: 'workspace' | 'project'
  scopeId: string
}

/** Every active grant and denial of a person or a key. */
export async function grantedTo(tenant: Tenant, db: ControlPlane, subject: Subject): Promise<StoredRule[]> {
  return db
    .select({
      effect: grants.effect,
      permission: grants.permission,
      scopeType: grants.scopeType,
      scopeId: grants.scopeId,
      expiresAtMs: grants.expiresAtMs,
    })
    .from(grants)
    .where(
      and(
        eq(grants.orgId, tenant.orgId),
        eq(grants.subjectType, subject.type),
        eq(grants.subjectId, subject.id),
        eq(grants.status, 'active'),
      ),
    )
}

/** The roles of a person in single workspaces and projects. */
export async function scopedRolesOf(
  tenant: Tenant,
  db: ControlPlane,
  userId: string,
): Promise<StoredScopedRole[]> {
  return db
    .select({
      role: scopedMembers.role,
      permissions: customRoles.permissions,
      scopeType: scopedMembers.scopeType,
      scopeId: scopedMembers.scopeId,
    })
    .from(scopedMembers)
    .leftJoin(
      customRoles,
      and(eq(customRoles.id, scopedMembers.role), eq(customRoles.orgId, scopedMembers.orgId)),
    )
    .where(and(eq(scopedMembers.orgId, tenant.orgId), eq(scopedMembers.userId, userId)))
}

/** The permissions of a custom role; null when there is none of that id. */
export async function customPermissions(
  tenant: Tenant,
  db: ControlPlane,
  roleId: string,
): Promise<string[] | null> {
  const rows = await db
    .select({ permissions: customRoles.permissions })
    .from(customRoles)
    .where(and(eq(customRoles.orgId, tenant.orgId), eq(customRoles.id, roleId)))
  return rows[0]?.permissions ?? null
}

/** A statement that makes everything forget what it derived from an organization's grants; part of every change. */
export const grantsChanged = (tenant: Tenant, db: ControlPlane) =>
  db
    .update(organizations)
    .set({ grantsVersion: sql`${organizations.grantsVersion} + 1` })
    .where(eq(organizations.id, tenant.orgId))
