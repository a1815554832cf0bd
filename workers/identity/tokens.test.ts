import { base64url, decodeProtectedHeader, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  accessTokenMs,
  csrfToken,
  isCsrfToken,
  randomSecret,
  sameSecret,
  secretHash,
  signAccessToken,
  verifyAccessToken,
} from './tokens.ts'

const nowMs = Date.parse('2026-11-20T12:00:00Z')
const claims = { userId: 'user_1', orgId: 'org_1', sessionId: 'session_1' }

async function newKey(kid: string): Promise<string> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  return JSON.stringify({ ...(await exportJWK(privateKey)), kid })
}

let key = ''
let otherKey = ''
beforeAll(async () => {
  key = await newKey('k1')
  otherKey = await newKey('k1')
})

type Forged = {
  typ?: string
  kid?: string
  iss?: string
  aud?: string
  exp?: number | null
  claims?: Record<string, unknown>
}

/** A token of our own key that differs from ours in one thing. */
async function forged(change: Forged = {}): Promise<string> {
  const {
    typ = 'at+jwt',
    kid = 'k1',
    iss = 'aegisflow',
    aud = 'aegisflow-console',
    exp = nowMs / 1000 + 900,
  } = change
  const token = new SignJWT({ org: 'org_1', sid: 'session_1', sub: 'user_1', ...change.claims })
    .setProtectedHeader({ alg: 'EdDSA', typ, kid })
    .setIssuer(iss)
    .setAudience(aud)
  if (exp !== null) token.setExpirationTime(exp)
  return token.sign(await importJWK(JSON.parse(key), 'EdDSA'))
}

const verified = (token: string, atMs = nowMs) => verifyAccessToken(key, token, atMs)

describe('an access token', () => {
  it('gives back whose it is for 15 minutes, and nothing afterwards', async () => {
    const token = await signAccessToken(key, claims, nowMs)
    expect(await verified(token)).toEqual({ ...claims, expiresAtMs: nowMs + accessTokenMs })
    expect(await verified(token, nowMs + accessTokenMs - 1000)).not.toBeNull()
    expect(await verified(token, nowMs + accessTokenMs)).toBeNull()
  })

  it('is taken as this test forges it, so that only the difference is refused below', async () => {
    expect(await verified(await forged())).toMatchObject(claims)
  })

  it.each<[string, Forged]>([
    ['of another type', { typ: 'JWT' }],
    ['of a key that is not in use', { kid: 'k0' }],
    ['of another issuer', { iss: 'evil' }],
    ['for another audience', { aud: 'aegisflow-api' }],
    ['that ran out', { exp: nowMs / 1000 - 1 }],
    ['that never runs out', { exp: null }],
    ['without a session', { claims: { sid: undefined } }],
    ['without an organization', { claims: { org: undefined } }],
    ['with a claim of another type', { claims: { org: 7 } }],
  ])('%s is refused', async (_, change) => {
    expect(await verified(await forged(change))).toBeNull()
  })

  it('is refused when someone else signed it, also under the same key id', async () => {
    expect(await verified(await signAccessToken(otherKey, claims, nowMs))).toBeNull()
  })

  it('is refused without a signature, or with one of another algorithm made of the public key', async () => {
    const [, payload = '', signature = ''] = (await signAccessToken(key, claims, nowMs)).split('.')
    const header = (alg: string) => base64url.encode(JSON.stringify({ alg, typ: 'at+jwt', kid: 'k1' }))
    expect(await verified(`${header('none')}.${payload}.`)).toBeNull()
    expect(await verified(`${header('none')}.${payload}.${signature}`)).toBeNull()
    const publicKey = base64url.decode((JSON.parse(key) as { x: string }).x)
    const swapped = await new SignJWT({ org: 'org_1', sid: 's', sub: 'user_1' })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'k1' })
      .setIssuer('aegisflow')
      .setAudience('aegisflow-console')
      .setExpirationTime(nowMs / 1000 + 900)
      .sign(publicKey)
    expect(await verified(swapped)).toBeNull()
  })

  it('is refused when the claims of another are put in its place', async () => {
    const [header, , signature] = (await signAccessToken(key, claims, nowMs)).split('.')
    const [, payload] = (await signAccessToken(key, { ...claims, orgId: 'org_2' }, nowMs)).split('.')
    expect(await verified(`${header}.${payload}.${signature}`)).toBeNull()
  })

  it.each(['', 'a', 'a.b.c', '..', 'afk_12345678_x'])('%j is none', async (text) => {
    expect(await verified(text)).toBeNull()
  })
})

