import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { drizzle } from 'drizzle-orm/d1'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as schema from '../../analytics/store/d1/schema/index.ts'
import { sandboxKeys } from '../../scripts/sandbox/keys.ts'
import { streamsFor } from '../../workers/collector/vendor.ts'
import { vendors } from '../../workers/collector/vendors/index.ts'
import { type Answer, type Browser, type Json, type TestStack, testStack, until } from '../support/stack.ts'

/** A vendor of which the test decides what it says, and that repeats the key it was given. */
let vendor: Server
let account = 'org_one'
let refusing: number | null = null
let stack: TestStack
let owner: Browser
let viewer: Browser

beforeAll(async () => {
  vendor = createServer((request, response) => {
    const key = String(request.headers['x-api-key'])
    const status = refusing ?? (key.startsWith('good-') ? 200 : 401)
    const body =
      status === 200
        ? { id: account, type: 'organization', name: 'Northwind', data: [], has_more: false }
        : { type: 'error', error: { type: 'x', message: `invalid x-api-key ${key}` } }
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
    response.end(JSON.stringify(body))
  })
  await new Promise<void>((listening) => vendor.listen(0, '127.0.0.1', listening))
  const host = `127.0.0.1:${(vendor.address() as AddressInfo).port}`
  stack = await testStack({
    vendors: ['openai'],
    privateHosts: host,
    vars: { ANTHROPIC_BASE_URL: `http://${host}/v1`, VENDORS_OFF: 'gone, xai' },
  })
  owner = await stack.signIn('owner@demo.test')
  viewer = await stack.signIn('viewer@demo.test')
})
afterAll(async () => {
  vendor.close()
  await stack.end()
})

const anthropic = (secret: string, change: Json = {}): Json => ({
  vendor_id: 'anthropic',
  kind: 'admin_key',
  label: 'Research',
  secret,
  ...change,
})
const add = (body: Json): Promise<Answer> => owner.call('POST', '/api/v1/keys', body)
const rowOf = async (id: unknown): Promise<Json | null> =>
  stack.d1.prepare('SELECT * FROM credentials WHERE id = ?').bind(id).first()
const countOf = async (table: string, id: unknown): Promise<number> => {
  const row = await stack.d1
    .prepare(`SELECT count(*) AS n FROM ${table} WHERE credential_id = ?`)
    .bind(id)
    .first<{ n: number }>()
  return row?.n ?? -1
}
const issueOf = ({ body }: Answer) => (body.error as { issues: Json[] }).issues[0]
const kept = async () => (await owner.call('GET', '/api/v1/keys?limit=200')).body.items as Json[]
const actions = async (): Promise<string[]> => {
  const { body } = await owner.call('GET', '/api/v1/audit?limit=50')
  return (body.items as Json[]).map(({ action, outcome }) => `${action} ${outcome}`)
}

