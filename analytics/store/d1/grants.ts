import { and, desc, eq, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Resource } from '../../contract/permissions.ts'
import type { Grant } from '../../contract/tenancy.ts'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { grantsChanged, type Subject } from './access-rules.ts'
import { apiKeys, grants, projects, users, workspaces } from './schema/index.ts'

export type StoredGrant = typeof grants.$inferSelect

/** A grant with the names of what it speaks of; null where that is gone. */
export type NamedGrant = StoredGrant & {
  userEmail: string | null
  keyName: string | null
  placeName: string | null
  requesterEmail: string | null
  deciderEmail: string | null
}

/** Where a page of grants ended. */
export type GrantPosition = { createdAtMs: number; id: string }

const columns = {
  id: grants.id,
  orgId: grants.orgId,
  subjectType: grants.subjectType,
  subjectId: grants.subjectId,
  effect: grants.effect,
  permission: grants.permission,
  scopeType: grants.scopeType,
  scopeId: grants.scopeId,
  reason: grants.reason,
  status: grants.status,
  requestedBy: grants.requestedBy,
  decidedBy: grants.decidedBy,
  createdAtMs: grants.createdAtMs,
  decidedAtMs: grants.decidedAtMs,
  expiresAtMs: grants.expiresAtMs,
  userEmail: users.email,
  keyName: apiKeys.name,
  placeName: sql<string | null>`coalesce(${workspaces.name}, ${projects.name})`,
  requesterEmail: sql<
    string | null
  >`(SELECT email FROM users AS person WHERE person.id = ${grants.requestedBy})`,
  deciderEmail: sql<string | null>`(SELECT email FROM users AS person WHERE person.id = ${grants.decidedBy})`,
}

const named = (tenant: Tenant, db: ControlPlane, which: SQL | undefined) =>
  db
    .select(columns)
    .from(grants)
    .leftJoin(users, and(eq(grants.subjectType, 'user'), eq(users.id, grants.subjectId)))
    .leftJoin(
      apiKeys,
      and(
        eq(grants.subjectType, 'api_key'),
        eq(apiKeys.id, grants.subjectId),
        eq(apiKeys.orgId, grants.orgId),
      ),
    )
    .leftJoin(
      workspaces,
      and(
        eq(grants.scopeType, 'workspace'),
        eq(workspaces.id, grants.scopeId),
        eq(workspaces.orgId, grants.orgId),
      ),
    )
    .leftJoin(
      projects,
      and(eq(grants.scopeType, 'project'), eq(projects.id, grants.scopeId), eq(projects.orgId, grants.orgId)),
    )
    .where(and(eq(grants.orgId, tenant.orgId), which))

/** What a grant is at an instant: a request runs out after `requestMsMax`, an active one when its time is over. */
function hasStatus(status: Grant['status'], nowMs: number, requestMsMax: number): SQL {
  const isOver = sql`((${grants.status} = 'requested' AND ${grants.createdAtMs} <= ${nowMs - requestMsMax})
    OR (${grants.status} IN ('requested', 'active') AND coalesce(${grants.expiresAtMs}, ${nowMs} + 1) <= ${nowMs}))`
  return status === 'expired' ? isOver : sql`${grants.status} = ${status} AND NOT ${isOver}`
}

/** Grants, newest first. Units: `requestMsMax` is how long a request may wait. */
export async function grantsOf(
  tenant: Tenant,
  db: ControlPlane,
  filter: {
    subjectId: string | null
    status: Grant['status'] | null
    nowMs: number
    requestMsMax: number
  },
  after: GrantPosition | null,
  rows: number,
): Promise<NamedGrant[]> {
  const { subjectId, status, nowMs, requestMsMax } = filter
  const earlier =
    after === null
      ? undefined
      : or(
          lt(grants.createdAtMs, after.createdAtMs),
          and(eq(grants.createdAtMs, after.createdAtMs), lt(grants.id, after.id)),
        )
  const which = and(
    subjectId === null ? undefined : eq(grants.subjectId, subjectId),
    status === null ? undefined : hasStatus(status, nowMs, requestMsMax),
    earlier,
  )
  return named(tenant, db, which).orderBy(desc(grants.createdAtMs), desc(grants.id)).limit(rows)
}

export async function grantById(tenant: Tenant, db: ControlPlane, id: string): Promise<NamedGrant | null> {
  const rows = await named(tenant, db, eq(grants.id, id))
  return rows[0] ?? null
}

export async function addGrant(
  tenant: Tenant,
  db: ControlPlane,
  grant: Omit<StoredGrant, 'orgId'>,
): Promise<void> {
  await db.batch([db.insert(grants).values({ ...grant, orgId: tenant.orgId }), grantsChanged(tenant, db)])
}

/** Moves a grant from one of some states to another; false when somebody else was first. */
export async function decideGrant(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
  decision: { from: readonly StoredGrant['status'][]; to: StoredGrant['status']; by: string },
  nowMs: number,
): Promise<boolean> {
  const [decided] = await db.batch([
    db
      .update(grants)
      .set({ status: decision.to, decidedBy: decision.by, decidedAtMs: nowMs })
      .where(
        and(
          eq(grants.orgId, tenant.orgId),
          eq(grants.id, id),
          sql`${grants.status} IN (SELECT value FROM json_each(${JSON.stringify(decision.from)}))`,
        ),
      )
      .returning({ id: grants.id }),
    grantsChanged(tenant, db),
  ])
  return decided.length === 1
}

/** Who a grant is for: `role` of a person in the organization, `createdBy` of a key; null when there is none. */
export async function grantSubject(
  tenant: Tenant,
  db: ControlPlane,
  subject: Subject,
): Promise<{ role: string | null; createdBy: string | null } | null> {
  const rows = await db.all<{ role: string | null; createdBy: string | null }>(
    subject.type === 'user'
      ? sql`SELECT role, NULL AS createdBy FROM memberships
          WHERE org_id = ${tenant.orgId} AND user_id = ${subject.id}`
      : sql`SELECT NULL AS role, created_by AS createdBy FROM api_keys
          WHERE org_id = ${tenant.orgId} AND id = ${subject.id} AND revoked_at_ms IS NULL`,
  )
  return rows[0] ?? null
}

const tableOf = {
  credential: sql`credentials WHERE id`,
  api_key: sql`api_keys WHERE id`,
  member: sql`memberships WHERE user_id`,
  role: sql`custom_roles WHERE id`,
} as const

/** Whether the organization has a thing that a grant names. Events are not asked for: they live elsewhere. */
export async function hasResource(
  tenant: Tenant,
  db: ControlPlane,
  resource: Exclude<Resource, 'event'>,
  id: string,
): Promise<boolean> {
  const rows = await db.all(
    sql`SELECT 1 FROM ${tableOf[resource]} = ${id} AND org_id = ${tenant.orgId} LIMIT 1`,
  )
  return rows.length === 1
}
