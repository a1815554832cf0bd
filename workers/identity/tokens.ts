import { importJWK, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'

const issuer = 'aegisflow'
const audience = 'aegisflow-console'
const type = 'at+jwt'
const algorithm = 'EdDSA'
export const accessTokenMs = 15 * 60_000

/** Claims of an access token: a person, their organization and the session that it belongs to. */
export type AccessClaims = { userId: string; orgId: string; sessionId: string; expiresAtMs: number }

const privateJwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
  kid: z.string(),
})

type Keys = { kid: string; sign: CryptoKey; verify: CryptoKey; csrf: CryptoKey }
const rings = new Map<string, Keys>()

/** Keys of the secret `JWT_SIGNING_KEY`, a private Ed25519 JWK with a `kid`. */
async function keysOf(secret: string): Promise<Keys> {
  const known = rings.get(secret)
  if (known) return known
  const keys = await importKeys(secret)
  rings.set(secret, keys)
  return keys
}

async function importKeys(secret: string): Promise<Keys> {
  const jwk = privateJwk.parse(JSON.parse(secret))
  const { d, ...pub } = jwk
  const seed = await crypto.subtle.importKey('raw', new TextEncoder().encode(d), 'HKDF', false, ['deriveKey'])
  const csrf = await crypto.subtle.deriveKey(
    {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: new Uint8Array(),
      info: new TextEncoder().encode('aegisflow/csrf/v1'),
    },
    seed,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign'],
  )
  return {
    kid: jwk.kid,
    sign: (await importJWK(jwk, algorithm)) as CryptoKey,
    verify: (await importJWK(pub, algorithm)) as CryptoKey,
    csrf,
  }
}

/** A signed access token for 15 minutes. */
export async function signAccessToken(
  secret: string,
  claims: Omit<AccessClaims, 'expiresAtMs'>,
  nowMs: number,
): Promise<string> {
  const keys = await keysOf(secret)
  return new SignJWT({ org: claims.orgId, sid: claims.sessionId })
    .setProtectedHeader({ alg: algorithm, typ: type, kid: keys.kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(claims.userId)
    .setIssuedAt(Math.floor(nowMs / 1000))
    .setExpirationTime(Math.floor((nowMs + accessTokenMs) / 1000))
    .sign(keys.sign)
}

const claimsShape = z.object({ sub: z.string(), org: z.string(), sid: z.string(), exp: z.number() })

/** The claims of a token that we signed for this use and that has not run out; else null. Source: RFC 8725. */
export async function verifyAccessToken(
  secret: string,
  token: string,
  nowMs: number,
): Promise<AccessClaims | null> {
  const keys = await keysOf(secret)
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys.verify, {
      algorithms: [algorithm],
      issuer,
      audience,
      typ: type,
      currentDate: new Date(nowMs),
    })
    if (protectedHeader.kid !== keys.kid) return null
    const claims = claimsShape.parse(payload)
    return { userId: claims.sub, orgId: claims.org, sessionId: claims.sid, expiresAtMs: claims.exp * 1000 }
  } catch {
    return null
  }
}

/** The token that a browser must show with every write: bound to its session, useless with any other. */
export async function csrfToken(secret: string, sessionId: string): Promise<string> {
  const keys = await keysOf(secret)
  const mac = await crypto.subtle.sign('HMAC', keys.csrf, new TextEncoder().encode(sessionId))
  return base64url(new Uint8Array(mac))
}

/** A new random secret. Units: 256 bits as base64url. */
export function randomSecret(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)))
}

/** SHA-256 of a random secret as base64url: enough for secrets that nobody can guess. */
export async function secretHash(secret: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret))))
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
