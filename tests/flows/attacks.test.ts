import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type TestStack, testStack } from '../support/stack.ts'
import { newestMail, passwordIn, tokenIn, type Visitor, visitor } from '../support/visitor.ts'

const password = 'violin harbour 7 moss'
const another = 'kettle orbit linen 92'

let stack: TestStack
/** Two organizations that have nothing to do with each other. */
let ann: Visitor
let bob: Visitor

beforeAll(async () => {
  const first = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const second = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  active = { ...(await exportJWK(first.privateKey)), kid: 'k2' } as Jwk
  retired = { ...(await exportJWK(second.privateKey)), kid: 'k1' } as Jwk
  stack = await testStack({ vars: { JWT_SIGNING_KEY: JSON.stringify({ active: 'k2', keys: [active] }) } })
  ann = visitor(stack)
  bob = visitor(stack)
  await ann.register('ann@attack.example', password, { org_name: 'Orchard Works' })
  await bob.register('bob@attack.example', password, { org_name: 'Foundry North' })
})
afterAll(() => stack.end())

type Jwk = { kid: string; x: string; d: string; kty: string; crv: string }
let active: Jwk
let retired: Jwk

const accessOf = (who: Visitor): string => who.cookies.get('access') ?? ''
const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

type Change = {
  header?: Record<string, unknown>
  claims?: Record<string, unknown>
  key?: Jwk
}

/** Ann's own access token, signed again by our own key with one thing changed. */
async function forged({ header = {}, claims = {}, key = active }: Change = {}): Promise<string> {
  const token = new SignJWT({ ...claimsOf(accessOf(ann)), ...claims })
  token.setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'k2', ...header })
  const signer = await importJWK(key as unknown as Record<string, string>, 'EdDSA')
  return token.sign(signer, { crit: { 'x-ours': true } })
}

const me = (token: string): Promise<Answer> => stack.call('GET', '/auth/me', { key: token })

describe('an access token', () => {
  it('is taken as this test forges it, so that only the difference is refused below', async () => {
    expect((await me(await forged())).status).toBe(200)
    expect((await me(accessOf(ann))).status).toBe(200)
  })

  const attacks: [string, () => Promise<string> | string][] = [
    [
      'that says alg:none',
      () => `${encoded({ alg: 'none', typ: 'at+jwt', kid: 'k2' })}.${accessOf(ann).split('.')[1]}.`,
    ],
    [
      'that says alg:none and keeps the signature',
      () => {
        const [, body, signature] = accessOf(ann).split('.')
        return `${encoded({ alg: 'none', typ: 'at+jwt', kid: 'k2' })}.${body}.${signature}`
      },
    ],
    [
      'signed by HMAC with the public key',
      async () =>
        new SignJWT(claimsOf(accessOf(ann)))
          .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'k2' })
          .sign(Buffer.from(active.x, 'base64url')),
    ],
    ['for another audience', () => forged({ claims: { aud: 'aegisflow-api' } })],
    ['of another issuer', () => forged({ claims: { iss: 'https://evil.example' } })],
    ['of another type', () => forged({ header: { typ: 'JWT' } })],
    ['that ran out', () => forged({ claims: { exp: Math.floor(Date.now() / 1000) - 1 } })],
    ['that never runs out', () => forged({ claims: { exp: undefined } })],
    ['that is not valid yet', () => forged({ claims: { nbf: Math.floor(Date.now() / 1000) + 600 } })],
    ['with a swapped key id', () => forged({ header: { kid: 'k1' } })],
    ['with a key id that is a path', () => forged({ header: { kid: '../../etc/passwd' } })],
    ['with a key id that is SQL', () => forged({ header: { kid: "k2' OR '1'='1" } })],
    ['without a key id', () => forged({ header: { kid: undefined } })],
    [
      'that brings its own key',
      () => {
        const { d: _d, ...jwk } = retired
        return forged({ key: retired, header: { jwk } })
      },
    ],
    [
      'that names where its key is',
      () => forged({ key: retired, header: { jku: 'https://evil.example/k' } }),
    ],
    ['signed with a key that was taken out', () => forged({ key: retired, header: { kid: 'k1' } })],
    ['signed with a key that was taken out under the id of ours', () => forged({ key: retired })],
    ['with a header that must be understood', () => forged({ header: { crit: ['x-ours'], 'x-ours': 1 } })],
    ['for another organization', () => forged({ claims: { org: claimsOf(accessOf(bob)).org } })],
    ['for another person', () => forged({ claims: { sub: claimsOf(accessOf(bob)).sub } })],
    ['for a session of somebody else', () => forged({ claims: { sid: claimsOf(accessOf(bob)).sid } })],
    ['for a session that there never was', () => forged({ claims: { sid: "x' OR 1=1 --" } })],
    ['of 20,000 characters', () => forged({ claims: { padding: 'x'.repeat(20_000) } })],
  ]
  it.each(attacks)('%s is refused', async (_, attack) => {
    const answer = await me(await attack())
    expect([answer.status, (answer.body.error as { code: string }).code]).toEqual([401, 'unauthenticated'])
  })

  it('of another tenant opens nothing there by any id', async () => {
    const { body } = await bob.call('GET', '/api/v1/auth/sessions')
    const [session] = body.items as { id: string }[]
    expect((await ann.call('DELETE', `/api/v1/auth/sessions/${session?.id}`)).status).toBe(404)
    const org = claimsOf(accessOf(bob)).org
    expect((await ann.call('POST', '/api/v1/auth/organization', { org_id: org })).status).toBe(404)
    expect((await bob.call('GET', '/auth/me')).status).toBe(200)
  })
})

