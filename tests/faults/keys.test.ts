import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { drizzle } from 'drizzle-orm/d1'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dataKeyStore } from '../../analytics/store/d1/data-keys.ts'
import { envelopeStores, envelopesOf } from '../../analytics/store/d1/envelopes.ts'
import * as schema from '../../analytics/store/d1/schema/index.ts'
import { sandboxKeys } from '../../scripts/sandbox/keys.ts'
import { placeOfEnvelope } from '../../workers/vault/envelope-place.ts'
import { keyRing } from '../../workers/vault/key-ring.ts'
import { createVault } from '../../workers/vault/vault.ts'
import { type Browser, type Json, type TestStack, testStack, until } from '../support/stack.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'aegisflow-keys-'))
let stack: TestStack
let owner: Browser
let secret: string
const k2 = randomBytes(32).toString('base64')
const firstKey = () => (JSON.parse(stack.secrets.VAULT_KEKS) as { keys: { k1: string } }).keys.k1

async function start(vars: Record<string, string> = {}): Promise<void> {
  stack = await testStack({ vendors: ['openai'], dataDir, vars })
  owner = await stack.signIn('owner@demo.test')
  secret = sandboxKeys(stack.secrets.sandboxSeed).openai
}
const restart = async (active: string, ring: Record<string, string | null>): Promise<void> => {
  await stack.end()
  await start({ VAULT_KEKS: JSON.stringify({ active, keys: ring }) })
}
beforeAll(() => start())
afterAll(async () => {
  await stack.end()
  rmSync(dataDir, { recursive: true, force: true })
})

const rotationOf = async (id: unknown): Promise<Json> =>
  ((await owner.call('GET', '/api/v1/encryption/keys')).body.rotations as Json[]).find(
    (each) => each.id === id,
  ) as Json
const ended = (id: unknown): Promise<Json> =>
  until(
    async () => {
      // One that is lost is made up for by the next, as in every minute.
      await stack.tick().catch(() => undefined)
      return rotationOf(id)
    },
    ({ status }) => status !== 'running',
    60_000,
  )
const proof = async () => {
  const { status, body } = await owner.call('GET', '/api/v1/encryption/audit')
  return { status, complete: body.complete, unreadable: body.unreadable }
}
const opensEverything = { status: 200, complete: true, unreadable: [] }
const validated = () => owner.call('POST', '/api/v1/keys/demo-openai/validate')
const d1 = async <Row>(query: string): Promise<Row[]> => (await stack.d1.prepare(query).all<Row>()).results

/** Allowances as the API makes them, sealed with the key that the demo company has. */
async function plantAllowances(count: number): Promise<void> {
  const db = drizzle(stack.d1, { schema })
  const [organization] = await db.select().from(schema.organizations)
  if (!organization) throw new Error('no organization')
  const vault = createVault({
    ring: keyRing(stack.secrets.VAULT_KEKS),
    dataKeys: dataKeyStore(db),
    newId: () => 'none',
    nowMs: Date.now,
  })
  for (let from = 0; from < count; from += 10) {
    const rows = Array.from({ length: 10 }, async (_, at) => {
      const id = `planted-${String(from + at).padStart(6, '0')}`
      const place = {
        orgId: organization.id,
        table: 'detector_allowances',
        column: 'value_envelope',
        rowId: id,
      }
      return {
        id,
        orgId: organization.id,
        code: null,
        valueEnvelope: await vault.seal(place, `value-${from + at}`),
        hint: '…',
        reason: 'test',
        createdBy: '',
        createdAtMs: 0,
        expiresAtMs: null,
      }
    })
    await db.insert(schema.detectorAllowances).values(await Promise.all(rows))
  }
}

/** So many take long enough to be cut off on any machine. */
const planted = 5_000

