import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Browser, type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
let owner: Browser

beforeAll(async () => {
  stack = await testStack()
  owner = await stack.signIn('owner@demo.test')
  await stack.ingest([
    { model_name: 'one', vendor_id: 'mistral', prompt: 'Write to ann@example.org' },
    { model_name: 'two', vendor_id: 'cohere', prompt: 'SSN 536-90-4399', latency_ms: 40 },
    { model_name: 'three', vendor_id: 'xai', prompt: 'Nothing', cost_usd: '2.5' },
  ])
  const headers = { 'cache-control': 'no-cache' }
  await until(
    async () => (await stack.call('GET', '/api/v1/vendors/analytics', { headers })).body.items as unknown[],
    (items) => items.length === 3,
  )
})
afterAll(() => stack.end())

it.each([
  ['/vendors', 5],
  ['/roles', 2],
  ['/compliance/detectors', 100],
  ['/compliance/summary', 1],
  ['/vendors/analytics', 2],
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

it.each([
  ['/vendors/analytics', { kpis: { events_7d: 3, spend_7d_usd: '2.5', p95_hot_vendor: 'cohere' } }],
  ['/compliance/summary', { last_7d: { scanned: 3, flagged: 2 }, previous_7d: { scanned: 0 } }],
])(
  '%s tells the same sums on every page, and takes no parameter that it does not know',
  async (path, sums) => {
    const ask = async (query: string) => owner.call('GET', `/api/v1${path}${query}`)
    const first = await ask('?limit=1')
    const second = await ask(`?limit=1&cursor=${first.body.next_cursor}`)
    expect([first.body, second.body]).toMatchObject([sums, sums])
    expect((await ask('?bogus=1')).status).toBe(422)
  },
)
