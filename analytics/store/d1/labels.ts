import { and, eq, inArray } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { listed } from './rows.ts'
import { apiKeys, customVendors, projects, workspaces } from './schema/index.ts'

/** Things of an organization that people gave a name. */
export type NamedKind = 'vendor' | 'workspace' | 'project' | 'api_key'

const tables = {
  vendor: { table: customVendors, name: customVendors.label },
  workspace: { table: workspaces, name: workspaces.name },
  project: { table: projects, name: projects.name },
  api_key: { table: apiKeys, name: apiKeys.name },
} as const

/** Names of an organization's things by their ids; what it does not have is not in it. */
export async function namesOf(
  tenant: Tenant,
  db: ControlPlane,
  kind: NamedKind,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { table, name } = tables[kind]
  const rows = await db
    .select({ id: table.id, name })
    .from(table)
    .where(and(eq(table.orgId, tenant.orgId), inArray(table.id, listed(ids))))
  return new Map(rows.map((row) => [row.id, row.name]))
}