describe('a rotation', () => {
  it('that is killed goes on where it was and loses nothing', async () => {
    await plantAllowances(planted)
    let pid: number | null = null
    let cutOff: Json | undefined
    // On a busy machine it may not have begun by then.
    for (let afterMs = 400; cutOff === undefined; afterMs *= 2) {
      pid = stack.workerdPid()
      const begun = owner.call('POST', '/api/v1/encryption/rotate', {}).catch(() => null)
      await Promise.race([begun, sleep(afterMs)])
      process.kill(pid ?? 0, 'SIGKILL')
      await begun
      await until(
        () =>
          stack.call('GET', '/ready', { key: null }).then(
            ({ status }) => status,
            () => 0,
          ),
        (status) => status === 200,
        30_000,
      )
      cutOff = ((await owner.call('GET', '/api/v1/encryption/keys')).body.rotations as Json[])[0]
    }
    expect([cutOff?.status, Number(cutOff?.done) < planted, cutOff?.total]).toEqual([
      'running',
      true,
      expect.any(Number),
    ])
    expect(stack.workerdPid()).not.toBe(pid)
    await stack.end()
    await start()
    // The lease of who was killed runs out.
    await stack.d1.prepare('UPDATE key_rotations SET lease_until_ms = 1').run()
    expect(await ended(cutOff?.id)).toMatchObject({ status: 'succeeded', failed: 0 })
    expect(await proof()).toEqual(opensEverything)
    const left = await d1(
      `SELECT id FROM detector_allowances WHERE value_envelope NOT LIKE
         (SELECT 'v1.k1.' || dek_id || '.%' FROM data_keys WHERE status = 'active' AND org_id <> 'people')`,
    )
    expect(left).toEqual([])
  })
})

describe('the wrapping keys', () => {
  it('change without a pause: new key in, everything wrapped anew, old key out', async () => {
    await owner.call('POST', '/api/v1/auth/totp/enrol', {})
    await restart('k2', { k1: firstKey(), k2 })
    expect((await validated()).body.accepted).toBe(true)
    const before = await d1<{ kek_id: string }>(
      'SELECT kek_id FROM data_keys UNION ALL SELECT kek_id FROM subject_keys',
    )
    expect(before.filter(({ kek_id }) => kek_id === 'k1').length).toBeGreaterThan(2)

    const { body } = await owner.call('POST', '/api/v1/encryption/rotate', { scope: 'wrapping' })
    expect(await ended(body.id)).toMatchObject({ status: 'succeeded', failed: 0 })
    const after = await d1<{ kek_id: string }>(
      'SELECT kek_id FROM data_keys UNION ALL SELECT kek_id FROM subject_keys',
    )
    expect([after.length >= before.length, new Set(after.map(({ kek_id }) => kek_id))]).toEqual([
      true,
      new Set(['k2']),
    ])

    await restart('k2', { k1: null, k2 })
    const { body: ready } = await stack.call('GET', '/ready', { key: null })
    expect(ready.key_ring).toEqual({ service: 'worker_secret', active: 1, decrypt_only: 0, destroyed: 1 })
    expect(await proof()).toEqual(opensEverything)
    expect((await validated()).body.accepted).toBe(true)
    const { body: ledger } = await owner.call('GET', '/api/v1/audit?limit=100')
    const details = (ledger.items as Json[]).filter(({ action }) => action === 'encryption.rotation_started')
    expect(details.length).toBeGreaterThan(1)
    expect(JSON.stringify(details)).not.toContain('"erased":true')
  })
})

describe('an envelope that was moved', () => {
  const swap = (from: string, to: string) =>
    stack.d1.prepare(
      `UPDATE credentials SET ${to} = (SELECT ${from} FROM credentials WHERE id = 'demo-openai')`,
    )
  it.each(['row', 'column', 'organization'])('to another %s does not open', async (what) => {
    const added = await owner.call('POST', '/api/v1/keys', {
      vendor_id: 'openai',
      kind: 'admin_key',
      label: 'Moved',
      secret,
    })
    const id = String(added.body.credential_id)
    const change = {
      row: swap('secret_envelope', 'secret_envelope'),
      column: swap('secret_envelope', 'service_account_envelope'),
      organization: stack.d1.prepare(`UPDATE data_keys SET org_id = 'elsewhere' WHERE status <> 'none'`),
    }[what as 'row']
    const kept = await d1<{ org_id: string; dek_id: string }>('SELECT org_id, dek_id FROM data_keys')
    const before = await d1<{ id: string; e: string }>('SELECT id, secret_envelope AS e FROM credentials')
    await change.run()
    await restart('k2', { k1: null, k2 })
    const { status, body } = await owner.call('POST', `/api/v1/keys/${id}/validate`)
    expect([status, JSON.stringify(body).includes(secret.slice(8, 20))]).toEqual([409, false])
    for (const { org_id, dek_id } of kept)
      await stack.d1.prepare('UPDATE data_keys SET org_id = ? WHERE dek_id = ?').bind(org_id, dek_id).run()
    for (const row of before) {
      const back = 'UPDATE credentials SET secret_envelope = ?, service_account_envelope = NULL WHERE id = ?'
      await stack.d1.prepare(back).bind(row.e, row.id).run()
    }
    await restart('k2', { k1: null, k2 })
    expect((await owner.call('POST', `/api/v1/keys/${id}/validate`)).body.accepted).toBe(true)
  })
})

