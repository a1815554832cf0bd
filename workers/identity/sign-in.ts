import type { SessionUser } from '../../analytics/contract/accounts.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import {
  addFailures,
  addSession,
  failuresSince,
  type Member,
  memberByEmail,
  memberOfSession,
  revokeSession,
  rotateSession,
  sessionById,
} from '../../analytics/store/d1/identity.ts'
import type { ControlPlane } from '../../analytics/store/place.ts'
import type { Failure } from '../http/failure.ts'
import type { RouteContext } from '../http/route.ts'
import { clearCookies, cookiesOf, setCookies } from './cookies.ts'
import { decoyHash, verifyPassword } from './passwords.ts'
import { isBuiltIn, permissionsOfRole } from './roles.ts'
import { accessTokenMs, csrfToken, randomSecret, secretHash, signAccessToken } from './tokens.ts'

const sessionMs = 7 * 86_400_000
const lockWindowMs = 15 * 60_000
const failuresPerEmailMax = 5
const failuresPerAddressMax = 50
/** Two tabs may refresh at the same moment; an old token is a theft only after this. */
const rotationGraceMs = 10_000

export type SignedIn = { user: SessionUser; csrf_token: string }

/** How people see themselves. */
export const sessionUserOf = ({ user, role, organization }: Member): SessionUser => {
  const here = {
    id: organization.id,
    name: organization.name,
    region: organization.region,
    plan: organization.plan,
  }
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    role,
    role_label: role,
    permissions: isBuiltIn(role) ? [...permissionsOfRole[role]] : [],
    email_verified: user.emailVerifiedAtMs !== null,
    totp_enabled: user.totpConfirmedAtMs !== null,
    must_change_password: user.passwordExpiresAtMs !== null,
    organization: here,
    organizations: [{ ...here, role }],
  }
}

/**
 * Checks an e-mail and a password. The answer and its time do not tell whether the account exists.
 * Errors: 401; 429 after five failures of an e-mail, or fifty of an address, within 15 minutes.
 */
export async function checkPassword(
  context: RouteContext,
  db: ControlPlane,
  email: string,
  password: string,
): Promise<Result<Member, Failure>> {
  const address = context.request.headers.get('cf-connecting-ip') ?? 'unknown'
  const subjects = [`email:${email}`, `address:${address}`]
  const failures = await failuresSince(db, subjects, context.nowMs - lockWindowMs)
  const locked =
    (failures.get(`email:${email}`) ?? 0) >= failuresPerEmailMax ||
    (failures.get(`address:${address}`) ?? 0) >= failuresPerAddressMax
  if (locked) {
    const message = 'Too many failed sign-ins. Try again in 15 minutes.'
    return fail({ kind: 'rate_limited', message, retryAfterS: lockWindowMs / 1000 })
  }
  const member = await memberByEmail(db, email)
  const matches = await verifyPassword(member?.user.passwordHash ?? decoyHash, password)
  if (member !== null && matches) return ok(member)
  await addFailures(db, subjects, context.nowMs, context.nowMs - lockWindowMs)
  return fail({ kind: 'unauthenticated', message: 'The e-mail address or the password is wrong.' })
}

/** Opens a session for a member and puts its cookies on the answer. */
export async function openSession(
  context: RouteContext,
  db: ControlPlane,
  member: Member,
): Promise<SignedIn> {
  const refresh = randomSecret()
  const session = {
    id: crypto.randomUUID(),
    orgId: member.organization.id,
    userId: member.user.id,
    refreshHash: await secretHash(refresh),
    previousRefreshHash: null,
    userAgent: (context.request.headers.get('user-agent') ?? '').slice(0, 256),
    address: context.request.headers.get('cf-connecting-ip') ?? '',
    rotatedAtMs: context.nowMs,
    createdAtMs: context.nowMs,
    expiresAtMs: context.nowMs + sessionMs,
    revokedAtMs: null,
  }
  await addSession(db, session)
  return carry(context, member, session.id, refresh, sessionMs)
}

async function carry(
  context: RouteContext,
  member: Member,
  sessionId: string,
  refresh: string,
  refreshAgeMs: number,
): Promise<SignedIn> {
  const claims = { userId: member.user.id, orgId: member.organization.id, sessionId }
  const access = await signAccessToken(context.env.JWT_SIGNING_KEY, claims, context.nowMs)
  setCookies(context.answer.headers, context.url, {
    access,
    accessAgeMs: accessTokenMs,
    refresh: `${sessionId}.${refresh}`,
    refreshAgeMs,
  })
  return { user: sessionUserOf(member), csrf_token: await csrfToken(context.env.JWT_SIGNING_KEY, sessionId) }
}

/**
 * A new access token for the refresh cookie, which rotates. A token that was already used ends its session, except
 * within ten seconds of its use, when another tab has just used it; then the access token alone is renewed.
 */
export async function refreshSession(
  context: RouteContext,
  db: ControlPlane,
): Promise<Result<SignedIn, Failure>> {
  const refused = fail<Failure>({ kind: 'unauthenticated', message: 'Sign in again.' })
  const [sessionId, presented] = cookiesOf(context.request, context.url).refresh?.split('.') ?? []
  if (!sessionId || !presented) return refused
  const session = await sessionById(db, sessionId)
  if (!session || session.revokedAtMs !== null || session.expiresAtMs <= context.nowMs) return refused
  const member = await memberOfSession(db, sessionId, context.nowMs)
  if (!member) return refused
  const presentedHash = await secretHash(presented)
  const refreshAgeMs = session.expiresAtMs - context.nowMs
  const next = randomSecret()
  if (await rotateSession(db, sessionId, presentedHash, await secretHash(next), context.nowMs)) {
    return ok(await carry(context, member, sessionId, next, refreshAgeMs))
  }
  const latest = await sessionById(db, sessionId)
  const isParallel =
    latest?.previousRefreshHash === presentedHash && context.nowMs - latest.rotatedAtMs <= rotationGraceMs
  if (!isParallel) {
    await revokeSession(db, sessionId, context.nowMs)
    return refused
  }
  const claims = { userId: member.user.id, orgId: member.organization.id, sessionId }
  const access = await signAccessToken(context.env.JWT_SIGNING_KEY, claims, context.nowMs)
  setCookies(context.answer.headers, context.url, {
    access,
    accessAgeMs: accessTokenMs,
    refresh: null,
    refreshAgeMs,
  })
  return ok({
    user: sessionUserOf(member),
    csrf_token: await csrfToken(context.env.JWT_SIGNING_KEY, sessionId),
  })
}

/** Ends the session of the cookies, whatever state it is in, and takes the cookies away. */
export async function closeSession(
  context: RouteContext,
  db: ControlPlane,
  sessionId: string,
): Promise<void> {
  await revokeSession(db, sessionId, context.nowMs)
  clearCookies(context.answer.headers, context.url)
}
