import { fail, ok, type Result } from '../../analytics/result.ts'
import { apiKeyById, type Member, memberOfSession, tenantOf } from '../../analytics/store/d1/identity.ts'
import { placeOf } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { Env } from '../environment.ts'
import type { Failure } from '../http/failure.ts'
import type { Access } from './access.ts'
import { cookiesOf } from './cookies.ts'
import { accessOfKey, accessOfMember } from './load-access.ts'
import { csrfToken, sameSecret, secretHash, verifyAccessToken } from './tokens.ts'

/** Who calls. Units: `expiresAtMs` is when the proof runs out. */
export type Caller = {
  tenant: Tenant
  access: Access
  expiresAtMs: number
} & ({ type: 'user'; member: Member; sessionId: string } | { type: 'api_key'; keyId: string })

type Calling = { request: Request; url: URL; env: Env; nowMs: number }

const keyShape = /^afk_([A-Za-z0-9]{8,32})_([A-Za-z0-9_-]{20,128})$/
const endless = 8_640_000_000_000_000
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** How an audit entry names a caller. */
export const subjectOf = (caller: Caller): string =>
  caller.type === 'user' ? `user:${caller.member.user.id}` : `api_key:${caller.keyId}`

/** Who sends a request, by `Authorization: Bearer` or by cookie. Errors: 401; 403 for a write without CSRF token. */
export async function authenticate(calling: Calling): Promise<Result<Caller, Failure>> {
  const authorization = calling.request.headers.get('authorization')
  if (authorization !== null) {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
    return token === undefined ? refused() : authenticateToken(token, calling)
  }
  const { access } = cookiesOf(calling.request, calling.url)
  if (access === null) return refused()
  const caller = await authenticateToken(access, calling)
  if (!caller.ok || caller.value.type !== 'user') return caller.ok ? refused() : caller
  if (safeMethods.has(calling.request.method)) return caller
  const guarded = await checkCsrf(calling, caller.value.sessionId)
  return guarded.ok ? caller : guarded
}

/** Who holds an API key or an access token. */
export async function authenticateToken(token: string, calling: Calling): Promise<Result<Caller, Failure>> {
  return token.startsWith('afk_') ? byApiKey(token, calling) : byAccessToken(token, calling)
}

async function byApiKey(token: string, { env, nowMs }: Calling): Promise<Result<Caller, Failure>> {
  const [, id, secret] = keyShape.exec(token) ?? []
  if (id === undefined || secret === undefined) return refused()
  const place = placeOf(env, env.REGION)
  const found = await apiKeyById(place.db, id)
  if (!found || !(await sameSecret(await secretHash(secret), found.key.secretHash))) return refused()
  const expiresAtMs = found.key.expiresAtMs ?? endless
  if (found.key.revokedAtMs !== null || expiresAtMs <= nowMs) return refused()
  const tenant = tenantOf(found.organization)
  return ok({
    type: 'api_key',
    keyId: id,
    tenant,
    access: await accessOfKey(tenant, place, found.key),
    expiresAtMs,
  })
}

async function byAccessToken(token: string, { env, nowMs }: Calling): Promise<Result<Caller, Failure>> {
  const claims = await verifyAccessToken(env.JWT_SIGNING_KEY, token, nowMs)
  if (claims === null) return refused()
  const place = placeOf(env, env.REGION)
  const member = await memberOfSession(place.db, claims.sessionId, nowMs)
  if (member === null || member.user.id !== claims.userId || member.organization.id !== claims.orgId)
    return refused()
  const tenant = tenantOf(member.organization)
  return ok({
    type: 'user',
    member,
    sessionId: claims.sessionId,
    tenant,
    access: await accessOfMember(tenant, place, { userId: member.user.id, role: member.role }),
    expiresAtMs: claims.expiresAtMs,
  })
}

async function checkCsrf({ request, url, env }: Calling, sessionId: string): Promise<Result<null, Failure>> {
  if (!isSameOrigin(request, url))
    return fail({ kind: 'forbidden', message: 'The request comes from another origin.' })
  const shown = request.headers.get('x-csrf-token') ?? ''
  const expected = await csrfToken(env.JWT_SIGNING_KEY, sessionId)
  return (await sameSecret(shown, expected))
    ? ok(null)
    : fail({
        kind: 'forbidden',
        message: 'The X-CSRF-Token header is missing or does not belong to this session.',
      })
}

/** Whether a browser says that a request comes from our own pages, or no browser sent it. */
export function isSameOrigin(request: Request, url: URL): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin' || site === 'none'
  const origin = request.headers.get('origin')
  return origin === null || origin === url.origin
}

function refused(): Result<never, Failure> {
  return fail({ kind: 'unauthenticated', message: 'Sign in or send a valid API key.' })
}
