import { fail, ok } from '../../analytics/result.ts'
import { accountsOf, belongingsOf, proveAddress, userById } from '../../analytics/store/d1/accounts.ts'
import { tenantOf, type User } from '../../analytics/store/d1/identity.ts'
import { mailedToken, useMailedToken } from '../../analytics/store/d1/mailed-tokens.ts'
import { revokeSessions } from '../../analytics/store/d1/sessions.ts'
import type { Place } from '../../analytics/store/place.ts'
import { audit, type Doing, doingOf } from '../audit.ts'
import { type RouteContext, route } from '../http/route.ts'
import { afterwards } from '../identity/afterwards.ts'
import { attempt, forgive } from '../identity/attempts.ts'
import { checkChosenPassword, choosePassword } from '../identity/choose-password.ts'
import { mailPasswordChanged, mailReset } from '../identity/mailed-links.ts'
import { verifyPassword } from '../identity/passwords.ts'
import { openSession } from '../identity/sessions.ts'
import { tellEnded } from '../identity/tell-ended.ts'
import { secretHash } from '../identity/tokens.ts'
import { ownPageOnly, placeHere, signedInPerson } from '../identity/visitor.ts'

export const changePassword = route('POST /auth/password', {
  summary: 'Choose a new password; every other session ends, and this one gets new cookies.',
  signedIn: true,
  withTemporaryPassword: true,
  audit: 'password.changed',
  async handle(context) {
    const person = await signedInPerson(context)
    if (!person.ok) return person
    const { place, body, nowMs, trail, url } = context
    const { member } = person.value
    trail.target = `user:${member.user.id}`
    const begun = await attempt(context, place.db, member.user.email)
    if (!begun.ok) return begun
    if (!(await verifyPassword(member.user.passwordHash, body.current_password)))
      return fail({ kind: 'forbidden', message: 'The current password is wrong.' })
    await begun.value.succeed()
    const fine = await checkChosenPassword(place.db, member.user, body.new_password)
    if (!fine.ok) return fine
    const doing = doingOf(context, context.caller)
    await choosePassword(place.db, member.user, body.new_password)
    await tellEnded(doing, await revokeSessions(place.db, member.user.id, null, nowMs))
    context.waitUntil(mailPasswordChanged(doing, url, member.user))
    const user = { ...member.user, passwordExpiresAtMs: null }
    return ok(await openSession(context, place, { ...member, user }))
  },
})

export const requestReset = route('POST /auth/password/reset', {
  summary: 'Mail a link to choose a new password; the answer is the same for every address.',
  public: 'Whoever forgot their password cannot be signed in.',
  async handle(context) {
    const own = ownPageOnly(context)
    if (!own.ok) return own
    afterwards(context, () => resetFor(context, placeHere(context), context.body.email))
    return ok({ sent: true as const })
  },
})

async function resetFor(context: RouteContext, place: Place, email: string): Promise<void> {
  const [owner, other] = await accountsOf(place.db, email)
  const user = owner ?? other
  if (user === null) return
  const [doing] = await doingsOf(context, place, user)
  if (doing === undefined) return
  await audit.append(doing, {
    action: 'password_reset.requested',
    target: `user:${user.id}`,
    outcome: 'succeeded',
  })
  await mailReset(doing, context.url, user)
}

/** What a person does, in each of their organizations. */
async function doingsOf(context: RouteContext, place: Place, user: User): Promise<Doing[]> {
  const subject = `user:${user.id}`
  const belongings = await belongingsOf(place.db, user.id)
  return belongings.map(({ organization }) => doingOf(context, { tenant: tenantOf(organization), subject }))
}

export const confirmReset = route('POST /auth/password/reset/confirm', {
  summary: 'Choose a new password with the token that was mailed; every session ends.',
  public: 'The mailed token is the proof.',
  async handle(context) {
    const own = ownPageOnly(context)
    if (!own.ok) return own
    const place = placeHere(context)
    const { body, nowMs, env, url } = context
    const gone = fail({ kind: 'not_found' as const, message: 'This link is not good any more.' })
    const hash = await secretHash(body.token)
    const token = await mailedToken(place.db, hash, 'reset_password', nowMs)
    const user = token && (await userById(place.db, token.userId))
    if (!token || !user || user.email !== token.email) return gone
    const fine = await checkChosenPassword(place.db, user, body.new_password)
    if (!fine.ok) return fine
    if ((await useMailedToken(place.db, hash, 'reset_password', nowMs)) === null) return gone
    await choosePassword(place.db, user, body.new_password)
    await proveAddress(place.db, user.id, user.email, nowMs)
    const ended = await revokeSessions(place.db, user.id, null, nowMs)
    await forgive(env, place.db, user.email)
    const doings = await doingsOf(context, place, user)
    for (const doing of doings) {
      await audit.append(doing, {
        action: 'password.reset',
        target: `user:${user.id}`,
        outcome: 'succeeded',
      })
    }
    if (doings[0] !== undefined) {
      await tellEnded(doings[0], ended)
      context.waitUntil(mailPasswordChanged(doings[0], url, user))
    }
    return ok({ changed: true as const })
  },
})
