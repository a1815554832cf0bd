import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/d1'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { dataKeyStore } from '../../analytics/store/d1/data-keys.ts'
import * as schema from '../../analytics/store/d1/schema/index.ts'
import { sealedCredential, streamRows } from '../../workers/collector/credential-row.ts'
import { vendors } from '../../workers/collector/vendors/index.ts'
import { newId } from '../../workers/new-id.ts'
import { keyRing } from '../../workers/vault/key-ring.ts'
import { createVault } from '../../workers/vault/vault.ts'
import { type Answer, type Browser, type Json, type TestStack, testStack, until } from '../support/stack.ts'

/** Every line that the instance writes: Miniflare hands them to this process. */
const lines: string[] = []
for (const stream of [process.stdout, process.stderr]) {
  vi.spyOn(stream, 'write').mockImplementation((chunk) => lines.push(String(chunk)) > 0)
}
for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const) {
  vi.spyOn(console, name).mockImplementation((...parts) => void lines.push(parts.map(String).join(' ')))
}

/** What must be nowhere: the middle of a secret, which no hint shows. Letters only, so that it looks like a word. */
const core = () => [...randomBytes(24)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')
const cores = {
  first: core(),
  refused: core(),
  unsure: core(),
  rotated: core(),
  badRotated: core(),
  long: core(),
}
const account = core()
const secretOf = (kind: keyof typeof cores, good = true) => `${good ? 'good' : 'bad'}.${cores[kind]}.last`
const document = JSON.stringify({
  client_email: 'robot@project.test',
  private_key: `-----BEGIN PRIVATE KEY-----\n${account}\n-----END PRIVATE KEY-----\n`,
})
const planted = [...Object.values(cores), account]

let vendor: Server
let status: number | null = null
let stack: TestStack
let owner: Browser
const answers: Answer[] = []
const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
  const answer = await owner.call(method, `/api/v1${path}`, body)
  answers.push(answer)
  return answer
}

beforeAll(async () => {
  vendor = createServer((request, response) => {
    const key = String(request.headers['x-api-key'])
    const said = status ?? (key.startsWith('good') ? 200 : 401)
    const repeated = `key ${key} (${Buffer.from(key).toString('base64')}) is not "${key}", '${key}' or ${key}.`
    const body =
      said === 200
        ? { id: 'org_one', data: [], has_more: false, next_page: null }
        : { type: 'error', error: { type: 'x', message: repeated, param: key } }
    response.writeHead(said, { 'content-type': 'application/json', connection: 'close', 'x-key': key })
    response.end(JSON.stringify(body))
  })
  await new Promise<void>((listening) => vendor.listen(0, '127.0.0.1', listening))
  const host = `127.0.0.1:${(vendor.address() as AddressInfo).port}`
  stack = await testStack({
    vendors: [],
    privateHosts: host,
    vars: { ANTHROPIC_BASE_URL: `http://${host}/v1` },
  })
  owner = await stack.signIn('owner@demo.test')
})
afterAll(async () => {
  vi.restoreAllMocks()
  vendor.close()
  await stack.end()
})

const anthropic = (secret: string, change: Json = {}): Json => ({
  vendor_id: 'anthropic',
  kind: 'admin_key',
  label: 'Marked',
  secret,
  ...change,
})

/** A credential with a service account, put in as the demo company's are. */
async function plantServiceAccount(): Promise<void> {
  const db = drizzle(stack.d1, { schema })
  const [organization] = await db.select().from(schema.organizations)
  const declared = vendors.find(({ id }) => id === 'anthropic')
  if (!organization || !declared) throw new Error('nothing to plant in')
  const vault = createVault({
    ring: keyRing(stack.secrets.VAULT_KEKS),
    dataKeys: dataKeyStore(db),
    newId,
    nowMs: Date.now,
  })
  const row = await sealedCredential(vault, {
    id: 'marked-account',
    orgId: organization.id,
    vendorId: 'anthropic',
    label: 'Robot',
    kind: 'admin_key',
    settings: {},
    createdBy: '',
    secret: secretOf('first'),
    serviceAccount: document,
    nowMs: Date.now(),
  })
  await db.insert(schema.credentials).values(row)
  for (const stream of streamRows(declared, row, Date.now())) await db.insert(schema.streams).values(stream)
}

/** Every stream of a credential has run once more, while the vendor says what it says now. */
async function synced(id: string): Promise<void> {
  const runs = async () =>
    ((await call('GET', '/collector/runs?limit=200')).body.items as Json[]).filter(
      ({ credential_id }) => credential_id === id,
    )
  const before = (await runs()).length
  const { body } = await call('POST', `/collector/sync/${id}`)
  const begun = before + (body.queued as Json[]).length
  await until(runs, (all) => all.length >= begun && all.every((run) => run.status !== 'running'), 60_000)
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
}

/** A file of a database may go away between the listing and the reading. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

/** The spellings in which a text may turn up: as it is, backwards compatible in base64 at each offset, in hex. */
function spellings(text: string): string[] {
  const inBase64 = [0, 1, 2].map((offset) =>
    Buffer.from('x'.repeat(offset) + text)
      .toString('base64')
      .slice(4, -4),
  )
  return [text, ...inBase64, Buffer.from(text).toString('hex'), encodeURIComponent(text)]
}
const found = (where: string): string[] =>
  planted.filter((one) => spellings(one).some((spelling) => where.includes(spelling)))

