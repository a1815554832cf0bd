import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../../reach.ts'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { listed, ownRow, ownRowsAfter } from './rows.ts'
import { workspaces } from './schema/index.ts'
import { endScope } from './scoped-members.ts'

export type StoredWorkspace = typeof workspaces.$inferSelect
/** Units: `projects` and `members` are counts; people of the projects inside are not members of it. */
export type CountedWorkspace = StoredWorkspace & { projects: number; members: number }

/** A column inside of a selected expression has no table to it, so that the counts name theirs themselves. */
const columns = {
  id: workspaces.id,
  orgId: workspaces.orgId,
  name: workspaces.name,
  environment: workspaces.environment,
  region: workspaces.region,
  createdAtMs: workspaces.createdAtMs,
  vendorProjects: workspaces.vendorProjects,
  projects: sql<number>`(SELECT count(*) FROM projects
    WHERE projects.org_id = workspaces.org_id AND projects.workspace_id = workspaces.id)`,
  members: sql<number>`(SELECT count(*) FROM scoped_members
    WHERE scoped_members.org_id = workspaces.org_id AND scope_type = 'workspace' AND scope_id = workspaces.id)`,
}

/** A workspace shows when it is in reach itself or one of its projects is. */
function inReach(reach: Reach): SQL {
  const allowed = reach.isWhole
    ? sql`true`
    : sql`(${workspaces.id} IN ${listed(reach.workspaceIds)} OR EXISTS (
        SELECT 1 FROM projects WHERE projects.org_id = ${workspaces.orgId}
          AND projects.workspace_id = ${workspaces.id} AND projects.id IN ${listed(reach.projectIds)}))`
  return sql`${allowed} AND ${workspaces.id} NOT IN ${listed(reach.exceptWorkspaceIds)}`
}

/** The workspaces in reach, oldest first; `after` is the id where the last page ended. */
export async function workspacesOf(
  tenant: Tenant,
  db: ControlPlane,
  reach: Reach,
  after: string | null,
  rows: number,
): Promise<CountedWorkspace[]> {
  return db
    .select(columns)
    .from(workspaces)
    .where(and(ownRowsAfter(tenant, workspaces, after), inReach(reach)))
    .orderBy(workspaces.id)
    .limit(rows)
}

export async function workspaceById(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
): Promise<CountedWorkspace | null> {
  const rows = await db
    .select(columns)
    .from(workspaces)
    .where(ownRow(tenant, workspaces, id))
  return rows[0] ?? null
}

export async function addWorkspace(
  tenant: Tenant,
  db: ControlPlane,
  workspace: Omit<StoredWorkspace, 'orgId' | 'vendorProjects'>,
): Promise<void> {
  await db.insert(workspaces).values({ ...workspace, orgId: tenant.orgId })
}

export async function changeWorkspace(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
  change: Partial<Pick<StoredWorkspace, 'name' | 'environment' | 'vendorProjects'>>,
): Promise<void> {
  await db
    .update(workspaces)
    .set(change)
    .where(ownRow(tenant, workspaces, id))
}

/** Vendors' projects are the same in any case of letters, as people write them. */
const asCompared = (project: string): string => project.trim().toLowerCase()

/** Which workspace a vendor's project counts for; null for none. */
export async function workspacesOfVendorProjects(
  tenant: Tenant,
  db: ControlPlane,
): Promise<(project: string) => string | null> {
  const rows = await db
    .select({ id: workspaces.id, vendorProjects: workspaces.vendorProjects })
    .from(workspaces)
    .where(eq(workspaces.orgId, tenant.orgId))
  const ids = new Map(
    rows.flatMap(({ id, vendorProjects }) => vendorProjects.map((name) => [asCompared(name), id] as const)),
  )
  return (project) => ids.get(asCompared(project)) ?? null
}

/** Removes an empty workspace with its roles and grants; false while projects or living keys belong to it. */
export async function deleteWorkspace(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
  nowMs: number,
): Promise<boolean> {
  const { orgId } = tenant
  const isGone = sql`NOT EXISTS (SELECT 1 FROM workspaces WHERE org_id = ${orgId} AND id = ${id})`
  const [removed] = await db.batch([
    db
      .delete(workspaces)
      .where(
        and(
          ownRow(tenant, workspaces, id),
          sql`NOT EXISTS (SELECT 1 FROM projects WHERE org_id = ${orgId} AND workspace_id = ${id})`,
          sql`NOT EXISTS (SELECT 1 FROM api_keys
            WHERE org_id = ${orgId} AND api_keys.workspace_id = ${id} AND revoked_at_ms IS NULL)`,
        ),
      )
      .returning({ id: workspaces.id }),
    ...endScope(tenant, db, { type: 'workspace', id }, isGone, nowMs),
  ])
  return removed.length === 1
}
