import { SignJWT } from 'jose'
import { z } from 'zod'
import { type Permission, permission } from '../../analytics/contract/permissions.ts'
import { algorithm, signingKeys, type TokenUse, verifiedPayload } from './signing-keys.ts'

const use: TokenUse = { issuer: 'aegisflow', audience: 'aegisflow-api', type: 'client+jwt' }
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
    .setProtectedHeader({ alg: algorithm, typ: use.type, kid: keys.activeId })
    .setIssuer(use.issuer)
    .setAudience(use.audience)
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

/** The claims of a client's token that is good; else null. */
export async function verifyClientToken(
  signingKey: string,
  token: string,
  nowMs: number,
): Promise<ClientClaims | null> {
  const { data: claims } = claimsShape.safeParse(await verifiedPayload(signingKey, token, use, nowMs))
  if (claims === undefined) return null
  const { sub, orgId, scope, mark, exp } = claims
  const scopes = scope.split(' ').flatMap((name) => permission.safeParse(name).data ?? [])
  return { keyId: sub, orgId, scopes, secretMark: mark, expiresAtMs: exp * 1000 }
}