describe('a new credential', () => {
  it('is tried with the vendor, kept masked, due at once and audited', async () => {
    const secret = sandboxKeys(stack.secrets.sandboxSeed).openai
    const { status, body } = await add({
      vendor_id: 'openai',
      kind: 'admin_key',
      label: 'Whole company',
      secret,
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      label: 'Whole company',
      hint: `…${secret.slice(-4)}`,
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      status: 'active',
      last_error: null,
      created_by: expect.stringMatching(/^user:/),
      checked_at: expect.any(String),
      settings: {},
    })
    const openai = vendors.find(({ id }) => id === 'openai')
    const declared = openai ? streamsFor(openai, 'admin_key') : []
    expect(declared.length).toBeGreaterThan(2)
    expect((body.streams as Json[]).map(({ stream, kind }) => `${stream} ${kind}`).toSorted()).toEqual(
      declared.map(({ name, kind }) => `${name} ${kind}`).toSorted(),
    )
    expect(JSON.stringify(body)).not.toContain(secret.slice(-5))
    expect(await rowOf(body.credential_id)).toMatchObject({
      account_ref: '',
      secret_envelope: expect.stringMatching(/^v1\.k1\./),
    })
    const { body: again } = await owner.call('GET', `/api/v1/keys/${body.credential_id}`)
    expect(again.fingerprint).toBe(body.fingerprint)
    expect((await actions()).slice(0, 2)).toEqual([
      'credential.created succeeded',
      'credential.created intent',
    ])
    const queued = await stack.d1
      .prepare('SELECT count(*) AS n FROM streams WHERE credential_id = ? AND lease_id IS NOT NULL')
      .bind(body.credential_id)
      .first<{ n: number }>()
    expect(queued?.n).toBe(declared.length)
  })

  it('that the vendor refuses is not kept, and the vendor’s words hold no key', async () => {
    const before = (await kept()).length
    const refused = await add(anthropic('sk-ant-admin01-REFUSED-0123456789'))
    expect(refused.status).toBe(422)
    expect(issueOf(refused)).toEqual({
      path: 'secret',
      message: 'The vendor does not accept the credential: invalid x-api-key [hidden]',
    })
    expect((await add(anthropic('badwordsonly', { keep_unchecked: true }))).status).toBe(422)
    expect(JSON.stringify((await add(anthropic('badwordsonly'))).body)).not.toContain('badwordsonly')
    expect((await kept()).length).toBe(before)
    expect((await actions())[0]).toBe('credential.created failed')
  })

  it('of a vendor that cannot be asked is kept only when that is wanted', async () => {
    refusing = 429
    const before = (await kept()).length
    const unsure = await add(anthropic('good-later-1234567'))
    expect([unsure.status, (await kept()).length]).toEqual([503, before])
    const { status, body } = await add(anthropic('good-later-1234567', { keep_unchecked: true }))
    refusing = null
    expect(status).toBe(201)
    expect(body).toMatchObject({
      status: 'active',
      checked_at: null,
      last_error: 'The vendor asks to slow down.',
    })
    expect((await rowOf(body.credential_id))?.account_ref).toBeNull()
    expect((await owner.call('DELETE', `/api/v1/keys/${body.credential_id}`)).status).toBe(200)
  })

  it.each([
    ['vendor_id', anthropic('good-1', { vendor_id: 'nobody' })],
    ['vendor_id', anthropic('good-1', { vendor_id: 'gone' })],
    ['kind', anthropic('good-1', { kind: 'other' })],
    ['settings.base_url', anthropic('good-1', { settings: { base_url: 'https://evil.test' } })],
    ['service_account', anthropic('good-1', { service_account: '{}' })],
    ['secret', { ...anthropic(''), secret: undefined }],
    ['secret', anthropic('')],
    ['extra', anthropic('good-1', { extra: 1 })],
  ])('is refused for its %s', async (path, body) => {
    const answer = await add(body)
    expect([answer.status, issueOf(answer)?.path]).toEqual([422, path])
  })

  it('is made once for one Idempotency-Key', async () => {
    const ask = () =>
      stack.call('POST', '/api/v1/keys', {
        key: null,
        body: anthropic('good-once-1234567'),
        headers: { cookie: owner.cookie, 'x-csrf-token': owner.csrf, 'idempotency-key': 'credential-1' },
      })
    const [first, second] = [await ask(), await ask()]
    expect([first.status, second.status, second.body]).toEqual([201, 201, first.body])
    await owner.call('DELETE', `/api/v1/keys/${first.body.credential_id}`)
  })

  it('is made by no one without the permission', async () => {
    expect((await viewer.call('POST', '/api/v1/keys', anthropic('good-1'))).status).toBe(403)
  })
})

