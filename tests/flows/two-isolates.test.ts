import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, type TestStack, testStack } from '../support/stack.ts'

let stack: TestStack
let owner: Browser
beforeAll(async () => {
  stack = await testStack({ twin: true })
  owner = await stack.signIn('owner@demo.test')
})
afterAll(() => stack.end())

const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
const here = async (path: string, headers: Record<string, string>) =>
  (await stack.call('GET', path, { key: null, headers })).status
const there = async (path: string, headers: Record<string, string>) => {
  const answer = await stack.ask('twin', path, { headers })
  await answer.arrayBuffer()
  return answer.status
}
const both = async (path: string, headers: Record<string, string>) => [
  await here(path, headers),
  await there(path, headers),
]

async function newKey(body: Record<string, unknown> = {}): Promise<{ id: string; key: string }> {
  const made = await owner.call('POST', '/api/v1/api-keys', {
    name: 'k',
    scopes: ['analytics:read'],
    ...body,
  })
  return { id: String(made.body.key_id), key: String(made.body.api_key) }
}
const overview = '/api/v1/dashboard/overview'

describe('two isolates', () => {
  it('refuse a revoked key at the next request', async () => {
    const { id, key } = await newKey()
    expect(await both(overview, bearer(key))).toEqual([200, 200])
    await owner.call('DELETE', `/api/v1/api-keys/${id}`)
    expect(await both(overview, bearer(key))).toEqual([401, 401])
  })

  it('know the new scopes of a key at the next request', async () => {
    const { id, key } = await newKey()
    expect(await both(overview, bearer(key))).toEqual([200, 200])
    await owner.call('PATCH', `/api/v1/api-keys/${id}`, { scopes: ['events:read'] })
    expect(await both(overview, bearer(key))).toEqual([403, 403])
    expect(await both('/api/v1/events', bearer(key))).toEqual([200, 200])
  })

  it('refuse a session that was signed out in one of them', async () => {
    const viewer = await stack.signIn('viewer@demo.test')
    const cookie = { cookie: viewer.cookie }
    expect(await both('/auth/me', cookie)).toEqual([200, 200])
    await viewer.call('POST', '/auth/logout')
    expect(await both('/auth/me', cookie)).toEqual([401, 401])
  })

  it('share one limit', async () => {
    const { key } = await newKey({ rate_limit: { requests: 40, window_s: 60 } })
    const asked = Array.from({ length: 120 }, (_, index) =>
      index % 2 === 0 ? here(overview, bearer(key)) : there(overview, bearer(key)),
    )
    const statuses = await Promise.all(asked)
    expect(statuses.filter((status) => status === 200)).toHaveLength(40)
    expect(statuses.filter((status) => status === 429)).toHaveLength(80)
  })
})
