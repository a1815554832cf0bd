import { type Permission, permission } from '../../analytics/contract/permissions.ts'
import type { Grant } from '../../analytics/contract/tenancy.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import {
  addGrant,
  decideGrant,
  grantById,
  grantsOf,
  type NamedGrant,
} from '../../analytics/store/d1/grants.ts'
import { cutPage, datedPosition, decodeCursor } from '../http/cursor.ts'
import type { Failure } from '../http/failure.ts'
import { type CallerContext, route } from '../http/route.ts'
import { rulesOf } from '../http/rules.ts'
import { checkGiving, forbidden, missing, personOf } from '../identity/giving.ts'
import {
  checkApproval,
  checkGrantable,
  checkSubject,
  isPrivileged,
  locationOf,
  requestMsMax,
  scopeOf,
  statusAt,
} from '../identity/grant-rules.ts'
import { roleList } from '../identity/role-list.ts'
import { newId } from '../new-id.ts'

const instant = (ms: number): string => new Date(ms).toISOString()
const instantOrNull = (ms: number | null): string | null => (ms === null ? null : instant(ms))

/** A grant on the wire; null when its permission is none of ours any more. */
function itemOf(grant: NamedGrant, nowMs: number): Grant[] {
  const named = permission.safeParse(grant.permission)
  if (!named.success) return []
  return [
    {
      id: grant.id,
      subject_type: grant.subjectType,
      subject_id: grant.subjectId,
      subject_label: grant.userEmail ?? grant.keyName ?? grant.subjectId,
      effect: grant.effect,
      permission: named.data,
      scope_type: grant.scopeType,
      scope_id: grant.scopeId,
      scope_label: grant.placeName ?? (grant.scopeType === 'organization' ? 'Organization' : grant.scopeId),
      reason: grant.reason,
      status: statusAt(grant, nowMs),
      requested_by: grant.requesterEmail ?? grant.requestedBy,
      decided_by: grant.deciderEmail ?? grant.decidedBy,
      created_at: instant(grant.createdAtMs),
      decided_at: instantOrNull(grant.decidedAtMs),
      expires_at: instantOrNull(grant.expiresAtMs),
    },
  ]
}

async function answerOf(
  { tenant, place, nowMs }: CallerContext,
  id: string,
): Promise<Result<Grant, Failure>> {
  const found = await grantById(tenant, place.db, id)
  const [item] = found ? itemOf(found, nowMs) : []
  return item ? ok(item) : missing('grant')
}

export const permissions = route('GET /permissions', {
  summary: 'Grants and denials, newest first, beside the roles and the table of who may call what.',
  permission: 'members:read',
  async handle({ tenant, place, query, routes, nowMs }) {
    const after = decodeCursor(query.cursor, datedPosition)
    if (!after.ok) return after
    const filter = {
      subjectId: query.subject_id ?? null,
      status: query.status ?? null,
      nowMs,
      requestMsMax,
    }
    const [found, roles] = await Promise.all([
      grantsOf(tenant, place.db, filter, after.value, query.limit + 1),
      roleList(tenant, place),
    ])
    const { shown, nextCursor } = cutPage(found, query.limit, ({ createdAtMs, id }) => ({ createdAtMs, id }))
    return ok({
      items: shown.flatMap((grant) => itemOf(grant, nowMs)),
      next_cursor: nextCursor,
      roles,
      routes: rulesOf(
        routes,
        roles.filter(({ type }) => type !== 'template'),
      ),
    })
  },
})

