import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sandboxKeys } from '../../scripts/sandbox/keys.ts'
import { type Browser, type Json, type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
let owner: Browser
let viewer: Browser

beforeAll(async () => {
  stack = await testStack({ vendors: ['openai'] })
  owner = await stack.signIn('owner@demo.test')
  viewer = await stack.signIn('viewer@demo.test')
})
afterAll(() => stack.end())

const keys = async (): Promise<{
  data_keys: Json[]
  rotations: Json[]
  wrapping_keys: Json[]
  counted: boolean
}> => (await owner.call('GET', '/api/v1/encryption/keys')).body as never
const audit = async () =>
  (await owner.call('GET', '/api/v1/encryption/audit')).body as {
    stores: (Json & { store: string; records: number; opened: number; unreadable: number; dek_id: string })[]
    unreadable: Json[]
    complete: boolean
  }
const addKey = (label: string) =>
  owner.call('POST', '/api/v1/keys', {
    vendor_id: 'openai',
    kind: 'admin_key',
    label,
    secret: sandboxKeys(stack.secrets.sandboxSeed).openai,
  })
const envelopes = async (): Promise<string[]> => {
  const { results } = await stack.d1
    .prepare(
      `SELECT secret_envelope AS e FROM credentials UNION ALL SELECT value_envelope FROM detector_allowances
       UNION ALL SELECT answer_envelope FROM idempotent_answers WHERE answer_envelope IS NOT NULL
       UNION ALL SELECT totp_envelope FROM users WHERE totp_envelope IS NOT NULL`,
    )
    .all<{ e: string }>()
  return results.map(({ e }) => e)
}
const dekOf = (envelope: string): string => envelope.split('.')[2] ?? ''
const ended = async (id: unknown): Promise<Json> => {
  const rotation = async () => (await keys()).rotations.find((each) => each.id === id) as Json
  return until(
    async () => {
      // One that is lost is made up for by the next, as in every minute.
      await stack.tick().catch(() => undefined)
      return rotation()
    },
    ({ status }) => status !== 'running',
    60_000,
  )
}

describe('new data keys', () => {
  it('take over while people go on writing, and everything opens at any moment', async () => {
    const secret = sandboxKeys(stack.secrets.sandboxSeed).openai
    expect((await owner.call('POST', '/api/v1/auth/totp/enrol', {})).status).toBe(200)
    for (let n = 0; n < 60; n += 1) {
      const body = { value: `value-${n}@corp.test`, reason: 'test' }
      expect((await owner.call('POST', '/api/v1/compliance/allowances', body)).status).toBe(201)
    }
    await addKey('before')
    await stack.call('POST', '/api/v1/workspaces', {
      key: null,
      body: { name: 'Once' },
      headers: { cookie: owner.cookie, 'x-csrf-token': owner.csrf, 'idempotency-key': 'rotation-1' },
    })
    const before = await envelopes()
    const oldKeys = new Set(before.map(dekOf))

    const { status, body } = await owner.call('POST', '/api/v1/encryption/rotate', {})
    expect(status).toBe(202)
    expect(body).toMatchObject({ scope: 'data_keys', status: 'running', done: 0, failed: 0 })
    expect(body.total).toBeGreaterThanOrEqual(before.length - 1)
    const second = await owner.call('POST', '/api/v1/encryption/rotate', { scope: 'wrapping' })
    expect(second.status).toBe(409)

    // Writers and readers go on meanwhile; each read opens what it needs.
    let isOver = false
    const statuses: number[] = []
    const busy = Promise.all([
      (async () => {
        for (let n = 0; !isOver; n += 1) {
          statuses.push((await addKey(`during ${n}`)).status)
          await new Promise((resolve) => setTimeout(resolve, 100))
        }
      })(),
      (async () => {
        while (!isOver) {
          statuses.push((await owner.call('POST', '/api/v1/keys/demo-openai/validate')).status)
          const rotate = await owner.call('POST', '/api/v1/keys/demo-openai/rotate', { secret })
          // A secret that is sealed again at this very moment is read again, as any other change.
          if (rotate.status !== 409) statuses.push(rotate.status)
          await new Promise((resolve) => setTimeout(resolve, 50))
        }
      })(),
    ])
    const rotation = await ended(body.id).finally(() => {
      isOver = true
    })
    await busy
    expect(rotation).toMatchObject({ status: 'succeeded', failed: 0, error: null })
    expect(rotation.done).toBeGreaterThanOrEqual(before.length - 1)
    expect(new Set(statuses)).toEqual(new Set([200, 201]))

    const after = await envelopes()
    expect(after.length).toBeGreaterThan(before.length)
    expect(after.filter((envelope) => oldKeys.has(dekOf(envelope)))).toEqual([])
    const { data_keys } = await keys()
    expect(data_keys.map(({ status: each }) => each)).toEqual(['decrypt_only', 'active'])
    expect(data_keys[1]?.records).toBeGreaterThan(60)
    const proof = await audit()
    expect([proof.complete, proof.unreadable]).toEqual([true, []])
    for (const store of proof.stores.filter(({ sampled }) => !sampled))
      expect([store.store, store.opened]).toEqual([store.store, store.records])
    expect(proof.stores.map(({ store }) => store)).toEqual(
      expect.arrayContaining([
        'credentials.secret_envelope',
        'detector_allowances.value_envelope',
        'data_keys',
      ]),
    )
    const outcomesOf = async (action: string): Promise<unknown[]> => {
      const { body: ledger } = await owner.call('GET', `/api/v1/audit?action=${action}&limit=100`)
      return (ledger.items as Json[]).map(({ outcome }) => outcome).toSorted()
    }
    expect(await outcomesOf('encryption.rotation_started')).toEqual([
      'failed',
      'intent',
      'intent',
      'succeeded',
    ])
    expect(await outcomesOf('encryption.rotation_finished')).toEqual(['succeeded'])
    expect(await outcomesOf('encryption.audited')).toEqual(['succeeded'])
  })

  it('leave what cannot be opened as it is, and name it', async () => {
    const before = await stack.d1
      .prepare(`SELECT id, value_envelope AS e FROM detector_allowances ORDER BY id LIMIT 2`)
      .all<{ id: string; e: string }>()
    const [first, other] = before.results
    await stack.d1
      .prepare('UPDATE detector_allowances SET value_envelope = ? WHERE id = ?')
      .bind(other?.e, first?.id)
      .run()
    const { body } = await owner.call('POST', '/api/v1/encryption/rotate', { scope: 'data_keys' })
    expect(await ended(body.id)).toMatchObject({ status: 'failed', failed: 1 })
    const { body: open } = await owner.call('GET', '/api/v1/notices')
    expect(open.items).toContainEqual(
      expect.objectContaining({ kind: 'key_unreadable', subject: 'data_keys' }),
    )
    const proof = await audit()
    expect(proof.unreadable).toEqual([
      {
        store: 'detector_allowances.value_envelope',
        id: first?.id,
        reason: 'the envelope was altered, moved, or sealed with another key',
      },
    ])
    const kept = await stack.d1
      .prepare('SELECT value_envelope AS e FROM detector_allowances WHERE id = ?')
      .bind(first?.id)
      .first<{ e: string }>()
    expect(kept?.e).toBe(other?.e)
    await stack.d1.prepare('DELETE FROM detector_allowances WHERE id = ?').bind(first?.id).run()
  })

  it('are taken into use by those who may', async () => {
    expect((await viewer.call('POST', '/api/v1/encryption/rotate', {})).status).toBe(403)
    expect((await viewer.call('GET', '/api/v1/encryption/audit')).status).toBe(403)
    expect((await owner.call('POST', '/api/v1/encryption/rotate', { scope: 'all' })).status).toBe(422)
  })

  it('are no wrapping keys: those are changed in the configuration', async () => {
    const { wrapping_keys } = await keys()
    expect(wrapping_keys).toEqual([{ kek_id: 'k1', status: 'active' }])
    const { body } = await stack.call('GET', '/ready', { key: null })
    expect(body.key_ring).toEqual({ service: 'worker_secret', active: 1, decrypt_only: 0, destroyed: 0 })
  })
})
