import { fail, ok } from '../../analytics/result.ts'
import { accountsOf, belongingsOf } from '../../analytics/store/d1/accounts.ts'
import {
  addInvitation,
  invitationById,
  invitationByToken,
  invitationsOf,
  obstacleTo,
  renewInvitation,
  revokeInvitation,
} from '../../analytics/store/d1/invitations.ts'
import { doingOf } from '../audit.ts'
import { cutPage, datedPosition, decodeCursor } from '../http/cursor.ts'
import type { Failure } from '../http/failure.ts'
import { route } from '../http/route.ts'
import { subjectOf } from '../identity/caller.ts'
import {
  accept,
  checkGivenRole,
  invitationMs,
  prepareInvitationMail,
  seenInvitation,
  temporaryPassword,
} from '../identity/invitations.ts'
import { newUser } from '../identity/new-account.ts'
import { hashPassword } from '../identity/passwords.ts'
import { roomFor } from '../identity/plan-room.ts'
import { switchTo } from '../identity/switch-organization.ts'
import { randomSecret, secretHash } from '../identity/tokens.ts'
import { signedInPerson } from '../identity/visitor.ts'
import { canMail } from '../mail/index.ts'
import { newId } from '../new-id.ts'

const noMail: Failure = {
  kind: 'conflict',
  message: 'This instance cannot send mail. Its operator sets MAIL_SMTP_URL or MAIL_API_KEY.',
}
const unproved: Failure = { kind: 'forbidden', message: 'Confirm your own e-mail address first.' }
const none: Failure = { kind: 'not_found', message: 'There is no such invitation that still stands.' }

export const invitations = route('GET /orgs/me/invitations', {
  summary: 'Who was invited, and what became of it.',
  permission: 'members:read',
  async handle({ tenant, place, query, nowMs }) {
    const after = decodeCursor(query.cursor, datedPosition)
    if (!after.ok) return after
    const rows = await invitationsOf(tenant, place.db, after.value, query.limit + 1)
    const { shown, nextCursor } = cutPage(rows, query.limit, ({ invitation: { createdAtMs, id } }) => ({
      createdAtMs,
      id,
    }))
    return ok({
      items: shown.map(({ invitation, inviter }) => seenInvitation(invitation, inviter, nowMs)),
      next_cursor: nextCursor,
    })
  },
})

export const invite = route('POST /orgs/me/invitations', {
  summary: 'Invite a person: a temporary password to who has no account, a link to who has one.',
  success: 201,
  permission: 'members:write',
  audit: 'invitation.created',
  async handle(context) {
    const { tenant, place, caller, body, nowMs, trail, env } = context
    const person = await signedInPerson(context)
    if (!person.ok) return person
    if (person.value.member.user.emailVerifiedAtMs === null) return fail(unproved)
    if (!canMail(env)) return fail(noMail)
    const allowed = await checkGivenRole(context, body.role)
    if (!allowed.ok) return allowed
    const room = await roomFor(context, 'users')
    if (!room.ok) return room
    const obstacle = await obstacleTo(tenant, place.db, body.email, nowMs)
    if (obstacle === 'member') return fail({ kind: 'conflict', message: 'They are a member already.' })
    if (obstacle === 'invited')
      return fail({ kind: 'conflict', message: 'They are invited already. Send it again instead.' })
    const [owner] = await accountsOf(place.db, body.email)
    const expiresAtMs = nowMs + invitationMs
    const password = temporaryPassword()
    const user =
      owner ??
      newUser({
        email: body.email,
        name: body.name ?? body.email,
        passwordHash: await hashPassword(password),
        passwordExpiresAtMs: expiresAtMs,
        createdAtMs: nowMs,
      })
    const token = randomSecret()
    const invitation = {
      id: newId(),
      orgId: tenant.orgId,
      userId: user.id,
      email: body.email,
      role: body.role,
      status: 'pending' as const,
      tokenHash: await secretHash(token),
      invitedBy: subjectOf(caller),
      createdAtMs: nowMs,
      expiresAtMs,
      acceptedAtMs: null,
    }
    trail.target = `invitation:${invitation.id}`
    trail.after = { user: `user:${user.id}`, role: body.role }
    await addInvitation(tenant, place.db, invitation, owner === null ? user : null)
    const send = await prepareInvitationMail(context, invitation, token, {
      isNew: owner === null,
      password,
    })
    context.waitUntil(send(doingOf(context, caller)))
    const inviter = caller.type === 'user' ? caller.member.user.name : null
    return ok(seenInvitation(invitation, inviter, nowMs))
  },
})

export const resendInvitation = route('POST /orgs/me/invitations/:id/resend', {
  summary: 'Send an invitation again, with a new password or link; the old one is dead.',
  permission: 'members:write',
  audit: 'invitation.resent',
  async handle(context) {
    const { tenant, place, caller, params, nowMs, trail, env } = context
    if (!canMail(env)) return fail(noMail)
    const known = await invitationById(tenant, place.db, params.id ?? '')
    if (known?.status !== 'pending') return fail(none)
    trail.target = `invitation:${known.id}`
    const allowed = await checkGivenRole(context, known.role)
    if (!allowed.ok) return allowed
    const token = randomSecret()
    const hash = await secretHash(token)
    const renewed = await renewInvitation(tenant, place.db, known.id, hash, nowMs + invitationMs)
    if (renewed === null) return fail(none)
    const send = await prepareInvitationMail(context, renewed, token, {
      isNew: false,
      password: temporaryPassword(),
    })
    context.waitUntil(send(doingOf(context, caller)))
    const inviter = caller.type === 'user' ? caller.member.user.name : null
    return ok(seenInvitation(renewed, inviter, nowMs))
  },
})

export const withdrawInvitation = route('DELETE /orgs/me/invitations/:id', {
  summary: 'Take an invitation back; its password and its link are dead.',
  permission: 'members:write',
  audit: 'invitation.revoked',
  async handle({ tenant, place, params, trail }) {
    const id = params.id ?? ''
    trail.target = `invitation:${id}`
    return (await revokeInvitation(tenant, place.db, id)) ? ok({ revoked: true as const }) : fail(none)
  },
})

export const acceptInvitation = route('POST /auth/invitations/accept', {
  summary: 'Join the organization of a mailed link, and go on there.',
  signedIn: true,
  audit: 'session.switched',
  async handle(context) {
    const person = await signedInPerson(context)
    if (!person.ok) return person
    const { place, body, nowMs } = context
    const { user } = person.value.member
    const invitation = await invitationByToken(place.db, await secretHash(body.token), nowMs)
    if (invitation === null || invitation.userId !== user.id)
      return fail({ kind: 'not_found', message: 'This invitation is not good any more, or not for you.' })
    const accepted = await accept(context, place, invitation)
    if (!accepted.ok) return accepted
    const belongings = await belongingsOf(place.db, user.id)
    const there = belongings.find(({ organization }) => organization.id === accepted.value.orgId)
    if (there === undefined) return fail({ kind: 'not_found', message: 'You are not a member there.' })
    return ok(await switchTo(context, person.value, accepted.value, there))
  },
})