export const grant = route('POST /permissions', {
  summary:
    'Grant a permission that one holds oneself, or deny one; a privileged grant waits until another person approves it.',
  success: 201,
  permission: 'roles:write',
  scoped: true,
  audit: 'grant.created',
  async handle(context) {
    const { caller, tenant, place, body, trail, nowMs } = context
    const person = personOf(caller)
    if (!person.ok) return person
    const userId = person.value.user.id
    const subject = { type: body.subject_type, id: body.subject_id }
    trail.target = `${subject.type}:${subject.id}`
    trail.after = body
    const wanted = { scopeType: body.scope_type, scopeId: body.scope_id, permission: body.permission }
    const scope = await scopeOf(context, wanted)
    if (!scope.ok) return scope
    const { scopeId, at } = scope.value
    if (!caller.access.may('roles:write', at, nowMs)) return notHere()
    const expiresAtMs = body.expires_at === undefined ? null : Date.parse(body.expires_at)
    if (expiresAtMs !== null && expiresAtMs <= nowMs)
      return fail({ kind: 'invalid', issues: [{ path: 'expires_at', message: 'This is in the past.' }] })
    const grantable = checkGrantable(body.permission)
    if (!grantable.ok) return grantable
    const allowed = await checkSubject(context, subject, body.effect, userId)
    if (!allowed.ok) return allowed
    const giving = { permissions: [body.permission], at, untilMs: expiresAtMs }
    const given = checkGiving(caller.access, giving, nowMs)
    if (!given.ok) return given
    const waits = body.effect === 'allow' && isPrivileged(body.permission)
    const id = newId()
    await addGrant(tenant, place.db, {
      id,
      subjectType: subject.type,
      subjectId: subject.id,
      effect: body.effect,
      permission: body.permission,
      scopeType: body.scope_type,
      scopeId,
      reason: body.reason,
      status: waits ? 'requested' : 'active',
      requestedBy: userId,
      decidedBy: waits ? null : userId,
      createdAtMs: nowMs,
      decidedAtMs: waits ? null : nowMs,
      expiresAtMs,
    })
    return answerOf(context, id)
  },
})

export const approve = route('POST /permissions/:id/approve', {
  summary: 'Approve a grant that another person asked for, for a third one, of a permission that one holds.',
  permission: 'roles:write',
  scoped: true,
  audit: 'grant.approved',
  async handle(context) {
    const found = await decidable(context)
    if (!found.ok) return found
    const { waiting, userId } = found.value
    const approved = await checkApproval(context, waiting, userId)
    return approved.ok ? decided(context, waiting, ['requested'], 'active', userId) : approved
  },
})

export const refuse = route('POST /permissions/:id/refuse', {
  summary: 'Refuse a grant that was asked for.',
  permission: 'roles:write',
  scoped: true,
  audit: 'grant.refused',
  async handle(context) {
    const found = await decidable(context)
    if (!found.ok) return found
    return decided(context, found.value.waiting, ['requested'], 'refused', found.value.userId)
  },
})

export const revoke = route('DELETE /permissions/:id', {
  summary: 'End a grant or a denial, or take back what one asked for.',
  permission: 'roles:write',
  scoped: true,
  audit: 'grant.revoked',
  async handle(context) {
    const { caller, nowMs } = context
    const found = await decidable(context)
    if (!found.ok) return found
    const { waiting, userId } = found.value
    if (waiting.effect === 'deny') {
      const subject = { type: waiting.subjectType, id: waiting.subjectId }
      const allowed = await checkSubject(context, subject, 'allow', userId)
      if (!allowed.ok) return allowed
      const permissions: Permission[] = [waiting.permission as Permission]
      const given = checkGiving(caller.access, { permissions, at: found.value.at, untilMs: null }, nowMs)
      if (!given.ok) return given
    }
    const ended = await decided(context, waiting, ['requested', 'active'], 'revoked', userId)
    return ended.ok ? ok({ revoked: true as const }) : ended
  },
})

type Decidable = {
  waiting: NamedGrant
  userId: string
  at: NonNullable<Awaited<ReturnType<typeof locationOf>>>
}

/** The grant of the path, for a person whose permission reaches where it holds. */
async function decidable(context: CallerContext): Promise<Result<Decidable, Failure>> {
  const { caller, tenant, place, params, trail, nowMs } = context
  const person = personOf(caller)
  if (!person.ok) return person
  const waiting = await grantById(tenant, place.db, params.id ?? '')
  if (!waiting) return missing('grant')
  trail.target = `grant:${waiting.id}`
  trail.about = `${waiting.subjectType}:${waiting.subjectId}`
  trail.before = { status: waiting.status, subject: waiting.subjectId, permission: waiting.permission }
  const at = (await locationOf(context, waiting)) ?? {}
  if (!caller.access.may('roles:write', at, nowMs)) return notHere()
  return ok({ waiting, userId: person.value.user.id, at })
}

async function decided(
  context: CallerContext,
  { id }: NamedGrant,
  from: readonly ('requested' | 'active')[],
  to: 'active' | 'refused' | 'revoked',
  by: string,
): Promise<Result<Grant, Failure>> {
  const { tenant, place, trail, nowMs } = context
  trail.after = { status: to }
  if (await decideGrant(tenant, place.db, id, { from, to, by }, nowMs)) return answerOf(context, id)
  return fail({ kind: 'conflict', message: 'The grant was decided already.' })
}

function notHere(): { ok: false; failure: Failure } {
  return forbidden('This needs the permission roles:write here.')
}
