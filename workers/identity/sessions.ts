import type { SessionUser } from '../../analytics/contract/accounts.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { type Member, memberOfSession, tenantOf } from '../../analytics/store/d1/identity.ts'
import { addSession, revokeSession, rotateSession, sessionById } from '../../analytics/store/d1/sessions.ts'
import type { Place } from '../../analytics/store/place.ts'
import { audit, doingOf } from '../audit.ts'
import { clientAddress } from '../http/client-address.ts'
import type { Failure } from '../http/failure.ts'
import type { RouteContext } from '../http/route.ts'
import { cookiesOf, setCookies } from './cookies.ts'
import { sessionUser } from './me.ts'
import { tellEnded } from './tell-ended.ts'
import { accessTokenMs, csrfToken, randomSecret, secretHash, signAccessToken } from './tokens.ts'

const sessionMs = 7 * 86_400_000
/** Two tabs may refresh at the same moment; an old token is a theft only after this. */
const rotationGraceMs = 10_000
const userAgentCharsMax = 256

export type SignedIn = { user: SessionUser; csrf_token: string }

/** Opens a session for a member and puts its cookies on the answer. */
export async function openSession(context: RouteContext, place: Place, member: Member): Promise<SignedIn> {
  const { request, env, nowMs } = context
  const refresh = randomSecret()
  const id = crypto.randomUUID()
  await addSession(place.db, {
    id,
    orgId: member.organization.id,
    userId: member.user.id,
    refreshHash: await secretHash(refresh),
    previousRefreshHash: null,
    userAgent: (request.headers.get('user-agent') ?? '').slice(0, userAgentCharsMax),
    address: clientAddress(request, env),
    rotatedAtMs: nowMs,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + sessionMs,
    revokedAtMs: null,
  })
  return carry(context, place, member, id, { refresh, ageMs: sessionMs })
}

/** Signs an access token and puts it on the answer, with the refresh token when there is a new one. */
async function carry(
  context: RouteContext,
  place: Place,
  member: Member,
  sessionId: string,
  { refresh, ageMs }: { refresh: string | null; ageMs: number },
): Promise<SignedIn> {
  const { env, nowMs, answer, url } = context
  const claims = { userId: member.user.id, orgId: member.organization.id, sessionId }
  setCookies(answer.headers, url, {
    access: await signAccessToken(env.JWT_SIGNING_KEY, claims, nowMs),
    accessAgeMs: accessTokenMs,
    refresh: refresh === null ? null : `${sessionId}.${refresh}`,
    refreshAgeMs: ageMs,
  })
  return {
    user: await sessionUser(place, member, nowMs),
    csrf_token: await csrfToken(env.JWT_SIGNING_KEY, sessionId),
  }
}

/**
 * A new access token for the refresh cookie, which rotates. A token that was already used ends its session and is
 * written down, except within ten seconds of its use, when another tab has just used it; then the access token alone
 * is renewed.
 */
export async function refreshSession(
  context: RouteContext,
  place: Place,
): Promise<Result<SignedIn, Failure>> {
  const { request, url, nowMs } = context
  const { db } = place
  const refused = fail<Failure>({ kind: 'unauthenticated', message: 'Sign in again.' })
  const [sessionId, presented] = cookiesOf(request, url).refresh?.split('.') ?? []
  if (!sessionId || !presented) return refused
  const session = await sessionById(db, sessionId)
  if (!session || session.revokedAtMs !== null || session.expiresAtMs <= nowMs) return refused
  const member = await memberOfSession(db, sessionId, nowMs)
  if (!member) return refused
  const presentedHash = await secretHash(presented)
  const ageMs = session.expiresAtMs - nowMs
  const next = randomSecret()
  if (await rotateSession(db, sessionId, presentedHash, await secretHash(next), nowMs)) {
    return ok(await carry(context, place, member, sessionId, { refresh: next, ageMs }))
  }
  const latest = await sessionById(db, sessionId)
  const isParallel =
    latest?.revokedAtMs === null &&
    latest.previousRefreshHash === presentedHash &&
    nowMs - latest.rotatedAtMs <= rotationGraceMs
  if (isParallel) return ok(await carry(context, place, member, sessionId, { refresh: null, ageMs }))
  const ended = await revokeSession(db, member.user.id, sessionId, nowMs)
  if (ended.length > 0) {
    const subject = `user:${member.user.id}`
    const doing = doingOf(context, { tenant: tenantOf(member.organization), subject })
    await audit.append(doing, { action: 'refresh_token.reused', target: subject, outcome: 'denied' })
    await tellEnded(doing, ended)
  }
  return refused
}
