import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audited } from '../support/audit.ts'
import { type Answer, type Browser, type Json, type TestStack, testStack } from '../support/stack.ts'

let stack: TestStack
let owner: Browser
beforeAll(async () => {
  stack = await testStack()
  owner = await stack.signIn('owner@demo.test')
})
afterAll(() => stack.end())

type Client = { id: string; secret: string; key: string }

async function newClient(body: Json = {}): Promise<Client> {
  const { body: made } = await owner.call('POST', '/api/v1/api-keys', {
    name: 'client',
    scopes: ['events:read', 'analytics:read'],
    ...body,
  })
  const key = String(made.api_key)
  return { id: String(made.key_id), key, secret: key.slice(String(made.prefix).length) }
}

const plain = (clientId: string, clientSecret: string): Promise<Answer> =>
  stack.call('POST', '/auth/token', { key: null, body: { clientId, clientSecret } })
const form = (fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> =>
  stack.call('POST', '/auth/token', {
    key: null,
    raw: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })
const basic = ({ id, secret }: Client) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` })
const tokenOf = async ({ id, secret }: Client): Promise<string> =>
  String((await plain(id, secret)).body.access_token)
const partOf = (token: string, part: 0 | 1): Json =>
  JSON.parse(Buffer.from(token.split('.')[part] ?? '', 'base64url').toString()) as Json
const status = async (token: string, path = '/api/v1/events'): Promise<number> =>
  (await stack.call('GET', path, { key: token })).status
const grant = { grant_type: 'client_credentials' }

describe('a token for client credentials', () => {
  it('says who the client is and what it may do, for 60 minutes', async () => {
    const client = await newClient()
    const answer = await plain(client.id, client.secret)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'events:read analytics:read',
    })
    const token = String(answer.body.access_token)
    expect(partOf(token, 0)).toMatchObject({ alg: 'EdDSA', typ: 'client+jwt' })
    const claims = partOf(token, 1)
    expect(claims).toMatchObject({
      sub: client.id,
      orgId: '00000000-0000-7000-8000-0000000000d0',
      aud: 'aegisflow-api',
      iss: 'aegisflow',
      jti: expect.any(String),
    })
    expect(Number(claims.exp) - Number(claims.iat)).toBe(3600)
    expect([await status(token), await status(token, '/api/v1/dashboard/overview')]).toEqual([200, 200])
    expect(await status(token, '/api/v1/api-keys')).toBe(403)
  })

  it('is given for every way to prove the client', async () => {
    const client = await newClient()
    const { id, secret, key } = client
    const ways = [
      await plain(id, secret),
      await plain(id, key),
      await form({ ...grant, client_id: id, client_secret: secret }),
      await form(grant, basic(client)),
      await stack.call('POST', '/auth/token', {
        key: null,
        body: { ...grant, client_id: id, client_secret: secret },
      }),
      await stack.call('POST', '/auth/token', { key: null, body: grant, headers: basic(client) }),
    ]
    for (const { status: answered, body } of ways) {
      expect([answered, body.token_type]).toEqual([200, 'Bearer'])
      expect(await status(String(body.access_token))).toBe(200)
    }
  })

  it('carries only the scopes that were asked for', async () => {
    const { id, secret } = await newClient()
    const narrow = await form({ ...grant, client_id: id, client_secret: secret, scope: 'analytics:read' })
    expect(narrow.body.scope).toBe('analytics:read')
    const token = String(narrow.body.access_token)
    expect([await status(token), await status(token, '/api/v1/dashboard/overview')]).toEqual([403, 200])
    const wide = await form({
      ...grant,
      client_id: id,
      client_secret: secret,
      scope: 'analytics:read org:delete',
    })
    expect([wide.status, wide.body.error]).toEqual([400, 'invalid_scope'])
  })

  it('is charged to its key', async () => {
    const client = await newClient({ rate_limit: { requests: 5, window_s: 60 } })
    const token = await tokenOf(client)
    expect([await status(token), await status(client.key), await status(token), await status(token)]).toEqual(
      [200, 200, 200, 200],
    )
    expect([await status(token), await status(client.key)]).toEqual([429, 429])
  })

  it('is refused at once when its key is revoked', async () => {
    const client = await newClient()
    const token = await tokenOf(client)
    expect(await status(token)).toBe(200)
    await owner.call('DELETE', `/api/v1/api-keys/${client.id}`)
    expect([await status(token), (await plain(client.id, client.secret)).status]).toEqual([401, 401])
  })

  it('is refused at once when its key may not be used from here, and loses what its key loses', async () => {
    const client = await newClient()
    const token = await tokenOf(client)
    await owner.call('PATCH', `/api/v1/api-keys/${client.id}`, { scopes: ['analytics:read'] })
    expect([await status(token), await status(token, '/api/v1/dashboard/overview')]).toEqual([403, 200])
    await owner.call('PATCH', `/api/v1/api-keys/${client.id}`, { addresses: ['192.0.2.0/24'] })
    expect([
      await status(token, '/api/v1/dashboard/overview'),
      (await plain(client.id, client.secret)).status,
    ]).toEqual([401, 401])
  })

  it('dies with the secret that it was given for', async () => {
    const client = await newClient()
    const token = await tokenOf(client)
    await owner.call('POST', `/api/v1/api-keys/${client.id}/rotate`, { grace_s: 60 })
    expect(await status(token)).toBe(200)
    await owner.call('POST', `/api/v1/api-keys/${client.id}/rotate`, {})
    expect(await status(token)).toBe(401)
  })

  it('is no person’s token, and a person’s is not its', async () => {
    const client = await newClient()
    const token = await tokenOf(client)
    const cookie = `access=${token}`
    expect((await stack.call('GET', '/auth/me', { key: null, headers: { cookie } })).status).toBe(401)
    const [, payload, signature] = token.split('.')
    for (const header of [
      { alg: 'EdDSA', typ: 'at+jwt' },
      { alg: 'none', typ: 'client+jwt' },
    ]) {
      const forged = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.${signature}`
      expect(await status(forged)).toBe(401)
    }
    const claims = Buffer.from(JSON.stringify({ ...partOf(token, 1), orgId: 'other' })).toString('base64url')
    expect(await status(`${token.split('.')[0]}.${claims}.${signature}`)).toBe(401)
  })
})

