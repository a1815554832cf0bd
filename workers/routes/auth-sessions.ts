import { fail, ok } from '../../analytics/result.ts'
import { belongingsOf } from '../../analytics/store/d1/accounts.ts'
import { tenantOf } from '../../analytics/store/d1/identity.ts'
import { openSessions, revokeSession, revokeSessions } from '../../analytics/store/d1/sessions.ts'
import { doingOf } from '../audit.ts'
import { cutPage, datedPosition, decodeCursor } from '../http/cursor.ts'
import { route } from '../http/route.ts'
import { switchTo } from '../identity/switch-organization.ts'
import { tellEnded } from '../identity/tell-ended.ts'
import { signedInPerson } from '../identity/visitor.ts'

export const sessions = route('GET /auth/sessions', {
  summary: 'Where the person is signed in, in every organization.',
  signedIn: true,
  async handle(context) {
    const person = await signedInPerson(context)
    if (!person.ok) return person
    const { query, place, nowMs } = context
    const after = decodeCursor(query.cursor, datedPosition)
    if (!after.ok) return after
    const { member, sessionId } = person.value
    const rows = await openSessions(place.db, member.user.id, nowMs, after.value, query.limit + 1)
    const { shown, nextCursor } = cutPage(rows, query.limit, ({ session: { createdAtMs, id } }) => ({
      createdAtMs,
      id,
    }))
    return ok({
      items: shown.map(({ session, organizationName }) => ({
        id: session.id,
        is_current: session.id === sessionId,
        organization: organizationName,
        user_agent: session.userAgent,
        address: session.address,
        created_at: new Date(session.createdAtMs).toISOString(),
        refreshed_at: new Date(session.rotatedAtMs).toISOString(),
        expires_at: new Date(session.expiresAtMs).toISOString(),
      })),
      next_cursor: nextCursor,
    })
  },
})

export const endSession = route('DELETE /auth/sessions/:id', {
  summary: 'End one of the person’s own sessions.',
  signedIn: true,
  audit: 'session.ended',
  async handle(context) {
    const person = await signedInPerson(context)
    if (!person.ok) return person
    const { place, params, nowMs } = context
    const id = params.id ?? ''
    const ended = await revokeSession(place.db, person.value.member.user.id, id, nowMs)
    if (ended.length === 0) return fail({ kind: 'not_found', message: 'There is no such session.' })
    await tellEnded(doingOf(context, context.caller), ended)
    return ok({ ended: true as const })
  },
})

export const endOtherSessions = route('POST /auth/sessions/end-others', {
  summary: 'End every session of the person but this one.',
  signedIn: true,
  audit: 'session.ended',
  async handle(context) {
    const person = await signedInPerson(context)
    if (!person.ok) return person
    const { place, nowMs, trail } = context
    const { member, sessionId } = person.value
    trail.target = `user:${member.user.id}`
    const ended = await revokeSessions(place.db, member.user.id, sessionId, nowMs)
    await tellEnded(doingOf(context, context.caller), ended)
    return ok({ ended: ended.length })
  },
})

export const switchOrganization = route('POST /auth/organization', {
  summary: 'Go on in another of the person’s organizations: a new session there, in place of this one.',
  signedIn: true,
  audit: 'session.switched',
  async handle(context) {
    const person = await signedInPerson(context)
    if (!person.ok) return person
    const belongings = await belongingsOf(context.place.db, person.value.member.user.id)
    const there = belongings.find(({ organization }) => organization.id === context.body.org_id)
    if (there === undefined)
      return fail({ kind: 'not_found', message: 'You do not belong to such an organization.' })
    return ok(await switchTo(context, person.value, tenantOf(there.organization), there))
  },
})
