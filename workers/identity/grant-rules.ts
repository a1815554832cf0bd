import {
  ownersAlone,
  type Permission,
  privilegedPermissions,
  type Resource,
  resources,
  type ScopeType,
} from '../../analytics/contract/permissions.ts'
import type { Grant } from '../../analytics/contract/tenancy.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { grantSubject, hasResource, type NamedGrant } from '../../analytics/store/d1/grants.ts'
import { projectById } from '../../analytics/store/d1/projects.ts'
import { workspaceById } from '../../analytics/store/d1/workspaces.ts'
import type { Failure } from '../http/failure.ts'
import type { CallerContext } from '../http/route.ts'
import type { Location } from './access.ts'
import { checkGiving, forbidden, missing } from './giving.ts'

/** How long a request waits for its approval. Units: milliseconds. */
export const requestMsMax = 7 * 86_400_000

export const isPrivileged = (permission: Permission): boolean => privilegedPermissions.includes(permission)

const isResource = (text: string): text is Resource => Object.hasOwn(resources, text)

const invalid = (path: string, message: string): { ok: false; failure: Failure } =>
  fail({ kind: 'invalid', issues: [{ path, message }] })

/** A scope that was checked: its id as it is written down, and where it lies. */
type Scoped = { scopeId: string; at: Location }

/** Where a grant is to hold. Errors: 422 for a scope that does not fit, 404 for one that is not there. */
export async function scopeOf(
  { tenant, place }: CallerContext,
  wanted: { scopeType: ScopeType; scopeId: string | undefined; permission: Permission },
): Promise<Result<Scoped, Failure>> {
  const { scopeType, scopeId, permission } = wanted
  if (scopeType === 'organization') {
    if (scopeId !== undefined && scopeId !== tenant.orgId) return missing('organization')
    return ok({ scopeId: tenant.orgId, at: {} })
  }
  if (scopeId === undefined) return invalid('scope_id', `Say which ${scopeType}.`)
  if (scopeType === 'workspace') {
    const found = await workspaceById(tenant, place.db, scopeId)
    return found ? ok({ scopeId, at: { workspaceId: scopeId } }) : missing('workspace')
  }
  if (scopeType === 'project') {
    const found = await projectById(tenant, place.db, scopeId)
    if (!found) return missing('project')
    return ok({ scopeId, at: { workspaceId: found.workspaceId, projectId: scopeId } })
  }
  const [, resource = '', id = ''] = /^([a-z_]+)\/(.+)$/s.exec(scopeId) ?? []
  if (!isResource(resource)) {
    return invalid('scope_id', `Name one of ${Object.keys(resources).join(', ')} as <resource>/<id>.`)
  }
  const fitting: readonly Permission[] = resources[resource]
  if (!fitting.includes(permission)) {
    return invalid('permission', `On a single ${resource} it is one of ${fitting.join(', ')}.`)
  }
  if (resource !== 'event' && !(await hasResource(tenant, place.db, resource, id))) return missing(resource)
  return ok({ scopeId, at: { resource: scopeId } })
}

/** Where a stored grant holds; null when its workspace or project is gone. */
export async function locationOf(
  { tenant, place }: CallerContext,
  { scopeType, scopeId }: NamedGrant,
): Promise<Location | null> {
  if (scopeType === 'organization') return {}
  if (scopeType === 'resource') return { resource: scopeId }
  if (scopeType === 'workspace') return { workspaceId: scopeId }
  const project = await projectById(tenant, place.db, scopeId)
  return project && { workspaceId: project.workspaceId, projectId: scopeId }
}

/** Refuses a subject that is not there, that is the person themselves or their own key, or that cannot be denied anything. */
export async function checkSubject(
  { tenant, place }: CallerContext,
  subject: { type: 'user' | 'api_key'; id: string },
  effect: 'allow' | 'deny',
  userId: string,
): Promise<Result<null, Failure>> {
  const found = await grantSubject(tenant, place.db, subject)
  if (!found) return missing(subject.type === 'user' ? 'member' : 'API key')
  if (subject.id === userId) return forbidden('Nobody grants or denies anything to themselves.')
  if (isMakerOf(found.createdBy, userId)) return forbidden('Somebody else decides on a key that you made.')
  if (found.role === 'owner' && effect === 'deny')
    return forbidden('An owner is denied nothing; give them another role first.')
  return ok(null)
}

/** Keys name their maker by id or by pseudonym. */
function isMakerOf(createdBy: string | null, userId: string): boolean {
  return createdBy === userId || createdBy === `user:${userId}`
}

/** What nobody can be granted, whoever grants it. */
export function checkGrantable(permission: Permission): Result<null, Failure> {
  return ownersAlone.has(permission)
    ? invalid('permission', `Only the role of owner holds ${permission}.`)
    : ok(null)
}

/**
 * Refuses an approval by whoever asked, by whom it is for, or by somebody who could not give it themselves. A request
 * runs out after seven days.
 */
export async function checkApproval(
  context: CallerContext,
  grant: NamedGrant,
  userId: string,
): Promise<Result<null, Failure>> {
  const { caller, nowMs } = context
  const status = statusAt(grant, nowMs)
  if (status !== 'requested')
    return fail({ kind: 'conflict', message: `The grant is ${status}, not requested.` })
  if (grant.requestedBy === userId) return forbidden('Whoever asked for a grant does not approve it.')
  const at = await locationOf(context, grant)
  if (!at) return missing(grant.scopeType)
  const subject = { type: grant.subjectType, id: grant.subjectId }
  const allowed = await checkSubject(context, subject, grant.effect, userId)
  if (!allowed.ok) return allowed
  const permissions: Permission[] = [grant.permission as Permission]
  return checkGiving(caller.access, { permissions, at, untilMs: grant.expiresAtMs }, nowMs)
}

/** What a grant is at an instant. */
export function statusAt(grant: NamedGrant, nowMs: number): Grant['status'] {
  const { status, createdAtMs, expiresAtMs } = grant
  if (status !== 'requested' && status !== 'active') return status
  if (expiresAtMs !== null && expiresAtMs <= nowMs) return 'expired'
  return status === 'requested' && createdAtMs + requestMsMax <= nowMs ? 'expired' : status
}