describe('a marked secret', () => {
  it('goes through everything that credentials can do, and through everything that can go wrong', async () => {
    const created = await stack.call('POST', '/api/v1/keys', {
      key: null,
      body: anthropic(secretOf('first')),
      headers: { cookie: owner.cookie, 'x-csrf-token': owner.csrf, 'idempotency-key': 'marked' },
    })
    answers.push(created)
    expect(created.status).toBe(201)
    const id = String(created.body.credential_id)
    expect((await call('POST', '/keys', anthropic(secretOf('refused', false)))).status).toBe(422)
    status = 503
    const unsure = await call('POST', '/keys', anthropic(secretOf('unsure'), { keep_unchecked: true }))
    expect(unsure.status).toBe(201)
    status = null
    expect((await call('POST', `/keys/${id}/rotate`, { secret: secretOf('rotated') })).status).toBe(200)
    expect((await call('POST', `/keys/${id}/rotate`, { secret: secretOf('badRotated', false) })).status).toBe(
      422,
    )
    const wrongShapes = [
      anthropic(secretOf('first'), { extra: 1 }),
      anthropic(secretOf('first'), { kind: 'other' }),
      anthropic('x', { secret: [secretOf('first')] }),
      anthropic(`${cores.long}${'x'.repeat(17_000)}`),
      anthropic(secretOf('first'), { service_account: document }),
    ]
    for (const body of wrongShapes) expect((await call('POST', '/keys', body)).status).toBe(422)
    const broken = await stack.call('POST', '/api/v1/keys', {
      key: null,
      raw: `{"secret": "${secretOf('first')}"`,
      headers: { cookie: owner.cookie, 'x-csrf-token': owner.csrf, 'content-type': 'application/json' },
    })
    answers.push(broken)
    expect(broken.status).toBe(400)
    const gemini = { vendor_id: 'gemini', kind: 'api_key', label: 'G', secret: secretOf('first') }
    expect((await call('POST', '/keys', { ...gemini, service_account: document })).status).toBe(422)
    await plantServiceAccount()
    await call('POST', `/keys/marked-account/service-account`, { service_account: document })
    for (const said of [401, 403, 400, 404, 429, null]) {
      status = said
      await call('POST', `/keys/${id}/validate`)
      await call('POST', '/keys/marked-account/validate')
      if (said === 401 || said === null) await synced(id)
    }
    await call('DELETE', '/keys/marked-account/service-account')
    await call('POST', '/encryption/rotate', {})
    await call('GET', '/encryption/audit')
    const errors = JSON.stringify((await call('GET', '/collector/runs?limit=200')).body)
    expect(errors).toContain('[hidden]')
    await until(
      () => stack.rows<{ n: string }>('SELECT toString(count()) AS n FROM raw_payloads'),
      ([row]) => Number(row?.n) > 0,
    )
  })

  it('is in no answer, also of those that read everything', async () => {
    const { body } = await call('GET', '/permissions')
    const reads = (body.routes as Json[]).filter(
      ({ method, path, access }) =>
        method === 'GET' && !/:/.test(String(path)) && !String(access).startsWith('public'),
    )
    for (const { path } of reads) answers.push(await owner.call('GET', `/api/v1${path}`))
    answers.push(await stack.call('GET', '/metrics', { key: null }))
    expect(answers.length).toBeGreaterThan(60)
    for (const answer of answers) {
      const shown = JSON.stringify([answer.body, [...answer.headers]])
      expect([shown.slice(0, 80), found(shown)]).toEqual([shown.slice(0, 80), []])
    }
  })

  it('is in no line of a log', () => {
    const log = lines.join('\n')
    expect(log).toContain('usage ended early The vendor does not accept the credential')
    expect(found(log)).toEqual([])
  })

  it('is in no table of the control plane and in none of ClickHouse', async () => {
    const { results } = await stack.d1
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'`)
      .all<{ name: string }>()
    expect(results.length).toBeGreaterThan(20)
    for (const { name } of results) {
      const rows = JSON.stringify((await stack.d1.prepare(`SELECT * FROM "${name}"`).all()).results)
      expect([name, found(rows)]).toEqual([name, []])
    }
    const tables = await stack.rows<{ name: string }>('SHOW TABLES')
    expect(tables.length).toBeGreaterThan(5)
    for (const { name } of tables) {
      const rows = JSON.stringify(await stack.rows(`SELECT * FROM \`${name}\``))
      expect([name, found(rows)]).toEqual([name, []])
    }
  })

  it('is in no file of the data folder, where the objects, the ledger and the log are too', () => {
    const files = filesOf(stack.dataDir)
    expect(files.length).toBeGreaterThan(20)
    const texts = files.map((path) => textOf(path))
    expect(files.filter((_path, at) => found(texts[at] ?? '').length > 0)).toEqual([])
    expect(texts.some((text) => text.includes('Demo feeder'))).toBe(true)
  })
})