describe('a credential', () => {
  let id = ''
  const path = (rest = '') => `/api/v1/keys/${id}${rest}`
  beforeAll(async () => {
    const { status, body } = await add(anthropic('good-first-1234567'))
    expect(status).toBe(201)
    id = String(body.credential_id)
    expect((await rowOf(id))?.account_ref).toBe('org_one')
  })

  it('changes its label and whether it is used', async () => {
    const { body } = await owner.call('PATCH', path(), { label: 'Renamed', status: 'disabled' })
    expect(body).toMatchObject({ label: 'Renamed', status: 'disabled', hint: '…4567' })
    expect((await owner.call('POST', `/api/v1/collector/sync/${id}`)).status).toBe(409)
    const { body: back } = await owner.call('PATCH', path(), { status: 'active' })
    expect(back).toMatchObject({ label: 'Renamed', status: 'active' })
    expect((await owner.call('PATCH', path(), { settings: { base_url: 'https://x.test' } })).status).toBe(422)
  })

  it('takes another secret of the same account', async () => {
    const before = await rowOf(id)
    const { status, body } = await owner.call('POST', path('/rotate'), { secret: 'good-rotated-89ab' })
    expect([status, body.hint]).toEqual([200, '…89ab'])
    expect(body.rotated_at).toEqual(expect.any(String))
    const after = await rowOf(id)
    expect(after?.secret_envelope).not.toBe(before?.secret_envelope)
    expect(after?.fingerprint).not.toBe(before?.fingerprint)
    expect(await owner.call('POST', path('/validate'))).toMatchObject({
      status: 200,
      body: { accepted: true, account_ref: 'org_one' },
    })
  })

  it('takes no secret of another account, and none that is refused', async () => {
    const before = await rowOf(id)
    account = 'org_two'
    expect((await owner.call('POST', path('/rotate'), { secret: 'good-other-12345' })).status).toBe(409)
    account = 'org_one'
    const refused = await owner.call('POST', path('/rotate'), { secret: 'bad-other-12345' })
    expect(refused.status).toBe(422)
    expect(JSON.stringify(refused.body)).not.toContain('bad-other')
    refusing = 429
    const unsure = { secret: 'good-unsure-12345', keep_unchecked: true }
    expect((await owner.call('POST', path('/rotate'), unsure)).status).toBe(503)
    refusing = null
    expect(await rowOf(id)).toEqual(before)
  })

  it('is marked when the vendor no longer takes it, and works again after a rotation', async () => {
    refusing = 401
    const { body } = await owner.call('POST', path('/validate'))
    refusing = null
    expect(body).toMatchObject({
      accepted: false,
      message: 'The vendor does not accept the credential: invalid x-api-key [hidden]',
    })
    expect(await rowOf(id)).toMatchObject({ status: 'invalid', last_error: body.message })
    await stack.d1.prepare(`UPDATE streams SET status = 'stopped' WHERE credential_id = ?`).bind(id).run()
    const rotated = await owner.call('POST', path('/rotate'), { secret: 'good-again-12345' })
    expect(rotated.body).toMatchObject({ status: 'active', last_error: null })
    expect((rotated.body.streams as Json[]).map(({ status }) => status)).not.toContain('stopped')
  })

  it('says when it belongs to another account now', async () => {
    account = 'org_two'
    const { body } = await owner.call('POST', path('/validate'))
    account = 'org_one'
    expect(body).toMatchObject({ accepted: false, account_ref: 'org_one' })
    expect((await owner.call('POST', path('/validate'))).body.accepted).toBe(true)
  })

  it('has no service account where its kind has none', async () => {
    const set = await owner.call('POST', path('/service-account'), { service_account: '{"a":1}' })
    expect([set.status, issueOf(set)?.path]).toEqual([422, 'service_account'])
  })

  it('is removed with its secret, streams and inventory, and its runs stay', async () => {
    const db = drizzle(stack.d1, { schema })
    const { orgId } = (await db.select().from(schema.credentials))[0] as { orgId: string }
    await db
      .insert(schema.inventory)
      .values({ orgId, credentialId: id, type: 'project', ref: 'p', target: 'P' })
    await stack.d1
      .prepare(
        `INSERT INTO collector_runs (id, org_id, vendor_id, credential_id, stream, status, pulled, errors, started_at_ms)
         VALUES ('kept-run', ?, 'anthropic', ?, 'usage', 'succeeded', 1, 0, 1)`,
      )
      .bind(orgId, id)
      .run()
    const notice = (subject: string) =>
      stack.d1
        .prepare(
          `INSERT INTO notices SELECT org_id, 'stream_forbidden', ?, 'm', 1, 0, 0, NULL FROM credentials LIMIT 1`,
        )
        .bind(subject)
        .run()
    await notice(`${id}/usage`)
    await notice('another/usage')
    expect((await owner.call('DELETE', path())).body).toEqual({ removed: true })
    const open = (await owner.call('GET', '/api/v1/notices')).body.items as { subject: string }[]
    expect(open.map(({ subject }) => subject)).toContain('another/usage')
    expect(open.map(({ subject }) => subject)).not.toContain(`${id}/usage`)
    expect(await rowOf(id)).toBeNull()
    expect([await countOf('streams', id), await countOf('inventory', id)]).toEqual([0, 0])
    expect(await countOf('collector_runs', id)).toBeGreaterThan(0)
    expect((await owner.call('GET', path())).status).toBe(404)
    expect((await owner.call('POST', path('/rotate'), { secret: 'good-1' })).status).toBe(404)
    expect((await actions())[0]).toBe('credential.rotated failed')
  })
})