describe('a ring of signing keys', () => {
  const jwk = (text: string, kid: string) => ({ ...(JSON.parse(text) as object), kid })
  const ring = (active: string, ...keys: object[]) => JSON.stringify({ active, keys })

  it('signs with the active key and still knows what the others signed', async () => {
    const before = await signAccessToken(key, claims, nowMs)
    const rotated = ring('k2', jwk(otherKey, 'k2'), jwk(key, 'k1'))
    expect(await verifyAccessToken(rotated, before, nowMs)).toMatchObject(claims)
    const after = await signAccessToken(rotated, claims, nowMs)
    expect(decodeProtectedHeader(after).kid).toBe('k2')
    expect(await verifyAccessToken(rotated, after, nowMs)).toMatchObject(claims)
    expect(await verifyAccessToken(key, after, nowMs)).toBeNull()
  })

  it('refuses what a key signed that was taken out', async () => {
    const before = await signAccessToken(key, claims, nowMs)
    expect(await verifyAccessToken(ring('k2', jwk(otherKey, 'k2')), before, nowMs)).toBeNull()
    expect(await verifyAccessToken(ring('k1', jwk(otherKey, 'k1')), before, nowMs)).toBeNull()
  })

  it('refuses a token whose key id names another key of the ring', async () => {
    const both = ring('k2', jwk(otherKey, 'k2'), jwk(key, 'k1'))
    expect(await verifyAccessToken(both, await forged({ kid: 'k2' }), nowMs)).toBeNull()
    expect(await verifyAccessToken(both, await forged({ kid: 'k1' }), nowMs)).toMatchObject(claims)
  })

  it('keeps a page’s CSRF token good while its key is in the ring', async () => {
    const shown = await csrfToken(key, 'session_1')
    const rotated = ring('k2', jwk(otherKey, 'k2'), jwk(key, 'k1'))
    expect(await isCsrfToken(rotated, 'session_1', shown)).toBe(true)
    expect(await isCsrfToken(rotated, 'session_2', shown)).toBe(false)
    expect(await isCsrfToken(ring('k2', jwk(otherKey, 'k2')), 'session_1', shown)).toBe(false)
  })

  it.each([
    ['', 'neither'],
    ['{}', 'neither'],
    ['{"active":"k1","keys":[]}', 'neither'],
  ])('%j is none', async (text, message) => {
    await expect(signAccessToken(text, claims, nowMs)).rejects.toThrow(message)
  })

  it('has one key for each id, the active one among them', async () => {
    await expect(signAccessToken(ring('k3', jwk(key, 'k1')), claims, nowMs)).rejects.toThrow('active key')
    await expect(
      signAccessToken(ring('k1', jwk(key, 'k1'), jwk(otherKey, 'k1')), claims, nowMs),
    ).rejects.toThrow('two keys alike')
  })
})

describe('the CSRF token', () => {
  it('is the same for a session, and another for every other session and key', async () => {
    const token = await csrfToken(key, 'session_1')
    expect(await csrfToken(key, 'session_1')).toBe(token)
    expect(await csrfToken(key, 'session_2')).not.toBe(token)
    expect(await csrfToken(otherKey, 'session_1')).not.toBe(token)
  })
})

describe('secrets', () => {
  it('are 256 random bits that fit into an address', () => {
    expect(randomSecret()).toMatch(/^[\w-]{43}$/)
    expect(randomSecret()).not.toBe(randomSecret())
  })

  it('are hashed by SHA-256', async () => {
    expect(await secretHash('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0')
  })

  it('are the same only when every character is', async () => {
    expect(await sameSecret('abc', 'abc')).toBe(true)
    for (const other of ['abd', 'ab', 'abcd', 'ABC', '']) expect(await sameSecret('abc', other)).toBe(false)
  })
})
