import { inventoryOf, nameActors, putInventory } from '../../analytics/store/d1/actors.ts'
import { workspacesOfVendorProjects } from '../../analytics/store/d1/workspaces.ts'
import type { InventoryEntry } from '../../analytics/usage.ts'
import { pseudonymsOf } from '../vault/index.ts'
import type { Run } from './run.ts'
import { streamsFor } from './vendor.ts'

/** What a vendor's ids mean in this organization. */
export type Names = {
  actorIdOf: (ref: string) => Promise<string>
  projectOf: (ref: string) => string
  /** Of a project as `projectOf` names it; null for none. */
  workspaceOf: (project: string) => string | null
}

/** Whether nothing is known yet of what the vendor's ids mean, although the vendor tells. */
export async function isNameless(run: Run): Promise<boolean> {
  const { due, place, credential, vendor, stream } = run
  const readable = streamsFor(vendor, credential.kind)
  if (stream.kind === 'inventory' || !readable.some(({ kind }) => kind === 'inventory')) return false
  return (await inventoryOf(due.tenant, place.db, credential.id)).size === 0
}

/** What is known of the vendor's ids; a person whom no inventory names has a pseudonym of the vendor's id. */
export async function namesOf({ env, due, place, credential, vendor }: Run): Promise<Names> {
  const known = await inventoryOf(due.tenant, place.db, credential.id)
  const pseudonyms = pseudonymsOf(env)
  return {
    actorIdOf: async (ref) =>
      known.get(`actor:${ref}`) ?? (await pseudonyms.ofVendorUser(due.tenant.orgId, vendor.id, ref)),
    projectOf: (ref) => known.get(`project:${ref}`) ?? ref,
    workspaceOf: await workspacesOfVendorProjects(due.tenant, place.db),
  }
}

/** Writes down what the vendor's ids mean: people as pseudonyms, projects by name. */
export async function remember(
  { env, due: { tenant }, place, credential, vendor }: Run,
  inventory: readonly InventoryEntry[],
  nowMs: number,
): Promise<void> {
  if (inventory.length === 0) return
  const pseudonyms = pseudonymsOf(env)
  const targets = await Promise.all(
    inventory.map(async (entry) => {
      if (entry.type === 'project')
        return { type: entry.type, ref: entry.ref, target: entry.name, person: null }
      const target =
        entry.email === null
          ? await pseudonyms.ofVendorUser(tenant.orgId, vendor.id, entry.ownerRef ?? entry.ref)
          : await pseudonyms.ofEmail(tenant.orgId, entry.email)
      const person = { actorId: target, email: entry.email, name: entry.name }
      return { type: entry.type, ref: entry.ref, target, person }
    }),
  )
  await nameActors(
    tenant,
    place.db,
    targets.flatMap(({ person }) => person ?? []),
    nowMs,
  )
  await putInventory(
    tenant,
    place.db,
    credential.id,
    targets.map(({ type, ref, target }) => ({ type, ref, target })),
  )
}
