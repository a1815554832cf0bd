import { errors, importJWK, type JWTPayload, jwtVerify } from 'jose'
import { z } from 'zod'

/** The one algorithm of our tokens; never taken from a token. */
export const algorithm = 'EdDSA'

/** The keys of this instance: one signs, each of them verifies what it once signed. */
export type SigningKeys = {
  activeId: string
  sign: CryptoKey
  /** The public half of a key by its id; undefined for a key that is not, or no longer, ours. */
  verifying(kid: string): CryptoKey | undefined
  /** Keys of the CSRF tokens, the active one first. */
  csrf: readonly CryptoKey[]
}

const privateJwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
  kid: z.string().min(1),
})
const ringShape = z.union([
  z.object({ active: z.string(), keys: z.array(privateJwk).min(1) }),
  privateJwk.transform((jwk) => ({ active: jwk.kid, keys: [jwk] })),
])

const known = new Map<string, SigningKeys>()

/**
 * The keys of the secret `JWT_SIGNING_KEY`.
 *
 * Shape: a private Ed25519 JWK with a `kid`, or `{"active": kid, "keys": [JWK, ...]}`. To rotate, add a key, make it
 * active, and take the old one out after 15 minutes, when the last token that it signed has run out.
 * Errors: throws for anything else; the message holds no key.
 */
export async function signingKeys(secret: string): Promise<SigningKeys> {
  let keys = known.get(secret)
  if (keys === undefined) {
    keys = await imported(secret)
    known.set(secret, keys)
  }
  return keys
}

async function imported(secret: string): Promise<SigningKeys> {
  const { active, keys } = read(secret)
  const signing = keys.find(({ kid }) => kid === active)
  if (signing === undefined || new Set(keys.map(({ kid }) => kid)).size !== keys.length) {
    throw new Error('JWT_SIGNING_KEY names an active key that it does not hold, or two keys alike')
  }
  const verifying = new Map<string, CryptoKey>()
  for (const { d: _secret, ...publicHalf } of keys) {
    verifying.set(publicHalf.kid, (await importJWK(publicHalf, algorithm)) as CryptoKey)
  }
  const others = keys.filter((key) => key !== signing)
  return {
    activeId: active,
    sign: (await importJWK(signing, algorithm)) as CryptoKey,
    verifying: (kid) => verifying.get(kid),
    csrf: await Promise.all([signing, ...others].map(({ d }) => csrfKey(d))),
  }
}

function read(secret: string): z.output<typeof ringShape> {
  try {
    return ringShape.parse(JSON.parse(secret))
  } catch {
    throw new Error('JWT_SIGNING_KEY is neither a private Ed25519 JWK with a kid nor a ring of them')
  }
}

async function csrfKey(d: string): Promise<CryptoKey> {
  const text = new TextEncoder()
  const seed = await crypto.subtle.importKey('raw', text.encode(d), 'HKDF', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: text.encode('aegisflow/csrf/v1') },
    seed,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign'],
  )
}

/** What a token is for. Each use has a type and an audience of its own, so that no token is ever taken for another. */
export type TokenUse = { issuer: string; audience: string; type: string }

const tokenCharsMax = 8192

/**
 * The payload of a token that we signed for this use and that has not run out; else null. The key is looked up in our
 * own ring alone, whatever a token brings with it. Source: RFC 8725, RFC 9068.
 */
export async function verifiedPayload(
  secret: string,
  token: string,
  { issuer, audience, type }: TokenUse,
  nowMs: number,
): Promise<JWTPayload | null> {
  if (token.length > tokenCharsMax) return null
  const keys = await signingKeys(secret)
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => ours(keys.verifying(kid ?? '')), {
      algorithms: [algorithm],
      issuer,
      audience,
      typ: type,
      currentDate: new Date(nowMs),
    })
    return payload
  } catch {
    return null
  }
}

/** A key that must be ours. Errors: throws JWKSNoMatchingKey, which makes a verification fail. */
function ours(key: CryptoKey | undefined): CryptoKey {
  if (key === undefined) throw new errors.JWKSNoMatchingKey()
  return key
}