describe('settings that decide where a secret is sent', () => {
  it('change only with the secret, so that nobody has it sent to themselves', async () => {
    const sandboxed = stack.sandbox?.control.vendors.find(({ id }) => id === 'litellm')
    const base_url = `${stack.sandbox?.url}/litellm`
    const secret = sandboxed?.credentials(base_url)[0].secret
    const key = { vendor_id: 'litellm', kind: 'proxy_key', label: 'Proxy', secret }
    const inside = await add({ ...key, settings: { base_url: 'https://10.0.0.1' }, keep_unchecked: true })
    expect([inside.status, issueOf(inside)?.path]).toEqual([422, 'settings.base_url'])
    const { status: added, body } = await add({ ...key, settings: { base_url } })
    expect(added).toBe(201)
    const path = `/api/v1/keys/${body.credential_id}`
    const other = { base_url: `http://127.0.0.1:${(vendor.address() as AddressInfo).port}` }
    const moved = await owner.call('PATCH', path, { settings: other })
    expect([moved.status, issueOf(moved)?.path]).toEqual([422, 'settings.base_url'])
    expect((await owner.call('PATCH', path, { settings: { base_url } })).status).toBe(200)
    expect((await owner.call('DELETE', path)).status).toBe(200)
  })
})

describe('a service account', () => {
  const set = (id: unknown, document: string) =>
    owner.call('POST', `/api/v1/keys/${id}/service-account`, { service_account: document })

  it('is a second secret of the same credential: tried, masked, replaced and taken away', async () => {
    const sandboxed = stack.sandbox?.control.vendors.find(({ id }) => id === 'gemini')
    const [given] = sandboxed?.credentials('') ?? []
    const document = given?.serviceAccount ?? ''
    const { client_email, private_key } = JSON.parse(document) as Record<string, string>
    const kind = { vendor_id: 'gemini', kind: 'api_key', label: 'Gemini', secret: given?.secret }
    expect((await add({ ...kind, service_account: 'no document' })).status).toBe(422)
    const { status, body } = await add(kind)
    const id = body.credential_id
    expect([status, body.service_account]).toEqual([201, null])

    const other = JSON.stringify({ ...JSON.parse(document), client_email: 'nobody@elsewhere.test' })
    const refused = await set(id, other)
    expect([refused.status, issueOf(refused)?.path]).toEqual([422, 'service_account'])
    const placed = await set(id, document)
    expect([placed.status, placed.body.service_account]).toEqual([200, client_email])
    expect(JSON.stringify(placed.body)).not.toContain(private_key?.slice(40, 80))
    expect((await rowOf(id))?.service_account_envelope).toMatch(/^v1\./)
    expect((await owner.call('POST', `/api/v1/keys/${id}/validate`)).body.accepted).toBe(true)

    const { body: without } = await owner.call('DELETE', `/api/v1/keys/${id}/service-account`)
    expect(without).toMatchObject({ service_account: null, hint: body.hint })
    expect((await rowOf(id))?.service_account_envelope).toBeNull()
    await owner.call('DELETE', `/api/v1/keys/${id}`)
  })
})

describe('one credential more', () => {
  it('beyond the plan is refused', async () => {
    const db = drizzle(stack.d1, { schema })
    await db.update(schema.organizations).set({ plan: 'free' })
    // Whoever calls is known for a while, with the plan of then.
    const full = await until(
      () => add(anthropic('good-third-1234567')),
      ({ status }) => status !== 201,
      60_000,
    )
    expect([full.status, full.body.detail]).toEqual([
      403,
      expect.stringMatching(/^The plan free has room for 2 credentials; \d+ are used\.$/),
    ])
  })
})
