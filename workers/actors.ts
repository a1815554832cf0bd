import { nameActors } from '../analytics/store/d1/actors.ts'
import type { Place } from '../analytics/store/place.ts'
import type { Tenant } from '../analytics/tenant.ts'
import type { Env } from './environment.ts'
import { pseudonymsOf } from './vault/index.ts'

/** How an item names its person. */
export type Acting = { actor_id?: string | null | undefined; actor_email?: string | null | undefined }

/**
 * The pseudonym of each event's person, also when a sender puts an address where an id belongs; names are written
 * down once, where they can be erased.
 */
export async function actorsOf(
  events: readonly Acting[],
  { env, tenant, place, nowMs }: { env: Env; tenant: Tenant; place: Place; nowMs: number },
): Promise<(string | null)[]> {
  const pseudonyms = pseudonymsOf(env)
  const people = new Map<string, { actorId: string; email: string; name: null }>()
  const ids: (string | null)[] = []
  for (const event of events) {
    const isAddress = event.actor_id?.includes('@') ?? false
    const email = event.actor_email ?? (isAddress ? event.actor_id : null)
    const given = isAddress ? null : event.actor_id
    const actorId = given ?? (email ? await pseudonyms.ofEmail(tenant.orgId, email) : null)
    ids.push(actorId)
    if (email && actorId) people.set(actorId, { actorId, email, name: null })
  }
  const news = [...people.values()].filter((person) =>
    pseudonyms.isNew(tenant.orgId, person.actorId, person.email),
  )
  await nameActors(tenant, place.db, news, nowMs)
  for (const person of news) pseudonyms.remember(tenant.orgId, person.actorId, person.email)
  return ids
}
