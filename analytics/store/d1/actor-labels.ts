import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { apiKeys, memberships, users } from './schema/index.ts'

const idsOf = (actors: readonly string[], prefix: string): string =>
  JSON.stringify(actors.flatMap((actor) => (actor.startsWith(prefix) ? [actor.slice(prefix.length)] : [])))

/** Names of an audit entry's actors (`user:<id>`, `api_key:<id>`), as far as they still belong to the organization. */
export async function actorLabels(
  tenant: Tenant,
  db: ControlPlane,
  actors: readonly string[],
): Promise<Map<string, string>> {
  const userIds = idsOf(actors, 'user:')
  const keyIds = idsOf(actors, 'api_key:')
  const [people, keys] = await Promise.all([
    db
      .select({ id: users.id, name: users.name, email: users.email })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(
        and(
          eq(memberships.orgId, tenant.orgId),
          sql`${memberships.userId} IN (SELECT value FROM json_each(${userIds}))`,
        ),
      ),
    db
      .select({ id: apiKeys.id, name: apiKeys.name })
      .from(apiKeys)
      .where(
        and(eq(apiKeys.orgId, tenant.orgId), sql`${apiKeys.id} IN (SELECT value FROM json_each(${keyIds}))`),
      ),
  ])
  return new Map([
    ...people.map(({ id, name, email }) => [`user:${id}`, `${name} <${email}>`] as const),
    ...keys.map(({ id, name }) => [`api_key:${id}`, name] as const),
  ])
}