describe('a copy of D1 and ClickHouse without the secrets of the Worker', () => {
  it('opens nothing, whatever in it is tried as a key', async () => {
    await owner.call('POST', '/api/v1/collector/sync/demo-openai')
    await until(
      () => stack.rows<{ n: string }>('SELECT toString(count()) AS n FROM raw_payloads'),
      ([row]) => Number(row?.n) > 0,
    )
    const tables = (await d1<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table'`)).filter(
      ({ name }) => !/^(_cf|sqlite)/.test(name),
    )
    const rows = await Promise.all(tables.map(({ name }) => d1<Json>(`SELECT * FROM "${name}"`)))
    const stored = await stack.rows<Json>('SELECT * FROM raw_payloads')
    const texts = new Set([...rows.flat(), ...stored].flatMap((row) => Object.values(row).map(String)))
    expect([...texts].some((text) => text.includes(secret) || /value-\d+/.test(text))).toBe(false)

    const candidates = [...texts].flatMap((text) => [
      ...['base64', 'base64url', 'hex'].map((encoding) => Buffer.from(text, encoding as BufferEncoding)),
      Buffer.from(text),
      createHash('sha256').update(text).digest(),
    ])
    const keks = [
      ...new Set(candidates.filter(({ length }) => length === 32).map((bytes) => bytes.toString('base64'))),
    ]
    expect(keks.length).toBeGreaterThan(100)
    const wrapped = await d1<{ org_id: string; dek_id: string; wrapped: string }>(
      `SELECT org_id, dek_id, wrapped FROM data_keys WHERE status <> 'destroyed'`,
    )
    let opened = 0
    for (const kek of keks) {
      const ring = keyRing(JSON.stringify({ active: 'k', keys: { k: kek } }))
      for (const key of wrapped) {
        const owned = { orgId: key.org_id, keyId: key.dek_id }
        await ring.unwrap('k', key.wrapped, owned).then(
          () => {
            opened += 1
          },
          () => undefined,
        )
      }
    }
    expect(opened).toBe(0)
    const truly = keyRing(JSON.stringify({ active: 'k2', keys: { k2 } }))
    for (const key of wrapped) {
      const owned = { orgId: key.org_id, keyId: key.dek_id }
      expect((await truly.unwrap('k2', key.wrapped, owned)).type).toBe('secret')
    }
  })

  it('opens no envelope in another instance, which has a key of the same name', async () => {
    const db = drizzle(stack.d1, { schema })
    const [organization] = await db.select().from(schema.organizations)
    if (!organization) throw new Error('no organization')
    const tenant = { orgId: organization.id, region: organization.region, plan: organization.plan }
    const vaultWith = (kek: string) =>
      createVault({
        ring: keyRing(JSON.stringify({ active: 'k2', keys: { k2: kek } })),
        dataKeys: dataKeyStore(db),
        newId: () => 'none',
        nowMs: Date.now,
      })
    const [thief, we] = [vaultWith(randomBytes(32).toString('base64')), vaultWith(k2)]
    let tried = 0
    for (const store of envelopeStores) {
      const page = { exceptDekIds: [], afterRowId: '', rows: 500 }
      for (const { rowId, envelope } of await envelopesOf(tenant, db, store, page)) {
        const at = placeOfEnvelope(tenant, store, rowId)
        await expect(thief.open(at, envelope)).rejects.toMatchObject({ code: 'not_authentic' })
        expect((await we.open(at, envelope)).length).toBeGreaterThan(0)
        tried += 1
      }
    }
    expect(tried).toBeGreaterThan(400)
    // Nobody even signs in there: the audit ledger cannot be written, so that nothing is done.
    const elsewhere = restart('k2', { k2: randomBytes(32).toString('base64') })
    await expect(elsewhere).rejects.toThrow('failed with 503')
  })
})
