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
  'that was made an hour after what it names': [idMadeAt(nowMs, '04'), nowMs - 3_600_000],
  'that was made a moment more after it': [idMadeAt(nowMs, '05'), nowMs - 3_600_001],
  'in capitals, which tells nothing': [idMadeAt(nowMs, 'ab').toUpperCase(), nowMs - dayMs],
  'of another version': [idMadeAt(nowMs, '06').replace('-7000-', '-4000-'), nowMs - dayMs],
  'of the sender’s own': ['order-7', nowMs],
  'of the sender’s own, of long ago': ['order-7-before', nowMs - 300 * dayMs],
  'that is almost one that tells': [`${idMadeAt(nowMs, '07')}x`, nowMs - dayMs],
} as const
/** Ids that tell the time of their event. */
const told = ['01', '04']

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

it('is written down beside its event only when its id does not tell when that happened', async () => {
  const known = await stack.rows<{ id: string; known: string }>(
    `SELECT id, sipHash64(id) IN (SELECT id_hash FROM event_times) AS known FROM events WHERE model = 'm'`,
  )
  const isTold = (id: string) => told.some((end) => id === idMadeAt(nowMs, end))
  expect(known.map(({ id, known }) => [id, Number(known) === 1])).toEqual(
    known.map(({ id }) => [id, !isTold(id)]),
  )
  expect(known.filter(({ id }) => isTold(id))).toHaveLength(told.length)
})

it('is found when the hashes of two ids meet', async () => {
  const { status } = await stack.call('GET', '/api/v1/events/order-9')
  expect(status).toBe(404)
  await stack.rows(
    `INSERT INTO event_times SELECT org_id, sipHash64('order-7'), toStartOfMinute(now() - INTERVAL 40 DAY), '2100-01-01' FROM events WHERE id = 'order-7'`,
  )
  const { body } = await stack.call('GET', '/api/v1/events/order-7')
  expect(body.id).toBe('order-7')
})
