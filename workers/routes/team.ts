import { z } from 'zod'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { memberById, membersOf, removeMember, transferOwnership } from '../../analytics/store/d1/members.ts'
import { cutPage, decodeCursor } from '../http/cursor.ts'
import type { Failure } from '../http/failure.ts'
import { type CallerContext, route } from '../http/route.ts'
import { forbidden, missing, personOf } from '../identity/giving.ts'
import { giveRole, lastOwner, mayTouch, memberItem } from '../identity/membership.ts'

const cursorShape = z.strictObject({ joinedAtMs: z.number(), userId: z.string() })

type Listed = Result<{ items: ReturnType<typeof memberItem>[]; next_cursor: string | null }, Failure>

async function listed({
  tenant,
  place,
  query,
}: CallerContext & { query: { limit: number; cursor?: string | undefined } }): Promise<Listed> {
  const after = decodeCursor(query.cursor, cursorShape)
  if (!after.ok) return after
  const found = await membersOf(tenant, place.db, after.value, query.limit + 1)
  const { shown, nextCursor } = cutPage(found, query.limit, ({ joinedAtMs, userId }) => ({
    joinedAtMs,
    userId,
  }))
  return ok({ items: shown.map(memberItem), next_cursor: nextCursor })
}

export const users = route('GET /orgs/me/users', {
  summary: 'The members of the organization, in the order in which they joined.',
  permission: 'members:read',
  handle: listed,
})

export const team = route('GET /team', {
  summary: 'The same as `/orgs/me/users`.',
  permission: 'members:read',
  handle: listed,
})

export const changeUser = route('PATCH /orgs/me/users/:id', {
  summary: 'Give a member another role, built in or custom, that holds no more than one’s own.',
  permission: 'members:write',
  resource: 'member',
  audit: 'member.role_changed',
  handle: (context) => giveRole(context, context.params.id ?? '', context.body.role),
})

export const changeTeam = route('PUT /team', {
  summary: 'The same as `PATCH /orgs/me/users/{id}`.',
  permission: 'members:write',
  audit: 'member.role_changed',
  async handle(context) {
    const { caller, body, nowMs } = context
    const resource = `member/${body.user_id}`
    if (!caller.access.may('members:write', { resource }, nowMs))
      return forbidden('This member is not yours to change.')
    return giveRole(context, body.user_id, body.role)
  },
})

export const removeUser = route('DELETE /orgs/me/users/:id', {
  summary:
    'Take a person out of the organization: their sessions in it end at once, with their grants and their roles in workspaces and projects.',
  permission: 'members:write',
  resource: 'member',
  audit: 'member.removed',
  async handle(context) {
    const { tenant, place, params, trail, nowMs } = context
    const userId = params.id ?? ''
    trail.target = `user:${userId}`
    const member = await memberById(tenant, place.db, userId)
    if (!member) return missing('member')
    trail.before = { role: member.role }
    const allowed = await mayTouch(context, member)
    if (!allowed.ok) return allowed
    const isDone = await removeMember(tenant, place.db, { userId, role: member.role }, nowMs)
    return isDone ? ok({ removed: true as const }) : lastOwner()
  },
})

export const ownership = route('POST /orgs/me/ownership', {
  summary: 'Hand one’s ownership over to another member; one stays as an admin.',
  permission: 'org:delete',
  audit: 'organization.ownership_transferred',
  async handle({ caller, tenant, place, body, trail, nowMs }) {
    const person = personOf(caller)
    if (!person.ok) return person
    const from = person.value.user.id
    const to = body.user_id
    trail.target = `user:${to}`
    if (person.value.role !== 'owner') return forbidden('Only an owner may hand the ownership over.')
    if (from === to) return fail({ kind: 'conflict', message: 'You are an owner already.' })
    const heir = await memberById(tenant, place.db, to)
    if (!heir) return missing('member')
    if (heir.passwordExpiresAtMs !== null)
      return fail({ kind: 'conflict', message: 'They have not signed in yet.' })
    trail.before = { [`user:${from}`]: 'owner', [`user:${to}`]: heir.role }
    trail.after = { [`user:${from}`]: 'admin', [`user:${to}`]: 'owner' }
    if (!(await transferOwnership(tenant, place.db, { from, to }, nowMs))) return lastOwner()
    const changed = await memberById(tenant, place.db, to)
    return changed ? ok(memberItem(changed)) : missing('member')
  },
})