describe('a client that proves nothing', () => {
  it('is answered in the words that it asked in', async () => {
    const { id } = await newClient()
    const wrong = await plain(id, 'x'.repeat(43))
    expect(wrong.status).toBe(401)
    expect(wrong.headers.get('content-type')).toBe('application/problem+json')
    expect(wrong.body).toMatchObject({ detail: 'The client id or the client secret is wrong.' })
    const oauth = await form({ ...grant, client_id: id, client_secret: 'x'.repeat(43) })
    expect([oauth.status, oauth.body.error, oauth.headers.get('www-authenticate')]).toEqual([
      401,
      'invalid_client',
      'Basic realm="aegisflow"',
    ])
    const unknown = await plain('ffffffffffffffff', 'x'.repeat(43))
    expect([unknown.status, unknown.body.detail]).toEqual([wrong.status, wrong.body.detail])
  })

  it.each<[string, () => Promise<Answer>, number, string]>([
    [
      'another grant',
      () => form({ grant_type: 'password', client_id: 'a', client_secret: 'b' }),
      400,
      'unsupported_grant_type',
    ],
    ['no grant', () => form({ client_id: 'a', client_secret: 'b' }), 400, 'invalid_request'],
    ['no client', () => form(grant), 401, 'invalid_client'],
    [
      'two proofs',
      () => form({ ...grant, client_id: 'a', client_secret: 'b' }, { authorization: 'Basic YTpi' }),
      400,
      'invalid_request',
    ],
    ['a broken header', () => form(grant, { authorization: 'Basic JUUw' }), 401, 'invalid_client'],
  ])('is refused for %s', async (_, send, answered, error) => {
    const answer = await send()
    expect([answer.status, answer.body.error]).toEqual([answered, error])
  })

  it('is refused for a repeated parameter, a body that is too large, and one that is nothing', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const send = (raw: string, more: Record<string, string> = headers) =>
      stack.call('POST', '/auth/token', { key: null, raw, headers: more })
    expect(
      (await send('grant_type=client_credentials&client_id=a&client_id=b&client_secret=c')).body.error,
    ).toBe('invalid_request')
    expect((await send(`grant_type=${'x'.repeat(20_000)}`)).status).toBe(413)
    expect((await send('{}', { 'content-type': 'application/json' })).status).toBe(422)
    expect((await send('null', { 'content-type': 'application/json' })).status).toBe(422)
    expect((await send('x', { 'content-type': 'text/plain' })).status).toBe(415)
  })
})

describe('the credentials', () => {
  it('are never shown', async () => {
    const answer = await stack.call('GET', '/auth/credentials', { key: null })
    expect([answer.status, answer.body.detail]).toEqual([400, expect.stringContaining('hashed')])
  })

  it('are renewed by whoever holds them, and the old ones work a little longer but renew nothing', async () => {
    const { id, secret } = await newClient()
    const refresh = (clientSecret: string) =>
      stack.call('POST', '/auth/credentials/refresh', { key: null, body: { clientId: id, clientSecret } })
    const { status: answered, body } = await refresh(secret)
    expect(answered).toBe(200)
    expect(body).toMatchObject({
      clientId: id,
      api_key: `afk_${id}_${body.clientSecret}`,
      previous_until: expect.any(String),
    })
    const next = String(body.clientSecret)
    expect([(await plain(id, next)).status, (await plain(id, secret)).status]).toEqual([200, 200])
    expect((await refresh(secret)).status).toBe(401)
    expect((await refresh('x'.repeat(43))).status).toBe(401)
    const results = await audited(owner, { target: id, action: 'api_key.rotated', actor: `api_key:${id}` })
    expect(results.map(({ outcome }) => outcome)).toEqual(['intent', 'succeeded', 'intent', 'failed'])
    expect((await stack.call('GET', '/api/v1/events', { key: String(body.api_key) })).status).toBe(200)
  })

  it('take about the same time to refuse for a known and an unknown client', async () => {
    const { id } = await newClient()
    const spent: Record<string, number[]> = { known: [], unknown: [] }
    for (let round = 0; round < 60; round += 1) {
      for (const [name, clientId] of [
        ['known', id],
        ['unknown', 'ffffffffffffffff'],
      ] as const) {
        const startedAtMs = performance.now()
        await plain(clientId, 'x'.repeat(43))
        spent[name]?.push(performance.now() - startedAtMs)
      }
    }
    // The quickest quarter: a busy machine makes some answers late, and none early.
    const [known = 0, unknown = 0] = [spent.known, spent.unknown].map(
      (all) => (all ?? []).toSorted((a, b) => a - b)[15] ?? 0,
    )
    expect(Math.abs(known - unknown)).toBeLessThan(Math.max(2, 0.5 * Math.min(known, unknown)))
  })
})
