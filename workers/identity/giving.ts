import type { Permission } from '../../analytics/contract/permissions.ts'
import { coversPlaces, type Reach } from '../../analytics/reach.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import type { Member } from '../../analytics/store/d1/identity.ts'
import type { Failure } from '../http/failure.ts'
import type { Access, Location } from './access.ts'
import type { Caller } from './caller.ts'

const endlessMs = Number.MAX_SAFE_INTEGER

/** What somebody wants to give: where, and until when. Units: `untilMs` null is for good. */
type Giving = { permissions: readonly Permission[]; at: Location; untilMs: number | null }

/**
 * What of it they do not hold there, now and as long. Whoever lacks something of a role does not change or remove
 * those who have it.
 */
export function lackedBy(access: Access, { permissions, at, untilMs }: Giving, nowMs: number): Permission[] {
  const lastMs = untilMs === null ? endlessMs : untilMs - 1
  return permissions.filter((one) => !access.may(one, at, nowMs) || !access.may(one, at, lastMs))
}

/**
 * Refuses who gives more than they hold: what they lack, elsewhere than they hold it, or for longer, since a permission
 * held for an hour must not outlive the hour in somebody else's hands. Who is denied a part of a place cannot give the
 * whole of it either.
 */
export function checkGiving(access: Access, giving: Giving, nowMs: number): Result<null, Failure> {
  const short = new Set(lackedBy(access, giving, nowMs))
  const lacked = giving.permissions.filter(
    (one) => short.has(one) || !isUndivided(access.reach(one, nowMs), giving.at),
  )
  if (lacked.length === 0) return ok(null)
  return forbidden(`You cannot give what you do not hold yourself: ${lacked.join(', ')}.`)
}

/** Whether nothing inside of a place is excepted. Where one resource lies is not known, so that it has to be nowhere. */
function isUndivided(reach: Reach | null, { workspaceId, projectId, resource }: Location): boolean {
  if (reach === null) return false
  if (resource) return coversPlaces(reach) || reach.resources.includes(resource)
  if (reach.exceptResources.length > 0) return false
  if (projectId) return true
  return (
    reach.exceptProjectIds.length === 0 && (Boolean(workspaceId) || reach.exceptWorkspaceIds.length === 0)
  )
}

/** The person who calls. A key lives on when its maker loses a role, so what people may do is given by people. */
export function personOf(caller: Caller): Result<Member, Failure> {
  return caller.type === 'user' ? ok(caller.member) : forbidden('Only a person who is signed in may do this.')
}

export function forbidden(message: string): { ok: false; failure: Failure } {
  return fail({ kind: 'forbidden', message })
}

/** What a route answers for something that is not there, or not in this organization. */
export function missing(what: string): { ok: false; failure: Failure } {
  return fail({ kind: 'not_found', message: `There is no such ${what}.` })
}
