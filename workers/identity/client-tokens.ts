import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { type Permission, permission } from '../../analytics/contract/permissions.ts'
import { algorithm, ours, signingKeys } from './signing-keys.ts'

const issuer = 'aegisflow'
const audience = 'aegisflow-api'
/** Another type than a person's token, so that neither is ever taken for the other. */
const type = 'client+jwt'
const tokenCharsMax = 8192
export const clientTokenMs = 60 * 60_000

/**
 * Claims of a token that an API key was exchanged for. `secretMark` says by which secret, so that it dies with it.
 * Units: `expiresAtMs` epoch milliseconds.
 */
export type ClientClaims = {
  keyId: string
  orgId: string
  scopes: readonly Permission[]
  secretMark: string
  expiresAtMs: number
}

/** What a token remembers of the secret's hash. */
export const markOf = (secretHash: string): string => secretHash.slice(0, 16)

/** A signed token for 60 minutes. */
export async function signClientToken(
  signingKey: string,
  claims: Omit<ClientClaims, 'expiresAtMs'>,
  id: string,
  nowMs: number,
): Promise<string> {
  const keys = await signingKeys(signingKey)
  const { keyId, orgId, scopes, secretMark } = claims
  return new SignJWT({ client_id: keyId, orgId, scope: scopes.join(' '), mark: secretMark })
    .setProtectedHeader({ alg: algorithm, typ: type, kid: keys.activeId })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(keyId)
    .setJti(id)
    .setIssuedAt(Math.floor(nowMs / 1000))
    .setExpirationTime(Math.floor((nowMs + clientTokenMs) / 1000))
    .sign(keys.sign)
}

const claimsShape = z.object({
  sub: z.string(),
  orgId: z.string(),
  scope: z.string(),
  mark: z.string(),
  exp: z.number(),
})

/** The claims of a token that we signed for this use and that has not run out; else null. Source: RFC 8725, RFC 9068. */
export async function verifyClientToken(
  signingKey: string,
  token: string,
  nowMs: number,
): Promise<ClientClaims | null> {
  if (token.length > tokenCharsMax) return null
  const keys = await signingKeys(signingKey)
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => ours(keys.verifying(kid ?? '')), {
      algorithms: [algorithm],
      issuer,
      audience,
      typ: type,
      currentDate: new Date(nowMs),
    })
    const { sub, orgId, scope, mark, exp } = claimsShape.parse(payload)
    const scopes = scope.split(' ').flatMap((name) => permission.safeParse(name).data ?? [])
    return { keyId: sub, orgId, scopes, secretMark: mark, expiresAtMs: exp * 1000 }
  } catch {
    return null
  }
}
