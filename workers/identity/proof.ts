import { decodeProtectedHeader } from 'jose'
import type { ApiKey } from '../../analytics/store/d1/api-keys.ts'
import { type ClientClaims, markOf, verifyClientToken } from './client-tokens.ts'
import { type AccessClaims, secretHash, verifyAccessToken } from './tokens.ts'

/** What a request shows of who it is; a signature is checked, but nobody was looked up yet. */
export type Proof =
  | { type: 'secret'; keyId: string; hash: string }
  | { type: 'client'; keyId: string; claims: ClientClaims }
  | { type: 'session'; claims: AccessClaims }

export type KeyProof = Exclude<Proof, { type: 'session' }>

const keyShape = /^afk_([A-Za-z0-9]{8,32})_([A-Za-z0-9_-]{20,128})$/

/** Whether a token is, or wants to be, an API key: something that can be guessed. */
export const isKeyLike = (token: string): boolean => token.startsWith('afk_')

/** The proof in an API key or in one of our tokens; null when it is neither. */
export async function proofOf(token: string, signingKey: string, nowMs: number): Promise<Proof | null> {
  if (isKeyLike(token)) {
    const [, keyId, secret] = keyShape.exec(token) ?? []
    if (keyId === undefined || secret === undefined) return null
    return { type: 'secret', keyId, hash: await secretHash(secret) }
  }
  if (typeOf(token) === 'client+jwt') {
    const claims = await verifyClientToken(signingKey, token, nowMs)
    return claims && { type: 'client', keyId: claims.keyId, claims }
  }
  const claims = await verifyAccessToken(signingKey, token, nowMs)
  return claims && { type: 'session', claims }
}

/** What a token says it is: only to choose who checks it, and whoever does checks this too. */
function typeOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).typ
  } catch {
    return undefined
  }
}

/** Whether a proof is of this key: its secret, the one before it while that is good, or a token made with either. */
export function isOfKey(proof: KeyProof, key: ApiKey, nowMs: number): boolean {
  const previous = (key.previousUntilMs ?? 0) > nowMs ? key.previousSecretHash : null
  const hashes = [key.secretHash, ...(previous === null ? [] : [previous])]
  return proof.type === 'secret'
    ? hashes.map((hash) => sameHash(hash, proof.hash)).includes(true)
    : key.orgId === proof.claims.orgId && hashes.map(markOf).includes(proof.claims.secretMark)
}

/** Equality of two hashes of the same length in a time that tells nothing of where they differ. */
function sameHash(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let index = 0; index < a.length; index += 1) difference |= a.charCodeAt(index) ^ b.charCodeAt(index)
  return difference === 0
}
