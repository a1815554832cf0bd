import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { grantsChanged } from './access-rules.ts'
import { customRoles } from './schema/index.ts'

export type StoredRole = typeof customRoles.$inferSelect

/** The roles that an organization made, by name. */
export async function customRolesOf(tenant: Tenant, db: ControlPlane): Promise<StoredRole[]> {
  return db
    .select()
    .from(customRoles)
    .where(eq(customRoles.orgId, tenant.orgId))
    .orderBy(sql`lower(${customRoles.name})`, customRoles.id)
}

export async function customRoleById(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
): Promise<StoredRole | null> {
  const rows = await db
    .select()
    .from(customRoles)
    .where(and(eq(customRoles.orgId, tenant.orgId), eq(customRoles.id, id)))
  return rows[0] ?? null
}

/** How many hold each role, by role: in the organization, and in single workspaces and projects. */
export async function countRoles(
  tenant: Tenant,
  db: ControlPlane,
): Promise<{ whole: Map<string, number>; scoped: Map<string, number> }> {
  const rows = await db.all<{ kind: 'whole' | 'scoped'; role: string; members: number }>(sql`
    SELECT 'whole' AS kind, role, count(*) AS members FROM memberships
    WHERE org_id = ${tenant.orgId} GROUP BY role
    UNION ALL
    SELECT 'scoped', role, count(DISTINCT user_id) FROM scoped_members
    WHERE org_id = ${tenant.orgId} GROUP BY role`)
  const of = (kind: string) =>
    new Map(rows.flatMap((row) => (row.kind === kind ? [[row.role, row.members] as const] : [])))
  return { whole: of('whole'), scoped: of('scoped') }
}

/** Adds a role; false when the organization has one of that name, in whatever letter case. */
export async function addRole(
  tenant: Tenant,
  db: ControlPlane,
  role: Omit<StoredRole, 'orgId'>,
): Promise<boolean> {
  const { id, name, description, permissions, createdAtMs, updatedAtMs } = role
  const added = await db.all(sql`
    INSERT INTO custom_roles (id, org_id, name, description, permissions, created_at_ms, updated_at_ms)
    SELECT ${id}, ${tenant.orgId}, ${name}, ${description}, ${JSON.stringify(permissions)}, ${createdAtMs}, ${updatedAtMs}
    WHERE NOT EXISTS (
      SELECT 1 FROM custom_roles WHERE org_id = ${tenant.orgId} AND lower(name) = lower(${name}))
    RETURNING id`)
  return added.length === 1
}

/** Changes a role; false when it is gone or another one has the name. */
export async function changeRole(
  tenant: Tenant,
  db: ControlPlane,
  { id, name, description, permissions, updatedAtMs }: Omit<StoredRole, 'orgId' | 'createdAtMs'>,
): Promise<boolean> {
  const [changed] = await db.batch([
    db
      .update(customRoles)
      .set({ name, description, permissions, updatedAtMs })
      .where(
        and(
          eq(customRoles.orgId, tenant.orgId),
          eq(customRoles.id, id),
          sql`NOT EXISTS (SELECT 1 FROM custom_roles AS other
            WHERE other.org_id = ${tenant.orgId} AND lower(other.name) = lower(${name}) AND other.id <> ${id})`,
        ),
      )
      .returning({ id: customRoles.id }),
    grantsChanged(tenant, db),
  ])
  return changed.length === 1
}

/** Removes a role; false while a member has it, in the organization or a part of it, or is invited into it. */
export async function deleteRole(tenant: Tenant, db: ControlPlane, id: string): Promise<boolean> {
  const { orgId } = tenant
  const [removed] = await db.batch([
    db
      .delete(customRoles)
      .where(
        and(
          eq(customRoles.orgId, orgId),
          eq(customRoles.id, id),
          sql`NOT EXISTS (SELECT 1 FROM memberships WHERE org_id = ${orgId} AND role = ${id})`,
          sql`NOT EXISTS (SELECT 1 FROM scoped_members WHERE org_id = ${orgId} AND role = ${id})`,
          sql`NOT EXISTS (SELECT 1 FROM invitations
            WHERE org_id = ${orgId} AND role = ${id} AND status = 'pending')`,
        ),
      )
      .returning({ id: customRoles.id }),
    grantsChanged(tenant, db),
  ])
  return removed.length === 1
}
