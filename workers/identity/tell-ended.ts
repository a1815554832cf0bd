import { organizationById } from '../../analytics/store/d1/accounts.ts'
import { tenantOf } from '../../analytics/store/d1/identity.ts'
import type { EndedSession } from '../../analytics/store/d1/sessions.ts'
import { placeOf } from '../../analytics/store/place.ts'
import type { Doing } from '../audit.ts'
import { onSessionsEnded } from './sessions-ended.ts'

/** Tells every organization in which sessions ended: a person may have some in each of theirs. */
export async function tellEnded(doing: Doing, ended: readonly EndedSession[]): Promise<void> {
  for (const orgId of new Set(ended.map((session) => session.orgId))) {
    const ids = ended.filter((session) => session.orgId === orgId).map(({ id }) => id)
    const there = orgId === doing.tenant.orgId ? doing : await doingIn(doing, orgId)
    if (there !== null) await onSessionsEnded(there, ids)
  }
}

/** Null when the organization is gone, and with it everything that a session in it opened. */
async function doingIn(doing: Doing, orgId: string): Promise<Doing | null> {
  const organization = await organizationById(doing.place.db, orgId)
  if (organization === null) return null
  const tenant = tenantOf(organization)
  return { ...doing, tenant, place: placeOf(doing.env, tenant.region) }
}
