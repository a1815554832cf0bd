import { z } from 'zod'
import { type Actor, inventoryOf, nameActors, putInventory } from '../../analytics/store/d1/actors.ts'
import { workspacesOfVendorProjects } from '../../analytics/store/d1/workspaces.ts'
import type { InventoryEntry } from '../../analytics/usage.ts'
import { pseudonymsOf } from '../vault/index.ts'
import type { Run } from './run.ts'
import { streamsFor } from './vendor.ts'

/** What a vendor's ids mean in this organization. */
export type Names = {
  actorIdOf: (ref: string) => Promise<string>
  /** Writes down the people that were met since and whom their id names. */
  nameMet: (nowMs: number) => Promise<void>
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

const address = z.email().max(254)
const nameCharsMax = 128

/**
 * What is known of the vendor's ids; a person whom no inventory names has a pseudonym of the vendor's id, or of the
 * e-mail address that stands in its place, so that all sources meet in one id.
 */
export async function namesOf({ env, due, place, credential, vendor }: Run): Promise<Names> {
  const known = await inventoryOf(due.tenant, place.db, credential.id)
  const pseudonyms = pseudonymsOf(env)
  const { orgId } = due.tenant
  const met = new Map<string, Actor & { label: string }>()
  const unlisted = async (ref: string): Promise<string> => {
    const isAddress = address.safeParse(ref).success
    const actorId = isAddress
      ? await pseudonyms.ofEmail(orgId, ref)
      : await pseudonyms.ofVendorUser(orgId, vendor.id, ref)
    const label = ref.slice(0, isAddress ? undefined : nameCharsMax)
    if ((isAddress || vendor.idsArePeoplesNames) && pseudonyms.isNew(orgId, actorId, label))
      met.set(actorId, { actorId, email: isAddress ? label : null, name: isAddress ? null : label, label })
    return actorId
  }
  return {
    actorIdOf: async (ref) => known.get(`actor:${ref}`) ?? (await unlisted(ref)),
    async nameMet(nowMs) {
      const people = [...met.values()]
      if (people.length > 0) await nameActors(due.tenant, place.db, people, nowMs)
      for (const { actorId, label } of people) pseudonyms.remember(orgId, actorId, label)
      met.clear()
    },
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
