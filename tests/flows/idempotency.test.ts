import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, type Json, type TestStack, testStack } from '../support/stack.ts'
import { visitor } from '../support/visitor.ts'

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

  it('is each person’s own where two use one key for one thing, be it in one organization or two', async () => {
    const view = { name: 'Mine', page: 'activity', filters: {}, is_shared: false }
    const mine = await write(owner, 'same-1', '/saved-views', view)
    const theirs = await write(analyst, 'same-1', '/saved-views', view)
    expect([mine.status, theirs.status]).toEqual([201, 201])
    expect(theirs.body.id).not.toBe(mine.body.id)
    const elsewhere = visitor(stack)
    await elsewhere.register('elsewhere@other.example', 'violin harbour 7 moss')
    const headers = { 'idempotency-key': 'same-1' }
    const other = await elsewhere.call('POST', '/api/v1/saved-views', view, headers)
    expect([other.status, other.headers.get('idempotency-replayed')]).toEqual([201, null])
    expect([mine.body.id, theirs.body.id]).not.toContain(other.body.id)
  })

  it('is another with another query behind the same path', async () => {
    const ask = (days: number) => write(owner, 'query-1', `/compliance/backfill?days=${days}`, {})
    expect((await ask(1)).status).toBe(202)
    expect(await ask(2)).toMatchObject({
      status: 422,
      body: { error: { issues: [{ path: 'Idempotency-Key' }] } },
    })
  })

  it('is answered again for a day, and then done again', async () => {
    const body = { name: 'Aged', scopes: ['events:read'] }
    const age = (byMs: number) =>
      stack.d1
        .prepare('UPDATE idempotent_answers SET created_at_ms = created_at_ms - ? WHERE name = ?')
        .bind(byMs, nameOfKey)
        .run()
    const first = await write(owner, 'aged-1', '/api-keys', body)
    const newest = await stack.d1
      .prepare('SELECT name FROM idempotent_answers ORDER BY created_at_ms DESC, rowid DESC LIMIT 1')
      .first<{ name: string }>()
    const nameOfKey = newest?.name ?? ''
    await age(86_400_000 - 600_000)
    expect((await write(owner, 'aged-1', '/api-keys', body)).body).toEqual(first.body)
    await age(600_000)
    const later = await write(owner, 'aged-1', '/api-keys', body)
    expect([later.status, later.headers.get('idempotency-replayed')]).toEqual([201, null])
    expect(later.body.api_key).not.toBe(first.body.api_key)
  })

  it.each([
    ['under way', 0, /is under way/],
    ['cut off', 60_000, /was cut off/],
  ])('whose first request is %s is not done a second time', async (what, agoMs, message) => {
    const body = { name: `Never ${what}`, scopes: ['events:read'] }
    const key = `half-${agoMs}`
    await write(owner, key, '/api-keys', body)
    await stack.d1
      .prepare(
        `UPDATE idempotent_answers SET answer_envelope = NULL, created_at_ms = created_at_ms - ?
         WHERE created_at_ms = (SELECT max(created_at_ms) FROM idempotent_answers)`,
      )
      .bind(agoMs)
      .run()
    const again = await write(owner, key, '/api-keys', body)
    expect([again.status, again.body.detail]).toEqual([409, expect.stringMatching(message)])
  })

  it('that failed may be tried again', async () => {
    const body = { workspace_id: 'nowhere', name: 'Later' }
    const answers = [
      await write(owner, 'failed-1', '/projects', body),
      await write(owner, 'failed-1', '/projects', body),
    ]
    expect(answers.map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, null])
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
  })

  it('has a key of a sensible length', async () => {
    expect((await write(owner, 'k'.repeat(256), '/workspaces', { name: 'Long' })).status).toBe(400)
    expect((await write(owner, '""', '/workspaces', { name: 'Empty' })).status).toBe(400)
  })
})
