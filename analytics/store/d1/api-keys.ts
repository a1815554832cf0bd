import { and, desc, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { grantsChanged } from './access-rules.ts'
import { apiKeys, organizations, projects, workspaces } from './schema/index.ts'

export type ApiKey = typeof apiKeys.$inferSelect
type Organization = typeof organizations.$inferSelect

/** Built once per database: putting a query together costs more than running it. */
const prepared = new WeakMap<ControlPlane, ReturnType<typeof prepare>>()

const prepare = (db: ControlPlane) =>
  db
    .select({ key: apiKeys, organization: organizations })
    .from(apiKeys)
    .innerJoin(organizations, eq(organizations.id, apiKeys.orgId))
    .where(eq(apiKeys.id, sql.placeholder('id')))
    .limit(1)
    .prepare()

/** An API key with its organization, by the public half of the key: the key says which tenant calls. */
export async function apiKeyById(
  db: ControlPlane,
  id: string,
): Promise<{ key: ApiKey; organization: Organization } | null> {
  const question = prepared.get(db) ?? prepare(db)
  prepared.set(db, question)
  const rows = await question.all({ id })
  return rows[0] ?? null
}

/** Keys of an organization, newest first, after a position. */
export async function apiKeysOf(
  tenant: Tenant,
  db: ControlPlane,
  after: { createdAtMs: number; id: string } | null,
  rows: number,
): Promise<ApiKey[]> {
  const { createdAtMs, id } = apiKeys
  const isAfter =
    after === null
      ? undefined
      : or(lt(createdAtMs, after.createdAtMs), and(eq(createdAtMs, after.createdAtMs), lt(id, after.id)))
  return db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.orgId, tenant.orgId), isAfter))
    .orderBy(desc(createdAtMs), desc(id))
    .limit(rows)
}

/** One key of an organization; null when there is none, or it is another's. */
export async function apiKeyOf(tenant: Tenant, db: ControlPlane, id: string): Promise<ApiKey | null> {
  const rows = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.orgId, tenant.orgId), eq(apiKeys.id, id)))
  return rows[0] ?? null
}

export async function addApiKey(
  tenant: Tenant,
  db: ControlPlane,
  key: Omit<ApiKey, 'orgId'>,
): Promise<ApiKey> {
  const row = { ...key, orgId: tenant.orgId }
  await db.batch([db.insert(apiKeys).values(row), grantsChanged(tenant, db)])
  return row
}

export type ApiKeyChange = Partial<
  Pick<
    ApiKey,
    | 'name'
    | 'scopes'
    | 'addresses'
    | 'rateRequests'
    | 'rateWindowS'
    | 'secretHash'
    | 'previousSecretHash'
    | 'previousUntilMs'
    | 'rotatedAtMs'
    | 'revokedAtMs'
  >
>

/**
 * Changes a key that has not been revoked and still has the secret that it was read with, so that of two rotations
 * at once only one happens; false when it was too late.
 */
export async function changeApiKey(
  tenant: Tenant,
  db: ControlPlane,
  key: Pick<ApiKey, 'id' | 'secretHash'>,
  change: ApiKeyChange,
): Promise<boolean> {
  const [rows] = await db.batch([
    db
      .update(apiKeys)
      .set(change)
      .where(
        and(
          eq(apiKeys.orgId, tenant.orgId),
          eq(apiKeys.id, key.id),
          eq(apiKeys.secretHash, key.secretHash),
          isNull(apiKeys.revokedAtMs),
        ),
      )
      .returning({ id: apiKeys.id }),
    grantsChanged(tenant, db),
  ])
  return rows.length === 1
}

/**
 * The workspace and project that a key is to be bound to, the project's own workspace filled in; null when they do
 * not exist here or do not belong together.
 */
export async function bindingOf(
  tenant: Tenant,
  db: ControlPlane,
  wanted: { workspaceId: string | null; projectId: string | null },
): Promise<{ workspaceId: string | null; projectId: string | null } | null> {
  if (wanted.projectId !== null) {
    const [project] = await db
      .select({ workspaceId: projects.workspaceId })
      .from(projects)
      .where(and(eq(projects.orgId, tenant.orgId), eq(projects.id, wanted.projectId)))
    if (!project || (wanted.workspaceId ?? project.workspaceId) !== project.workspaceId) return null
    return { workspaceId: project.workspaceId, projectId: wanted.projectId }
  }
  if (wanted.workspaceId === null) return { workspaceId: null, projectId: null }
  const [workspace] = await db
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(and(eq(workspaces.orgId, tenant.orgId), eq(workspaces.id, wanted.workspaceId)))
  return workspace ? { workspaceId: workspace.id, projectId: null } : null
}