describe('a write by cookie', () => {
  const write = (headers: Record<string, string>) =>
    stack.call('POST', '/api/v1/auth/sessions/end-others', {
      key: null,
      headers: { cookie: [...ann.cookies].map((pair) => pair.join('=')).join('; '), ...headers },
    })

  it.each<[string, () => Record<string, string>]>([
    ['without a CSRF token', () => ({})],
    ['with an empty one', () => ({ 'x-csrf-token': '' })],
    ['with one of another session', () => ({ 'x-csrf-token': bob.csrf })],
    ['with one that is cut', () => ({ 'x-csrf-token': ann.csrf.slice(0, -1) })],
    ['from another origin', () => ({ 'x-csrf-token': ann.csrf, origin: 'https://evil.example' })],
    ['from a page in no origin', () => ({ 'x-csrf-token': ann.csrf, origin: 'null' })],
    ['from another site', () => ({ 'x-csrf-token': ann.csrf, 'sec-fetch-site': 'cross-site' })],
    ['from a sister site', () => ({ 'x-csrf-token': ann.csrf, 'sec-fetch-site': 'same-site' })],
  ])('%s is refused', async (_, headers) => expect((await write(headers())).status).toBe(403))

  it('with the token of its session goes through', async () => {
    expect((await write({ 'x-csrf-token': ann.csrf })).status).toBe(200)
  })

  it.each([
    ['/auth/login', { email: 'ann@attack.example', password }],
    ['/auth/register', { email: 'x@attack.example', password, name: 'X', org_name: 'Xylo' }],
    ['/auth/refresh', {}],
    ['/auth/password/reset', { email: 'ann@attack.example' }],
    ['/auth/password/reset/confirm', { token: 'x'.repeat(43), new_password: another }],
    ['/auth/verify-email', { token: 'x'.repeat(43) }],
  ])('cannot be made by another site to sign anyone in or out: %s', async (path, body) => {
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      expect((await visitor(stack).call('POST', path, body, headers as Record<string, string>)).status).toBe(
        403,
      )
    }
  })

  it('cannot be a form: another content type is refused', async () => {
    const answer = await stack.call('POST', '/auth/login', {
      key: null,
      raw: JSON.stringify({ email: 'ann@attack.example', password }),
      headers: { 'content-type': 'text/plain' },
    })
    expect(answer.status).toBe(415)
  })
})

describe('a session', () => {
  it('is dead after a password change, its cookies and its refresh token with it', async () => {
    const [here, stolen] = [visitor(stack), visitor(stack)]
    await here.register('cleo@attack.example', password)
    for (const [name, value] of here.cookies) stolen.cookies.set(name, value)
    await here.call('POST', '/auth/password', { current_password: password, new_password: another })
    expect((await stolen.call('GET', '/auth/me')).status).toBe(401)
    expect((await stolen.call('POST', '/auth/refresh')).status).toBe(401)
  })

  it('cannot be chosen by whoever wants another to use it', async () => {
    const victim = visitor(stack)
    victim.cookies.set('access', accessOf(bob))
    victim.cookies.set('refresh', bob.cookies.get('refresh') ?? '')
    await victim.signIn('ann@attack.example', password)
    expect(accessOf(victim)).not.toBe(accessOf(bob))
    expect((await victim.call('GET', '/auth/me')).body.user).toMatchObject({ email: 'ann@attack.example' })
  })
})

