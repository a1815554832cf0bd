import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { actors, inventory } from './schema/index.ts'

export type Actor = { actorId: string; email: string | null; name: string | null }

/** Their longest names and addresses stay below the 2 MB that D1 takes as one value. */
const peoplePerStatement = 2_000

/** Names people once; a later word with more in it fills what was not known. */
export async function nameActors(
  tenant: Tenant,
  db: ControlPlane,
  people: readonly Actor[],
  nowMs: number,
): Promise<void> {
  for (let from = 0; from < people.length; from += peoplePerStatement) {
    const part = people.slice(from, from + peoplePerStatement)
    await db.run(sql`
      INSERT INTO actors (org_id, actor_id, email, name, seen_at_ms)
      SELECT ${tenant.orgId}, value ->> 'actorId', value ->> 'email', value ->> 'name', ${nowMs}
      FROM json_each(${JSON.stringify(part)}) WHERE true
      ON CONFLICT (org_id, actor_id) DO UPDATE SET
        email = coalesce(excluded.email, email), name = coalesce(excluded.name, name), seen_at_ms = excluded.seen_at_ms`)
  }
}

/** E-mail addresses of actors, for those who may see them. */
export async function emailsOfActors(
  tenant: Tenant,
  db: ControlPlane,
  actorIds: readonly string[],
): Promise<Map<string, string>> {
  if (actorIds.length === 0) return new Map()
  const rows = await db
    .select({ actorId: actors.actorId, email: actors.email })
    .from(actors)
    .where(
      and(
        eq(actors.orgId, tenant.orgId),
        sql`${actors.actorId} IN (SELECT value FROM json_each(${JSON.stringify(actorIds)}))`,
      ),
    )
  return new Map(rows.flatMap((row) => (row.email === null ? [] : [[row.actorId, row.email] as const])))
}

/** The ids under which people with an address are known. */
export async function actorsWithEmail(tenant: Tenant, db: ControlPlane, email: string): Promise<string[]> {
  const rows = await db
    .select({ actorId: actors.actorId })
    .from(actors)
    .where(and(eq(actors.orgId, tenant.orgId), sql`lower(${actors.email}) = ${email.toLowerCase()}`))
  return rows.map(({ actorId }) => actorId)
}

/** Names of actors, or their addresses where no name is known, for those who may see them. */
export async function namesOfActors(
  tenant: Tenant,
  db: ControlPlane,
  actorIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .select({ actorId: actors.actorId, email: actors.email, name: actors.name })
    .from(actors)
    .where(
      and(
        eq(actors.orgId, tenant.orgId),
        sql`${actors.actorId} IN (SELECT value FROM json_each(${JSON.stringify(actorIds)}))`,
      ),
    )
  return new Map(
    rows.flatMap(({ actorId, email, name }) => {
      const label = name ?? email
      return label === null ? [] : [[actorId, label] as const]
    }),
  )
}

export type InventoryTarget = { type: 'actor' | 'project'; ref: string; target: string }

/** Remembers what a vendor's own ids mean. */
export async function putInventory(
  tenant: Tenant,
  db: ControlPlane,
  credentialId: string,
  entries: readonly InventoryTarget[],
): Promise<void> {
  if (entries.length === 0) return
  await db.run(sql`
    INSERT INTO inventory (org_id, credential_id, type, ref, target)
    SELECT ${tenant.orgId}, ${credentialId}, value ->> 'type', value ->> 'ref', value ->> 'target'
    FROM json_each(${JSON.stringify(entries)}) WHERE true
    ON CONFLICT (credential_id, type, ref) DO UPDATE SET target = excluded.target`)
}

/** What a vendor's ids mean: `actor:<ref>` to an `actor_id`, `project:<ref>` to a name. */
export async function inventoryOf(
  tenant: Tenant,
  db: ControlPlane,
  credentialId: string,
): Promise<Map<string, string>> {
  const rows = await db
    .select()
    .from(inventory)
    .where(and(eq(inventory.orgId, tenant.orgId), eq(inventory.credentialId, credentialId)))
  return new Map(rows.map((row) => [`${row.type}:${row.ref}`, row.target]))
}
