import { fail, ok } from '../../analytics/result.ts'
import { isEmpty, tenantOf } from '../../analytics/store/d1/identity.ts'
import { revokeSession } from '../../analytics/store/d1/sessions.ts'
import { audit, doingOf } from '../audit.ts'
import { route } from '../http/route.ts'
import { afterwards } from '../identity/afterwards.ts'
import { clearCookies } from '../identity/cookies.ts'
import { foundOrganization } from '../identity/found-organization.ts'
import { mailVerification } from '../identity/mailed-links.ts'
import { sessionUser } from '../identity/me.ts'
import { openSession, refreshSession } from '../identity/sessions.ts'
import { checkSignIn } from '../identity/sign-in.ts'
import { tellEnded } from '../identity/tell-ended.ts'
import { sameSecret } from '../identity/tokens.ts'
import { ownPageOnly, placeHere, signedInPerson } from '../identity/visitor.ts'
import { hasOutbox } from '../mail/index.ts'

const beforeSignIn = 'Nobody is signed in yet.'

export const setupState = route('GET /auth/setup', {
  summary: 'Whether the first owner still has to be created, and what a visitor may do.',
  public: beforeSignIn,
  handle: async (context) =>
    ok({
      needed: await isEmpty(placeHere(context).db),
      registration_open: context.env.REGISTRATION === 'open',
      has_outbox: hasOutbox(context.env),
    }),
})

export const setup = route('POST /auth/setup', {
  summary: 'Create the first organization and its owner with the one-time set-up token.',
  success: 201,
  public: 'There is nobody who could be signed in; the set-up token is the proof.',
  async handle(context) {
    const { env, body, nowMs } = context
    const own = ownPageOnly(context)
    if (!own.ok) return own
    const place = placeHere(context)
    const isProven = env.SETUP_TOKEN ? await sameSecret(body.token, env.SETUP_TOKEN) : false
    if (!isProven) return fail({ kind: 'forbidden', message: 'The set-up token is not the right one.' })
    if (!(await isEmpty(place.db)))
      return fail({ kind: 'conflict', message: 'This instance has its owner already.' })
    const account = { plan: 'enterprise', emailVerifiedAtMs: nowMs } as const
    const founded = await foundOrganization(context, place, body, account)
    if (!founded.ok) return founded
    const { organization, user } = founded.value
    return ok(await openSession(context, place, { user, role: 'owner', organization }))
  },
})

export const register = route('POST /auth/register', {
  summary: 'Create an account and an organization of its own; signed in, not yet verified.',
  success: 201,
  public: beforeSignIn,
  limit: { policy: 'registration' },
  /**
   * Whoever registers gets an account, also when the address has one: the new one does not own the address until it is
   * proved by mail, which only its real owner can do, and they are told in that mail. So neither this answer nor a later
   * sign-in tells whether an address is known.
   */
  async handle(context) {
    const { env, body } = context
    const own = ownPageOnly(context)
    if (!own.ok) return own
    if (env.REGISTRATION !== 'open')
      return fail({ kind: 'forbidden', message: 'Registration is closed here. Ask for an invitation.' })
    const place = placeHere(context)
    const account = { plan: 'free', ownsAddress: false } as const
    const founded = await foundOrganization(context, place, body, account)
    if (!founded.ok) return founded
    const { organization, user, doing } = founded.value
    afterwards(context, () => mailVerification(doing, context.url, user))
    return ok(await openSession(context, place, { user, role: 'owner', organization }))
  },
})

export const login = route('POST /auth/login', {
  summary:
    'Sign in with e-mail, password and, where there is one, the second factor; answers with the cookies.',
  public: beforeSignIn,
  async handle(context) {
    const own = ownPageOnly(context)
    if (!own.ok) return own
    const place = placeHere(context)
    const member = await checkSignIn(context, place, context.body)
    if (!member.ok) return member
    const subject = `user:${member.value.user.id}`
    const doing = doingOf(context, { tenant: tenantOf(member.value.organization), subject })
    await audit.append(doing, { action: 'session.opened', target: subject, outcome: 'succeeded' })
    return ok(await openSession(context, place, member.value))
  },
})

export const refresh = route('POST /auth/refresh', {
  summary: 'Exchange the refresh cookie for new cookies; it rotates.',
  public: 'The refresh cookie is the proof; the access token may have run out.',
  async handle(context) {
    const own = ownPageOnly(context)
    return own.ok ? refreshSession(context, placeHere(context)) : own
  },
})

export const logout = route('POST /auth/logout', {
  summary: 'End the session.',
  signedIn: true,
  limit: { whenDown: 'allow' },
  withTemporaryPassword: true,
  audit: 'session.closed',
  async handle(context) {
    const { caller, place, answer, url, nowMs } = context
    if (caller.type !== 'user')
      return fail({ kind: 'bad_request', message: 'An API key has no session to end.' })
    const ended = await revokeSession(place.db, caller.member.user.id, caller.sessionId, nowMs)
    await tellEnded(doingOf(context, caller), ended)
    clearCookies(answer.headers, url)
    return ok({ signed_out: true as const })
  },
})

export const me = route('GET /auth/me', {
  summary: 'Who is signed in, in which organization, with which permissions.',
  signedIn: true,
  withTemporaryPassword: true,
  async handle(context) {
    const person = await signedInPerson(context)
    if (!person.ok) return person
    const { place, caller, nowMs } = context
    return ok({ user: await sessionUser(place, person.value.member, nowMs, caller.access) })
  },
})
