import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../../reach.ts'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { listed, ownRow, ownRowsAfter } from './rows.ts'
import { projects } from './schema/index.ts'
import { endScope } from './scoped-members.ts'

export type StoredProject = typeof projects.$inferSelect
/** Units: `members` is the count of those with a role in the project itself. */
export type CountedProject = StoredProject & { members: number }

const columns = {
  id: projects.id,
  orgId: projects.orgId,
  workspaceId: projects.workspaceId,
  name: projects.name,
  createdAtMs: projects.createdAtMs,
  members: sql<number>`(SELECT count(*) FROM scoped_members
    WHERE scoped_members.org_id = projects.org_id AND scope_type = 'project' AND scope_id = projects.id)`,
}

function inReach(reach: Reach): SQL {
  const allowed = reach.isWhole
    ? sql`true`
    : sql`(${projects.id} IN ${listed(reach.projectIds)}
        OR ${projects.workspaceId} IN ${listed(reach.workspaceIds)})`
  return sql`${allowed} AND ${projects.id} NOT IN ${listed(reach.exceptProjectIds)}
    AND ${projects.workspaceId} NOT IN ${listed(reach.exceptWorkspaceIds)}`
}

/** The projects in reach, oldest first; `after` is the id where the last page ended. */
export async function projectsOf(
  tenant: Tenant,
  db: ControlPlane,
  { reach, workspaceId }: { reach: Reach; workspaceId: string | null },
  after: string | null,
  rows: number,
): Promise<CountedProject[]> {
  return db
    .select(columns)
    .from(projects)
    .where(
      and(
        ownRowsAfter(tenant, projects, after),
        inReach(reach),
        workspaceId === null ? undefined : eq(projects.workspaceId, workspaceId),
      ),
    )
    .orderBy(projects.id)
    .limit(rows)
}

export async function projectById(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
): Promise<CountedProject | null> {
  const rows = await db
    .select(columns)
    .from(projects)
    .where(ownRow(tenant, projects, id))
  return rows[0] ?? null
}

/** In which workspace each of the given projects lies, by id; those that there are not are left out. */
export async function workspacesOfProjects(
  tenant: Tenant,
  db: ControlPlane,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: projects.id, workspaceId: projects.workspaceId })
    .from(projects)
    .where(and(eq(projects.orgId, tenant.orgId), inArray(projects.id, listed(ids))))
  return new Map(rows.map((row) => [row.id, row.workspaceId]))
}

/** The ids of all projects in the given workspaces. */
export async function projectsInWorkspaces(
  tenant: Tenant,
  db: ControlPlane,
  workspaceIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: projects.id, workspaceId: projects.workspaceId })
    .from(projects)
    .where(and(eq(projects.orgId, tenant.orgId), inArray(projects.workspaceId, listed(workspaceIds))))
  return new Map(rows.map((row) => [row.id, row.workspaceId]))
}

/** Adds a project; false when its workspace is gone. */
export async function addProject(
  tenant: Tenant,
  db: ControlPlane,
  { id, workspaceId, name, createdAtMs }: Omit<StoredProject, 'orgId'>,
): Promise<boolean> {
  const added = await db.all(sql`
    INSERT INTO projects (id, org_id, workspace_id, name, created_at_ms)
    SELECT ${id}, org_id, id, ${name}, ${createdAtMs} FROM workspaces
    WHERE org_id = ${tenant.orgId} AND id = ${workspaceId}
    RETURNING id`)
  return added.length === 1
}

export async function renameProject(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
  name: string,
): Promise<void> {
  await db
    .update(projects)
    .set({ name })
    .where(ownRow(tenant, projects, id))
}

/** Removes a project with its roles and grants; false while living keys are bound to it. */
export async function deleteProject(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
  nowMs: number,
): Promise<boolean> {
  const { orgId } = tenant
  const isGone = sql`NOT EXISTS (SELECT 1 FROM projects WHERE org_id = ${orgId} AND id = ${id})`
  const [removed] = await db.batch([
    db
      .delete(projects)
      .where(
        and(
          ownRow(tenant, projects, id),
          sql`NOT EXISTS (SELECT 1 FROM api_keys
            WHERE org_id = ${orgId} AND project_id = ${id} AND revoked_at_ms IS NULL)`,
        ),
      )
      .returning({ id: projects.id }),
    ...endScope(tenant, db, { type: 'project', id }, isGone, nowMs),
  ])
  return removed.length === 1
}
