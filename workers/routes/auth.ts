import { fail, ok } from '../../analytics/result.ts'
import { createOrganization, isEmpty, tenantOf } from '../../analytics/store/d1/identity.ts'
import { placeOf } from '../../analytics/store/place.ts'
import { audit, doingOf } from '../audit.ts'
import type { Failure } from '../http/failure.ts'
import { type RouteContext, route } from '../http/route.ts'
import { isSameOrigin } from '../identity/caller.ts'
import { hashPassword } from '../identity/passwords.ts'
import {
  checkPassword,
  closeSession,
  openSession,
  refreshSession,
  sessionUserOf,
} from '../identity/sign-in.ts'
import { sameSecret } from '../identity/tokens.ts'
import { newId } from '../new-id.ts'

const beforeSignIn = 'Nobody is signed in yet.'
const otherOrigin: Failure = { kind: 'forbidden', message: 'The request comes from another origin.' }
const placeHere = ({ env }: RouteContext) => placeOf(env, env.REGION)

export const setupState = route('GET /auth/setup', {
  summary: 'Whether the first owner still has to be created.',
  public: beforeSignIn,
  handle: async (context) =>
    ok({ needed: await isEmpty(placeHere(context).db), registration_open: false, has_outbox: false }),
})

export const setup = route('POST /auth/setup', {
  summary: 'Create the first organization and its owner with the one-time set-up token.',
  public: 'There is nobody who could be signed in; the set-up token is the proof.',
  async handle(context) {
    const { env, url, request, body, nowMs } = context
    if (!isSameOrigin(request, url)) return fail(otherOrigin)
    const place = placeHere(context)
    const isProven = env.SETUP_TOKEN ? await sameSecret(body.token, env.SETUP_TOKEN) : false
    if (!isProven) return fail({ kind: 'forbidden', message: 'The set-up token is not the right one.' })
    if (!(await isEmpty(place.db)))
      return fail({ kind: 'conflict', message: 'This instance has its owner already.' })
    const organization = {
      id: newId(),
      name: body.org_name,
      region: env.REGION,
      plan: 'enterprise' as const,
      grantsVersion: 1,
      policiesVersion: 1,
      createdAtMs: nowMs,
    }
    const user = {
      id: newId(),
      email: body.email,
      name: body.name,
      passwordHash: await hashPassword(body.password),
      passwordExpiresAtMs: null,
      emailVerifiedAtMs: nowMs,
      totpEnvelope: null,
      totpConfirmedAtMs: null,
      totpStep: null,
      createdAtMs: nowMs,
    }
    await createOrganization(place.db, organization, user)
    const doing = doingOf(context, { tenant: tenantOf(organization), subject: `user:${user.id}` })
    await audit.append(doing, {
      action: 'organization.created',
      target: organization.id,
      outcome: 'succeeded',
    })
    context.answer.status = 201
    return ok(await openSession(context, place.db, { user, role: 'owner', organization }))
  },
})

export const login = route('POST /auth/login', {
  summary: 'Sign in with e-mail and password; answers with the cookies.',
  public: beforeSignIn,
  async handle(context) {
    if (!isSameOrigin(context.request, context.url)) return fail(otherOrigin)
    const place = placeHere(context)
    const member = await checkPassword(context, place.db, context.body.email, context.body.password)
    if (!member.ok) return member
    const subject = `user:${member.value.user.id}`
    const doing = doingOf(context, { tenant: tenantOf(member.value.organization), subject })
    await audit.append(doing, { action: 'session.opened', target: subject, outcome: 'succeeded' })
    return ok(await openSession(context, place.db, member.value))
  },
})

export const refresh = route('POST /auth/refresh', {
  summary: 'Exchange the refresh cookie for new cookies; it rotates.',
  public: 'The refresh cookie is the proof; the access token may have run out.',
  async handle(context) {
    if (!isSameOrigin(context.request, context.url)) return fail(otherOrigin)
    return refreshSession(context, placeHere(context).db)
  },
})

export const logout = route('POST /auth/logout', {
  summary: 'End the session.',
  signedIn: true,
  audit: 'session.closed',
  async handle(context) {
    const { caller, place } = context
    if (caller.type !== 'user')
      return fail({ kind: 'bad_request', message: 'An API key has no session to end.' })
    await closeSession(context, place.db, caller.sessionId)
    return ok({ signed_out: true as const })
  },
})

export const me = route('GET /auth/me', {
  summary: 'Who is signed in, in which organization, with which permissions.',
  signedIn: true,
  async handle({ caller }) {
    if (caller.type === 'user') return ok({ user: sessionUserOf(caller.member) })
    return fail({ kind: 'forbidden', message: 'An API key is not a person.' })
  },
})
