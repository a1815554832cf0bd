import { afterAll, beforeAll, expect, it } from 'vitest'
import { dayAfter, dayText } from '../../analytics/costs/spans.ts'
import { withinOneDay } from '../support/one-day.ts'
import { type Browser, type TestStack, testStack, until } from '../support/stack.ts'
import { usageOf } from '../support/usage.ts'

let stack: TestStack
let owner: Browser
await withinOneDay()
const day = (back: number): string => dayAfter(dayText(Date.now()), -back)

beforeAll(async () => {
  stack = await testStack()
  owner = await stack.signIn('owner@demo.test')
  for (const email of ['cyd@example.org', 'dan@example.org']) {
    const invited = await owner.call('POST', '/api/v1/orgs/me/invitations', { email, role: 'viewer' })
    expect(invited).toMatchObject({ status: 201 })
  }
  const bill = { day: day(1), currency: 'USD', amount: '3' }
  await (await usageOf(stack)).bill([
    { ...bill, vendor_id: 'mistral' },
    { ...bill, vendor_id: 'xai' },
  ])
  await stack.ingest([
    {
      model_name: 'one',
      vendor_id: 'mistral',
      prompt: 'Write to ann@example.org',
      actor_email: 'ann@demo.test',
    },
    { model_name: 'two', vendor_id: 'cohere', prompt: 'SSN 536-90-4399', latency_ms: 40, cost_usd: '1.5' },
    {
      model_name: 'three',
      vendor_id: 'xai',
      prompt: 'Nothing',
      cost_usd: '2.5',
      actor_email: 'bea@demo.test',
    },
  ])
  const headers = { 'cache-control': 'no-cache' }
  await until(
    async () => (await stack.call('GET', '/api/v1/vendors/analytics', { headers })).body.items as unknown[],
    (items) => items.length === 3,
  )
})
afterAll(() => stack.end())

type Asked = { limit?: string; cursor?: string; bogus?: string }

const ask = (path: string, asked: Asked = {}) =>
  owner.call('GET', `/api/v1${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams(asked)}`)

/** The whole list, once its pages are known to hold the same. */
async function pagedLikeWhole(path: string, limit: number): Promise<unknown[]> {
  const { body: whole } = await ask(path)
  const seen: unknown[] = []
  let cursor: string | null = null
  do {
    const { status, body } = await ask(path, { limit: String(limit), ...(cursor === null ? {} : { cursor }) })
    expect(status).toBe(200)
    expect((body.items as unknown[]).length).toBeLessThanOrEqual(limit)
    seen.push(...(body.items as unknown[]))
    cursor = body.next_cursor as string | null
  } while (cursor !== null && seen.length < 1_000)
  expect(whole.next_cursor).toBeNull()
  expect(seen.length).toBeGreaterThan(limit)
  expect(seen).toEqual(whole.items)
  const refused = [await ask(path, { limit: '201' }), await ask(path, { cursor: 'mine' })]
  expect(refused.map(({ status }) => status)).toEqual([422, 400])
  return seen
}

it.each([
  ['/vendors', 5],
  ['/roles', 2],
  ['/compliance/detectors', 100],
  ['/compliance/summary', 1],
  ['/vendors/analytics', 2],
  ['/events/facets', 3],
  [`/events/timeline?from=${day(3)}T00:00:00Z&to=${day(1)}T00:00:00Z`, 20],
  ['/dashboard/top?dimension=model&by=events', 1],
  ['/costs/forecast?group_by=vendor', 1],
  [`/costs/reconciliation?from=${day(3)}&to=${day(0)}`, 1],
  ['/dev/outbox', 1],
])('%s is a list given whole, and in pages of %i to who asks for them', async (path, limit) => {
  await pagedLikeWhole(path, limit)
})

it('/events/actors gives whole, and in pages, whose pseudonyms were asked for', async () => {
  const { body } = await ask('/events')
  const ids = (body.items as { actor_id: string | null }[]).flatMap(({ actor_id }) => actor_id ?? [])
  const found = await pagedLikeWhole(`/events/actors?ids=${ids.join(',')}`, 1)
  expect(found.map((each) => (each as { actor_email: string }).actor_email).sort()).toEqual([
    'ann@demo.test',
    'bea@demo.test',
  ])
})

it('/dashboard/top goes on where a page ends, with the same total, as far as pages reach', async () => {
  const top = '/dashboard/top?dimension=vendor&by=cost_usd'
  const first = await ask(top, { limit: '2' })
  const second = await ask(top, { limit: '2', cursor: String(first.body.next_cursor) })
  const values = [first, second].map(({ body }) =>
    (body.items as { value: string }[]).map(({ value }) => value),
  )
  expect(values).toEqual([['xai', 'cohere'], ['mistral']])
  expect(first.body.total).toMatchObject({ events: 3, cost_usd: '4' })
  expect(second.body).toMatchObject({ total: first.body.total, next_cursor: null })
})

it.each([
  ['/vendors/analytics', { kpis: { events_7d: 3, spend_7d_usd: '4', p95_hot_vendor: 'cohere' } }],
  ['/compliance/summary', { last_7d: { scanned: 3, flagged: 2 }, previous_7d: { scanned: 0 } }],
])(
  '%s tells the same sums on every page, and takes no parameter that it does not know',
  async (path, sums) => {
    const first = await ask(path, { limit: '1' })
    const second = await ask(path, { limit: '1', cursor: String(first.body.next_cursor) })
    expect([first.body, second.body]).toMatchObject([sums, sums])
    expect((await ask(path, { bogus: '1' })).status).toBe(422)
  },
)
