import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Browser, type TestStack, testStack } from '../support/stack.ts'

let stack: TestStack
let owner: Browser

beforeAll(async () => {
  stack = await testStack()
  owner = await stack.signIn('owner@demo.test')
})
afterAll(() => stack.end())

it.each([
  ['/vendors', 5],
  ['/roles', 2],
  ['/compliance/detectors', 100],
])('%s is a list given whole, and in pages of %i to who asks for them', async (path, limit) => {
  const ask = async (query: string) => owner.call('GET', `/api/v1${path}${query}`)
  const { body: whole } = await ask('')
  const seen: unknown[] = []
  let cursor = ''
  do {
    const { status, body } = await ask(`?limit=${limit}${cursor}`)
    expect(status).toBe(200)
    expect((body.items as unknown[]).length).toBeLessThanOrEqual(limit)
    seen.push(...(body.items as unknown[]))
    cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`
  } while (cursor !== '' && seen.length < 1_000)
  expect(whole.next_cursor).toBeNull()
  expect(seen.length).toBeGreaterThan(limit)
  expect(seen).toEqual(whole.items)
  expect([(await ask('?limit=201')).status, (await ask('?cursor=mine')).status]).toEqual([422, 400])
})
