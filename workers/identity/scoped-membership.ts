import { fail, ok, type Result } from '../../analytics/result.ts'
import { memberById } from '../../analytics/store/d1/members.ts'
import {
  removeScopedMember,
  type Scope,
  scopedMembersOf,
  setScopedMember,
} from '../../analytics/store/d1/scoped-members.ts'
import { pageOfWhole } from '../http/cursor.ts'
import type { Failure } from '../http/failure.ts'
import type { CallerContext } from '../http/route.ts'
import type { Location } from './access.ts'
import { checkGiving, forbidden, lackedBy, missing, personOf } from './giving.ts'
import { unknownRole } from './membership.ts'
import { labelOfScopedRole, roleForScope } from './role-list.ts'

/** A workspace or project that was found, and where it lies. */
export type Place = { scope: Scope; at: Location }

type Members = {
  items: {
    user_id: string
    email: string
    name: string
    role: string
    role_label: string
    since: string
  }[]
  next_cursor: string | null
}

type PageAsked = Parameters<typeof pageOfWhole>[1]

/** The place of a request's path, when the caller may look after it. */
type FindPlace = (context: CallerContext) => Promise<Result<Place, Failure>>

/** Who has a role in a workspace or project itself; who has one further out is not listed. */
export const listScopedMembers = (find: FindPlace) =>
  atPlace(find, async (context: CallerContext & { query: PageAsked }, place) =>
    pageOfWhole(await membersOf(context, place), context.query),
  )

/** Gives a member of the organization a role in a workspace or project. Nobody gives what they lack there. */
export const giveScopedRole = (find: FindPlace) => atPlace(find, give)

/** Takes a role in a workspace or project away, also one's own; not from somebody whose role there holds more. */
export const takeScopedRole = (find: FindPlace) => atPlace(find, take)

const atPlace =
  <Context extends CallerContext, T>(
    find: FindPlace,
    act: (context: Context, place: Place) => Promise<Result<T, Failure>>,
  ) =>
  async (context: Context): Promise<Result<T, Failure>> => {
    const found = await find(context)
    return found.ok ? act(context, found.value) : found
  }

async function membersOf({ tenant, place }: CallerContext, { scope }: Place): Promise<Members['items']> {
  const found = await scopedMembersOf(tenant, place.db, scope)
  return found.map((member) => ({
    user_id: member.userId,
    email: member.email,
    name: member.name,
    role: member.role,
    role_label: labelOfScopedRole(member.role, member.roleName),
    since: new Date(member.sinceAtMs).toISOString(),
  }))
}

async function give(
  context: CallerContext & { body: { role: string } },
  { scope, at }: Place,
): Promise<Result<Members, Failure>> {
  const { caller, tenant, place, params, body, trail, nowMs } = context
  const userId = params.user_id ?? ''
  trail.target = `${scope.type}:${scope.id}/user:${userId}`
  trail.about = `user:${userId}`
  const person = personOf(caller)
  if (!person.ok) return person
  if (person.value.user.id === userId) return forbidden('Nobody gives a role to themselves.')
  const [member, role, before] = await Promise.all([
    memberById(tenant, place.db, userId),
    roleForScope(tenant, place, body.role),
    heldRole(context, scope, userId),
  ])
  if (!member) return missing('member')
  if (!role) return unknownRole()
  trail.before = { role: before?.id ?? null }
  trail.after = { role: role.id }
  const more = lackedBy(caller.access, { permissions: before?.permissions ?? [], at, untilMs: null }, nowMs)
  if (more.length > 0) return forbidden(`Their role holds more than yours here: ${more.join(', ')}.`)
  const given = checkGiving(caller.access, { permissions: role.permissions, at, untilMs: null }, nowMs)
  if (!given.ok) return given
  await setScopedMember(tenant, place.db, scope, { userId, role: role.id }, nowMs)
  return ok({ items: await membersOf(context, { scope, at }), next_cursor: null })
}

async function take(
  context: CallerContext,
  { scope, at }: Place,
): Promise<Result<{ removed: true }, Failure>> {
  const { caller, tenant, place, params, trail, nowMs } = context
  const userId = params.user_id ?? ''
  trail.target = `${scope.type}:${scope.id}/user:${userId}`
  trail.about = `user:${userId}`
  const held = await heldRole(context, scope, userId)
  trail.before = { role: held?.id ?? null }
  const more = lackedBy(caller.access, { permissions: held?.permissions ?? [], at, untilMs: null }, nowMs)
  if (more.length > 0) return forbidden(`Their role holds more than yours here: ${more.join(', ')}.`)
  const isDone = await removeScopedMember(tenant, place.db, scope, userId)
  return isDone ? ok({ removed: true }) : missing('member')
}

async function heldRole({ tenant, place }: CallerContext, scope: Scope, userId: string) {
  const members = await scopedMembersOf(tenant, place.db, scope)
  const held = members.find((member) => member.userId === userId)
  return held ? roleForScope(tenant, place, held.role) : null
}

/** What a route answers when one may see a place or not, but not change it. */
export function notHere(): { ok: false; failure: Failure } {
  return fail({ kind: 'forbidden', message: 'This needs the permission workspaces:write here.' })
}
