import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, type Json, type TestStack, testStack } from '../support/stack.ts'

let stack: TestStack
let owner: Browser
let analyst: Browser
beforeAll(async () => {
  stack = await testStack()
  owner = await stack.signIn('owner@demo.test')
  analyst = await stack.signIn('analyst@demo.test')
})
afterAll(() => stack.end())

const write = (by: Browser, key: string, path: string, body: Json) =>
  stack.call('POST', `/api/v1${path}`, {
    key: null,
    body,
    headers: { cookie: by.cookie, 'x-csrf-token': by.csrf, 'idempotency-key': key },
  })
const names = async (): Promise<string[]> => {
  const { body } = await owner.call('GET', '/api/v1/workspaces?limit=200')
  return (body.items as Json[]).map(({ name }) => String(name))
}

describe('a write with an Idempotency-Key', () => {
  it('is done once, and a repeat gets the same answer', async () => {
    const first = await write(owner, 'once-1', '/workspaces', { name: 'Once' })
    const again = await write(owner, '"once-1"', '/workspaces', { name: 'Once' })
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body])
    expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([
      null,
      'true',
    ])
    expect((await names()).filter((name) => name === 'Once')).toHaveLength(1)
  })

  it('is done once also when both come at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => write(owner, 'race-1', '/workspaces', { name: 'Race' })),
    )
    expect(new Set(answers.map(({ status }) => status)).size).toBeLessThanOrEqual(2)
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true)
    expect((await names()).filter((name) => name === 'Race')).toHaveLength(1)
  })

  it('shows a secret again to whoever repeats it, and keeps none in the clear', async () => {
    const body = { name: 'Twice', scopes: ['events:read'] }
    const first = await write(owner, 'key-1', '/api-keys', body)
    const again = await write(owner, 'key-1', '/api-keys', body)
    expect(again.body.api_key).toBe(first.body.api_key)
    const { results } = await stack.d1.prepare('SELECT * FROM idempotent_answers').all()
    const secret = String(first.body.api_key).split('_').at(-1) ?? ''
    expect([results.length > 0, JSON.stringify(results).includes(secret)]).toEqual([true, false])
  })

  it('of another content is refused', async () => {
    await write(owner, 'mixed-1', '/workspaces', { name: 'Mixed' })
    const other = await write(owner, 'mixed-1', '/workspaces', { name: 'Other' })
    expect([other.status, (await names()).includes('Other')]).toEqual([422, false])
  })

  it('belongs to its caller and its route', async () => {
    await write(owner, 'shared-1', '/workspaces', { name: 'Shared' })
    expect((await write(analyst, 'shared-1', '/workspaces', { name: 'Shared' })).status).toBe(403)
    const role = await write(owner, 'shared-1', '/roles', { name: 'Shared', permissions: [] })
    expect([role.status, role.headers.get('idempotency-replayed')]).toEqual([201, null])
  })

  it('that failed may be tried again', async () => {
    const body = { workspace_id: 'nowhere', name: 'Later' }
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const answer = await write(owner, 'failed-1', '/projects', body)
      expect([answer.status >= 400, answer.headers.get('idempotency-replayed')]).toEqual([true, null])
    }
  })

  it('has a key of a sensible length', async () => {
    expect((await write(owner, 'k'.repeat(256), '/workspaces', { name: 'Long' })).status).toBe(400)
    expect((await write(owner, '""', '/workspaces', { name: 'Empty' })).status).toBe(400)
  })
})
