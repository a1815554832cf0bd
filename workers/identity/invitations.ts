import type { Invitation } from '../../analytics/contract/accounts.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { organizationById } from '../../analytics/store/d1/accounts.ts'
import { tenantOf, type User } from '../../analytics/store/d1/identity.ts'
import {
  acceptInvitation,
  pendingFor,
  renewTemporaryPassword,
  type StoredInvitation,
} from '../../analytics/store/d1/invitations.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { audit, type Doing, doingOf } from '../audit.ts'
import type { Failure } from '../http/failure.ts'
import type { CallerContext, RouteContext } from '../http/route.ts'
import { linkOrigin, post } from '../mail/index.ts'
import { invitedWithLink, invitedWithPassword } from '../mail/templates.ts'
import { checkGiving, forbidden, personOf } from './giving.ts'
import { hashPassword } from './passwords.ts'
import { roleForOrganization } from './role-list.ts'
import { randomSecret } from './tokens.ts'

/** How long an invitation, and the temporary password that may go with it, is good for. */
export const invitationMs = 7 * 86_400_000

/** An invitation as its organization sees it; whether the address had an account is not in it. */
export const seenInvitation = (
  stored: StoredInvitation,
  inviter: string | null,
  nowMs: number,
): Invitation => ({
  id: stored.id,
  email: stored.email,
  role: stored.role,
  status: stored.status === 'pending' && stored.expiresAtMs <= nowMs ? 'expired' : stored.status,
  invited_by: inviter ?? stored.invitedBy,
  created_at: new Date(stored.createdAtMs).toISOString(),
  expires_at: new Date(stored.expiresAtMs).toISOString(),
})

/**
 * Whether a caller may make somebody this. Errors: 422 for a role that there is not; 403 for a key, for one that holds
 * what they lack themselves, and for `owner` unless they are one.
 */
export async function checkGivenRole(
  { tenant, place, caller, nowMs }: CallerContext,
  role: string,
): Promise<Result<null, Failure>> {
  const person = personOf(caller)
  if (!person.ok) return person
  const given = await roleForOrganization(tenant, place, role)
  if (given === null)
    return fail({ kind: 'invalid', issues: [{ path: 'role', message: 'There is no such role.' }] })
  if (role === 'owner' && person.value.role !== 'owner')
    return forbidden('Only an owner can make somebody an owner.')
  return checkGiving(caller.access, { permissions: given.permissions, at: {}, untilMs: null }, nowMs)
}

/** A temporary password: 120 random bits, in groups that can be typed. */
export const temporaryPassword = (): string =>
  randomSecret().replaceAll(/[-_]/g, '').slice(0, 20).match(/.{5}/g)?.join('-') ?? randomSecret()

/**
 * Mails an invitation: to who never chose a password a new temporary one, which ends the one before; to everybody else
 * a link. Both cost a hash, so that an inviter learns nothing from the time it takes. Gives the mail, still to be sent.
 */
export async function prepareInvitationMail(
  context: CallerContext,
  invitation: StoredInvitation,
  token: string,
  account: { isNew: boolean; password: string },
): Promise<(doing: Doing) => Promise<void>> {
  const { tenant, place, caller, url, env } = context
  const organization = (await organizationById(place.db, tenant.orgId))?.name ?? ''
  const inviter = caller.type === 'user' ? caller.member.user.name : organization
  const origin = linkOrigin(env, url)
  const hasPassword =
    account.isNew ||
    (await renewTemporaryPassword(
      place.db,
      invitation.userId,
      await hashPassword(account.password),
      invitation.expiresAtMs,
    ))
  const written = hasPassword
    ? invitedWithPassword({
        organization,
        inviter,
        password: account.password,
        email: invitation.email,
        signIn: `${origin}/sign-in`,
      })
    : invitedWithLink({ organization, inviter, link: `${origin}/invitation#token=${token}` })
  return (doing) => post(doing, 'invitation', invitation.userId, { to: invitation.email, ...written })
}

/** Makes a person a member of every organization that asked them to join and still may. */
export async function acceptPending(context: RouteContext, place: Place, user: User): Promise<void> {
  for (const invitation of await pendingFor(place.db, user.id, context.nowMs)) {
    await accept(context, place, invitation)
  }
}

/**
 * Makes whom an invitation names a member of its organization, written down there. Errors: 404 when it was used,
 * revoked or ran out in the meantime, or its role or organization is gone.
 */
export async function accept(
  context: RouteContext,
  place: Place,
  invitation: StoredInvitation,
): Promise<Result<Tenant, Failure>> {
  const gone = fail<Failure>({ kind: 'not_found', message: 'This invitation is not good any more.' })
  const organization = await organizationById(place.db, invitation.orgId)
  if (organization === null) return gone
  const tenant = tenantOf(organization)
  if ((await roleForOrganization(tenant, place, invitation.role)) === null) return gone
  const doing = doingOf(context, { tenant, subject: `user:${invitation.userId}` })
  const trail = { target: `invitation:${invitation.id}`, after: { role: invitation.role } }
  return audit.around(doing, 'invitation.accepted', trail, async () =>
    (await acceptInvitation(tenant, place.db, invitation, context.nowMs)) ? ok(tenant) : gone,
  )
}
