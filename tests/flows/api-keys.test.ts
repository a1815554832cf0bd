import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { audited } from '../support/audit.ts'
import { type Answer, type Browser, type Json, type TestStack, testStack, until } from '../support/stack.ts'

const otherOrg = '00000000-0000-7000-8000-0000000000ee'
let stack: TestStack
let owner: Browser

beforeAll(async () => {
  stack = await testStack()
  owner = await stack.signIn('owner@demo.test')
  await stack.d1
    .prepare(
      `INSERT INTO organizations (id, name, region, plan, created_at_ms) VALUES (?, 'Other', 'us', 'pro', 0)`,
    )
    .bind(otherOrg)
    .run()
  await stack.d1
    .prepare(
      `INSERT INTO api_keys (id, org_id, name, secret_hash, scopes, created_at_ms) VALUES ('otherkey0001', ?, 'theirs', 'x', '["events:read"]', 0)`,
    )
    .bind(otherOrg)
    .run()
})
afterAll(() => stack.end())

const create = (body: Json, as: Browser = owner) => as.call('POST', '/api/v1/api-keys', body)
const reads = (key: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  stack.call('GET', '/api/v1/events', { key: String(key), headers })

async function newKey(body: Json = {}): Promise<{ id: string; key: string }> {
  const { status, body: made } = await create({ name: 'made', scopes: ['events:read'], ...body })
  if (status !== 201) throw new Error(`the key was not made: ${JSON.stringify(made)}`)
  return { id: String(made.key_id), key: String(made.api_key) }
}

/** A key whose holder may make keys: what may be escalated from. */
const manager = () => newKey({ name: 'manager', scopes: ['api_keys:read', 'api_keys:write', 'events:read'] })

describe('an API key', () => {
  it('is shown once and works; afterwards only what it begins with is shown', async () => {
    const answer = await create({ name: 'CI', scopes: ['events:read', 'ingest:write'] })
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      name: 'CI',
      scopes: ['events:read', 'ingest:write'],
      status: 'active',
      requests: 0,
      last_used_at: null,
      rate_limit: { requests: 100, window_s: 60 },
      api_key: expect.stringMatching(/^afk_[\da-f]{16}_[\w-]{43}$/),
    })
    const { key_id: id, api_key: key } = answer.body
    expect((await reads(key)).status).toBe(200)
    const secret = String(key).slice(String(answer.body.prefix).length)
    const shown = [
      await owner.call('GET', '/api/v1/api-keys'),
      await owner.call('GET', `/api/v1/api-keys/${id}`),
      await owner.call('GET', `/api/v1/admin/keys/${id}`),
    ]
    for (const { status, body } of shown) {
      expect(status).toBe(200)
      expect(JSON.stringify(body)).toContain(`afk_${id}_`)
      expect(JSON.stringify(body)).not.toContain(secret)
    }
    const { results } = await stack.d1.prepare('SELECT * FROM api_keys').all()
    expect(JSON.stringify(results)).not.toContain(secret)
  })

  it('has its requests counted and its last use known', async () => {
    const { id, key } = await newKey()
    for (let sent = 0; sent < 3; sent += 1) await reads(key)
    const { body } = await owner.call('GET', `/api/v1/api-keys/${id}`)
    expect(body).toMatchObject({ requests: 3, last_used_at: expect.stringMatching(/^2\d{3}-/) })
    expect(Math.abs(Date.parse(String(body.last_used_at)) - Date.now())).toBeLessThan(60_000)
  })

  it('is listed in pages, newest first, each once', async () => {
    for (let made = 0; made < 3; made += 1) await newKey({ name: `page-${made}` })
    const seen: string[] = []
    let cursor: unknown = null
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`
      const { body } = await owner.call('GET', `/api/v1/api-keys?limit=2${query}`)
      seen.push(...(body.items as Json[]).map(({ key_id }) => String(key_id)))
      cursor = body.next_cursor
    } while (cursor !== null)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThan(4)
    expect(seen).not.toContain('otherkey0001')
  })

  it('does what its scopes say and nothing else, and only in its workspace', async () => {
    await stack.d1
      .prepare(
        `INSERT INTO workspaces (id, org_id, name, environment, region, created_at_ms)
         VALUES ('ws_1', '00000000-0000-7000-8000-0000000000d0', 'One', 'production', 'us', 0), ('ws_2', ?, 'Two', 'production', 'us', 0)`,
      )
      .bind(otherOrg)
      .run()
    const { key } = await newKey()
    expect((await stack.call('GET', '/api/v1/dashboard/overview', { key })).status).toBe(403)
    const bound = await newKey({ workspace_id: 'ws_1' })
    expect((await owner.call('GET', `/api/v1/api-keys/${bound.id}`)).body.workspace_id).toBe('ws_1')
    expect((await stack.call('GET', '/api/v1/dashboard/overview', { key: bound.key })).status).toBe(403)
    for (const place of [{ workspace_id: 'ws_2' }, { workspace_id: 'none' }, { project_id: 'none' }]) {
      expect((await create({ name: 'x', scopes: ['events:read'], ...place })).status).toBe(422)
    }
  })

  it('is renewed with a grace for the old secret, or none', async () => {
    const { id, key } = await newKey()
    const kept = await owner.call('POST', `/api/v1/api-keys/${id}/rotate`, { grace_s: 60 })
    expect(kept.body).toMatchObject({ key_id: id, previous_until: expect.any(String) })
    expect([(await reads(key)).status, (await reads(kept.body.api_key)).status]).toEqual([200, 200])
    const cut = await owner.call('POST', `/api/v1/api-keys/${id}/rotate`, {})
    expect(cut.body.previous_until).toBeNull()
    const statuses = await Promise.all(
      [key, kept.body.api_key, cut.body.api_key].map(async (one) => (await reads(one)).status),
    )
    expect(statuses).toEqual([401, 401, 200])
  })

  it('has its new scopes at the next request', async () => {
    const { id, key } = await newKey()
    expect((await reads(key)).status).toBe(200)
    const changed = await owner.call('PATCH', `/api/v1/api-keys/${id}`, {
      name: 'other',
      scopes: ['analytics:read'],
    })
    expect(changed.body).toMatchObject({ name: 'other', scopes: ['analytics:read'] })
    expect((await reads(key)).status).toBe(403)
    expect((await stack.call('GET', '/api/v1/dashboard/overview', { key })).status).toBe(200)
  })

  it('is refused from the request after its revocation on, under load too, and its sockets are closed', async () => {
    const { id, key } = await newKey({ rate_limit: { requests: 50_000, window_s: 60 } })
    const socket = new WebSocket(`${stack.url.replace('http', 'ws')}/ws/events?token=${key}`)
    const stays = new WebSocket(`${stack.url.replace('http', 'ws')}/ws/events?token=${stack.apiKey}`)
    const greeted = (one: WebSocket) => new Promise((resolve) => one.once('message', resolve))
    const closed = new Promise<number>((resolve) => socket.on('close', resolve))
    await Promise.all([greeted(socket), greeted(stays)])
    let isRevoked = false
    const late: number[] = []
    const load = Array.from({ length: 8 }, async () => {
      for (let sentAfter = 0; sentAfter < 10; sentAfter += isRevoked ? 1 : 0) {
        const wasRevoked = isRevoked
        const { status } = await stack.call('GET', '/api/v1/auth/me', { key })
        if (wasRevoked) late.push(status)
      }
    })
    const revoking = (async () => {
      await new Promise((resolve) => setTimeout(resolve, 300))
      const { body } = await owner.call('DELETE', `/api/v1/api-keys/${id}`)
      isRevoked = true
      expect(body).toEqual({ revoked: true })
    })()
    await Promise.all([...load, revoking])
    expect(late.length).toBeGreaterThan(0)
    expect(new Set(late)).toEqual(new Set([401]))
    expect(await closed).toBe(1008)
    expect(stays.readyState).toBe(WebSocket.OPEN)
    stays.close()
    expect((await owner.call('GET', `/api/v1/api-keys/${id}`)).body.status).toBe('revoked')
    expect((await owner.call('POST', `/api/v1/api-keys/${id}/rotate`, {})).status).toBe(409)
    expect((await owner.call('PATCH', `/api/v1/api-keys/${id}`, { name: 'again' })).status).toBe(409)
    expect((await owner.call('DELETE', `/api/v1/api-keys/${id}`)).status).toBe(200)
  })

  it('loses its sockets with the scope that they need', async () => {
    const { id, key } = await newKey()
    const socket = new WebSocket(`${stack.url.replace('http', 'ws')}/ws/events?token=${key}`)
    const closed = new Promise<number>((resolve) => socket.on('close', resolve))
    await new Promise((resolve) => socket.once('message', resolve))
    await owner.call('PATCH', `/api/v1/api-keys/${id}`, { scopes: ['analytics:read'] })
    expect(await closed).toBe(1008)
  })

  it('leaves entries that say what was done, without its secret', async () => {
    const { id, key } = await newKey({ name: 'audited' })
    await owner.call('DELETE', `/api/v1/api-keys/${id}`)
    const { body } = await owner.call('GET', `/api/v1/audit?target=${id}`)
    const results = await audited(owner, { target: id })
    expect(results.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'api_key.created succeeded',
      'api_key.revoked intent',
      'api_key.revoked succeeded',
    ])
    expect(JSON.stringify(body)).not.toContain(key.slice(-43))
  })
})

describe('nobody', () => {
  it('gives a key what they may not do themselves, by making, changing or renewing one', async () => {
    const { key } = await manager()
    const by = (method: string, path: string, body?: Json) =>
      stack.call(method, `/api/v1${path}`, { key, body })
    const strong = await newKey({ scopes: ['events:read', 'org:delete'] })
    const weak = await newKey()
    expect((await by('POST', '/api-keys', { name: 'x', scopes: ['events:read'] })).status).toBe(201)
    const refused = [
      await by('POST', '/api-keys', { name: 'x', scopes: ['events:read', 'org:delete'] }),
      await by('PATCH', `/api-keys/${weak.id}`, { scopes: ['events:read', 'members:write'] }),
      await by('POST', `/api-keys/${strong.id}/rotate`, {}),
    ]
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403])
    expect((await by('PATCH', `/api-keys/${strong.id}`, { name: 'renamed' })).status).toBe(200)
    expect((await owner.call('GET', `/api/v1/api-keys/${weak.id}`)).body.scopes).toEqual(['events:read'])
    expect((await reads(strong.key)).status).toBe(200)
  })

  it('reaches the key of another organization', async () => {
    const calls = [
      await owner.call('GET', '/api/v1/api-keys/otherkey0001'),
      await owner.call('PATCH', '/api/v1/api-keys/otherkey0001', { name: 'mine' }),
      await owner.call('POST', '/api/v1/api-keys/otherkey0001/rotate', {}),
      await owner.call('DELETE', '/api/v1/api-keys/otherkey0001'),
    ]
    expect(calls.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    const { results } = await stack.d1.prepare(`SELECT * FROM api_keys WHERE id = 'otherkey0001'`).all()
    expect(results).toMatchObject([{ name: 'theirs', revoked_at_ms: null, secret_hash: 'x' }])
  })

  it.each<[string, Json]>([
    ['a name with a header in it', { name: 'x\r\nset-cookie: a=b' }],
    ['a name of control characters', { name: 'a\u0000b' }],
    ['an empty name', { name: '  ' }],
    ['a name of a megabyte', { name: 'x'.repeat(1_000_000) }],
    ['no scopes', { scopes: [] }],
    ['a scope that does not exist', { scopes: ['events:all'] }],
    ['an address that is none', { addresses: ['example.com'] }],
    ['a range that is none', { addresses: ['10.0.0.0/33'] }],
    ['an expiry that has passed', { expires_at: '2020-01-01T00:00:00Z' }],
    ['an unknown field', { key_id: 'mine' }],
    ['an organization', { org_id: otherOrg }],
    ['a rate of nothing', { rate_limit: { requests: 0, window_s: 60 } }],
    ['a window of a day', { rate_limit: { requests: 1, window_s: 86_400 } }],
  ])('makes a key with %s', async (_, change) => {
    expect((await create({ name: 'x', scopes: ['events:read'], ...change })).status).toBe(422)
  })

  it('gets a name run as SQL or shown as anything but text', async () => {
    const name = `'); DROP TABLE api_keys; -- <script>alert(1)</script>`
    const { id } = await newKey({ name })
    expect((await owner.call('GET', `/api/v1/api-keys/${id}`)).body.name).toBe(name)
  })

  it('sets a limit beyond the plan', async () => {
    await stack.d1
      .prepare(`UPDATE organizations SET plan = 'free', grants_version = grants_version + 1 WHERE id != ?`)
      .bind(otherOrg)
      .run()
    const beyond = await until(
      () => create({ name: 'x', scopes: ['events:read'], rate_limit: { requests: 301, window_s: 60 } }),
      ({ status }) => status === 403,
    )
    expect(beyond.body).toMatchObject({ error: { code: 'plan_limit' } })
    expect(beyond.body.detail).toContain('at most 300 requests in 60 seconds')
    expect(
      (await create({ name: 'x', scopes: ['events:read'], rate_limit: { requests: 300, window_s: 60 } }))
        .status,
    ).toBe(201)
    const usage = await owner.call('GET', '/api/v1/orgs/me/usage')
    expect(usage.body).toMatchObject({
      plan: 'free',
      limits: [
        { name: 'users', used: 3, limit: 5 },
        { name: 'events_per_month', used: 0, limit: 100_000 },
        { name: 'credentials', used: 2, limit: 2 },
        { name: 'retention_days', limit: 30 },
      ],
    })
  })
})
