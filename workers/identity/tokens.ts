import { SignJWT } from 'jose'
import { z } from 'zod'
import { algorithm, signingKeys, type TokenUse, verifiedPayload } from './signing-keys.ts'

const use: TokenUse = { issuer: 'aegisflow', audience: 'aegisflow-console', type: 'at+jwt' }
export const accessTokenMs = 15 * 60_000
const utf8 = new TextEncoder()

/** Claims of an access token: a person, their organization and the session that it belongs to. */
export type AccessClaims = { userId: string; orgId: string; sessionId: string; expiresAtMs: number }

/** A signed access token for 15 minutes. */
export async function signAccessToken(
  secret: string,
  claims: Omit<AccessClaims, 'expiresAtMs'>,
  nowMs: number,
): Promise<string> {
  const keys = await signingKeys(secret)
  return new SignJWT({ org: claims.orgId, sid: claims.sessionId })
    .setProtectedHeader({ alg: algorithm, typ: use.type, kid: keys.activeId })
    .setIssuer(use.issuer)
    .setAudience(use.audience)
    .setSubject(claims.userId)
    .setIssuedAt(Math.floor(nowMs / 1000))
    .setExpirationTime(Math.floor((nowMs + accessTokenMs) / 1000))
    .sign(keys.sign)
}

const claimsShape = z.object({ sub: z.string(), org: z.string(), sid: z.string(), exp: z.number() })

/** The claims of an access token that is good; else null. */
export async function verifyAccessToken(
  secret: string,
  token: string,
  nowMs: number,
): Promise<AccessClaims | null> {
  const { data: claims } = claimsShape.safeParse(await verifiedPayload(secret, token, use, nowMs))
  if (claims === undefined) return null
  return { userId: claims.sub, orgId: claims.org, sessionId: claims.sid, expiresAtMs: claims.exp * 1000 }
}

/** The token that a browser must show with every write: bound to its session, useless with any other. */
export async function csrfToken(secret: string, sessionId: string): Promise<string> {
  const [active] = await csrfTokens(secret, sessionId)
  return active ?? ''
}

/** Whether a text is the CSRF token of a session, under any key that is still in the ring. */
export async function isCsrfToken(secret: string, sessionId: string, shown: string): Promise<boolean> {
  let isOne = false
  for (const expected of await csrfTokens(secret, sessionId)) {
    if (await sameSecret(shown, expected)) isOne = true
  }
  return isOne
}

async function csrfTokens(secret: string, sessionId: string): Promise<string[]> {
  const { csrf } = await signingKeys(secret)
  const bytes = utf8.encode(sessionId)
  return Promise.all(
    csrf.map(async (key) => base64url(new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes)))),
  )
}

/** A new random secret. Units: 256 bits as base64url. */
export function randomSecret(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)))
}

/** SHA-256 of a random secret as base64url: enough for secrets that nobody can guess. */
export async function secretHash(secret: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8.encode(secret))))
}

/** Equality of two texts in a time that tells nothing of where they differ. */
export async function sameSecret(a: string, b: string): Promise<boolean> {
  const [left, right] = await Promise.all([secretHash(a), secretHash(b)])
  let difference = 0
  for (let index = 0; index < left.length; index += 1) {
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index)
  }
  return difference === 0
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
