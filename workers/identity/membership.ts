import type { MemberItem } from '../../analytics/contract/tenancy.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { memberById, type StoredMember, setMemberRole } from '../../analytics/store/d1/members.ts'
import type { Failure } from '../http/failure.ts'
import type { CallerContext } from '../http/route.ts'
import { checkGiving, forbidden, lackedBy, missing, personOf } from './giving.ts'
import { type GivenRole, labelOfRole, roleForOrganization } from './role-list.ts'

const instant = (ms: number): string => new Date(ms).toISOString()

/** A member on the wire. */
export function memberItem(member: StoredMember): MemberItem {
  return {
    user_id: member.userId,
    email: member.email,
    name: member.name,
    role: member.role,
    role_label: labelOfRole(member.role, member.roleName),
    email_verified: member.emailVerifiedAtMs !== null,
    totp_enabled: member.totpConfirmedAtMs !== null,
    is_pending: member.passwordExpiresAtMs !== null,
    joined_at: instant(member.joinedAtMs),
    last_seen_at: member.lastSeenAtMs === null ? null : instant(member.lastSeenAtMs),
  }
}

/**
 * Gives a member another role in the whole organization. Nobody gives what they lack, touches somebody whose role holds
 * more than theirs, or raises themselves; owners are made and unmade by owners, and one always remains.
 */
export async function giveRole(
  context: CallerContext,
  userId: string,
  roleId: string,
): Promise<Result<MemberItem, Failure>> {
  const { caller, tenant, place, trail, nowMs } = context
  const person = personOf(caller)
  if (!person.ok) return person
  trail.target = `user:${userId}`
  const [member, role] = await Promise.all([
    memberById(tenant, place.db, userId),
    roleForOrganization(tenant, place, roleId),
  ])
  if (!member) return missing('member')
  if (!role) return unknownRole()
  trail.before = { role: member.role }
  trail.after = { role: role.id }
  const allowed = await mayTouch(context, member)
  if (!allowed.ok) return allowed
  const given = mayGiveRole(context, person.value.user.id === userId ? allowed.value : null, role)
  if (!given.ok) return given
  const isDone = await setMemberRole(tenant, place.db, { userId, from: member.role, to: role.id }, nowMs)
  if (!isDone) return lastOwner()
  const changed = await memberById(tenant, place.db, userId)
  return changed ? ok(memberItem(changed)) : missing('member')
}

/** Refuses a role that holds more than its giver; who changes their own may only step down from `own`. */
function mayGiveRole(
  { caller, nowMs }: CallerContext,
  own: GivenRole | null,
  role: GivenRole,
): Result<null, Failure> {
  const isOwner = caller.type === 'user' && caller.member.role === 'owner'
  if (role.id === 'owner' && !isOwner) return forbidden('Only an owner may make somebody an owner.')
  if (own && !role.permissions.every((one) => own.permissions.includes(one))) {
    return forbidden('Nobody raises their own role.')
  }
  return checkGiving(caller.access, { permissions: role.permissions, at: {}, untilMs: null }, nowMs)
}

/** Refuses to change or remove somebody whose role holds more than the caller; gives that role otherwise. */
export async function mayTouch(
  { caller, tenant, place, nowMs }: CallerContext,
  member: { role: string },
): Promise<Result<GivenRole, Failure>> {
  const held = (await roleForOrganization(tenant, place, member.role)) ?? {
    id: member.role,
    label: member.role,
    permissions: [],
  }
  const isOwner = caller.type === 'user' && caller.member.role === 'owner'
  if (member.role === 'owner' && !isOwner) return forbidden('Only an owner may change or remove an owner.')
  const more = lackedBy(caller.access, { permissions: held.permissions, at: {}, untilMs: null }, nowMs)
  return more.length === 0 ? ok(held) : forbidden(`Their role holds more than yours: ${more.join(', ')}.`)
}

export function unknownRole(): { ok: false; failure: Failure } {
  return fail({ kind: 'invalid', issues: [{ path: 'role', message: 'There is no such role.' }] })
}

export function lastOwner(): { ok: false; failure: Failure } {
  return fail({
    kind: 'conflict',
    message: 'The last owner stays, or the member was just changed by somebody else.',
  })
}
