import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
const dayMs = 86_400_000
const idMadeAt = (ms: number, end: string): string => {
  const time = ms.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-0000000000${end}`
}
const nowMs = Date.now()
const ids = {
  'that says when it happened': [idMadeAt(nowMs, '01'), nowMs],
  'that was made days after what it names': [idMadeAt(nowMs, '02'), nowMs - 5 * dayMs],
  'that says a time to come': [idMadeAt(nowMs + 900 * dayMs, '03'), nowMs],
  'of the sender’s own': ['order-7', nowMs],
} as const

beforeAll(async () => {
  stack = await testStack()
  const events = Object.values(ids).map(([id, atMs]) => ({
    id,
    model_name: 'm',
    prompt: 'Hi.',
    timestamp: new Date(atMs).toISOString(),
  }))
  await stack.ingest(events)
  await until(
    () => stack.rows<{ stored: string }>("SELECT count() AS stored FROM events WHERE model = 'm'"),
    ([row]) => Number(row?.stored) === events.length,
  )
})
afterAll(() => stack.end())

it.each(Object.entries(ids))('an id %s finds its event', async (_, [id, atMs]) => {
  const { status, body } = await stack.call('GET', `/api/v1/events/${id}`)
  expect([status, body.id, body.created_at]).toEqual([200, id, new Date(atMs).toISOString()])
})

it.each([
  ['that says a time', idMadeAt(nowMs, '09')],
  ['that says none', 'order-8'],
])('an id %s and that nobody has finds nothing', async (_, id) => {
  expect((await stack.call('GET', `/api/v1/events/${id}`)).status).toBe(404)
})