describe('an address', () => {
  it.each([
    ['in other letter case', 'OWNER@DEMO.TEST'],
    ['in full-width letters', 'ｏｗｎｅｒ@ｄｅｍｏ.ｔｅｓｔ'],
    ['with spaces around it', '  owner@demo.test '],
    ['in mathematical letters', '𝐨𝐰𝐧𝐞𝐫@demo.test'],
  ])('%s is the same address: registering with it takes nothing from its owner', async (_, email) => {
    const other = visitor(stack)
    expect((await other.register(email, password)).status).toBe(201)
    expect((await other.call('GET', '/auth/me')).body.user).toMatchObject({ email: 'owner@demo.test' })
    const { results } = await stack.d1
      .prepare(`SELECT id FROM users WHERE email = 'owner@demo.test' AND owns_address = 1`)
      .all()
    expect(results).toHaveLength(1)
    const owner = visitor(stack)
    expect((await owner.signIn(email, stack.password)).body.user).toMatchObject({ email_verified: true })
  })

  it.each([
    'owner@dеmo.test',
    'ann@attack.example\r\nbcc:x@y.example',
    'a@b',
    '@',
    'ann@attack.example,bob@attack.example',
    '"a b"@attack.example',
    '<ann@attack.example>',
  ])('%j is none', async (email) => {
    expect((await visitor(stack).register(email, password)).status).toBe(422)
    expect((await visitor(stack).signIn(email, password)).status).toBe(422)
  })
})

describe('an invitation', () => {
  it('works once: neither its password nor its link serves anyone else or again', async () => {
    const owner = await stack.signIn('owner@demo.test')
    const email = 'dora@attack.example'
    await owner.call('POST', '/api/v1/orgs/me/invitations', { email, role: 'viewer' })
    const temporary = passwordIn(await newestMail(stack, email, /invited/))
    const dora = visitor(stack)
    await dora.signIn(email, temporary)
    await dora.call('POST', '/auth/password', { current_password: temporary, new_password: another })
    expect((await visitor(stack).signIn(email, temporary)).status).toBe(401)
    await ann.call('POST', '/auth/verify-email', {
      token: tokenIn(await newestMail(stack, 'ann@attack.example', /Confirm/)),
    })
    await owner.call('POST', '/api/v1/orgs/me/invitations', { email: 'ann@attack.example', role: 'viewer' })
    const token = tokenIn(await newestMail(stack, 'ann@attack.example', /invited/))
    const accept = (who: Visitor) => who.call('POST', '/api/v1/auth/invitations/accept', { token })
    expect((await accept(bob)).status).toBe(404)
    const both = await Promise.all([accept(ann), accept(dora)])
    expect(both.map(({ status }) => status)).toEqual([200, 404])
    expect((await accept(ann)).status).toBe(404)
  })
})

describe('mass assignment', () => {
  const extra = { role: 'owner', plan: 'enterprise', email_verified: true, owns_address: true, org_id: 'x' }
  it.each<[string, Record<string, unknown>]>([
    ['/auth/register', { email: 'm@attack.example', password, name: 'M', org_name: 'Mill' }],
    ['/auth/login', { email: 'bob@attack.example', password }],
    ['/auth/password', { current_password: password, new_password: another }],
    ['/auth/password/reset', { email: 'bob@attack.example' }],
    ['/auth/password/reset/confirm', { token: 'x'.repeat(43), new_password: another }],
    ['/auth/verify-email', { token: 'x'.repeat(43) }],
    ['/auth/totp/confirm', { code: '123456' }],
    ['/auth/totp/disable', { password, code: '123456' }],
    ['/auth/invitations/accept', { token: 'x'.repeat(43) }],
    ['/api/v1/orgs/me/invitations', { email: 'm@attack.example', role: 'viewer' }],
  ])('is refused by name at %s', async (path, body) => {
    for (const [name, value] of Object.entries(extra)) {
      if (name in body) continue
      const answer = await bob.call('POST', path, { ...body, [name]: value })
      expect([name, answer.status]).toEqual([name, 422])
      expect(JSON.stringify(answer.body.error)).toContain(`"path":"${name}"`)
    }
  })
})
