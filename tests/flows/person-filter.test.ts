import { afterAll, beforeAll, expect, it } from 'vitest'
import { rolledUp } from '../support/rolled-up.ts'
import { type Json, type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack

beforeAll(async () => {
  stack = await testStack()
  const people = ['Ada@Corp.example', 'Ada@Corp.example', 'bob@corp.example', null]
  await stack.ingest(
    people.map((actor_email, index) => ({
      id: `of-${index}`,
      model_name: `m${index}`,
      prompt: 'Hi.',
      actor_email,
    })),
  )
  await until(
    () => stack.rows<{ stored: string }>("SELECT count() AS stored FROM events WHERE startsWith(id, 'of-')"),
    ([row]) => Number(row?.stored) === people.length,
  )
  await rolledUp(stack, people.length)
})
afterAll(() => stack.end())

const ask = (path: string) => stack.call('GET', `/api/v1${path}`)
const idsOf = ({ body }: { body: Json }) => (body.items as Json[]).map(({ id }) => id).toSorted()

it.each([
  ['as it was told', 'Ada@Corp.example', ['of-0', 'of-1']],
  ['in small letters', 'ada@corp.example', ['of-0', 'of-1']],
  ['of somebody else', 'bob@corp.example', ['of-2']],
  ['of nobody', 'eve@corp.example', []],
])('an address %s finds the events of that person', async (_, email, expected) => {
  const filter = `actor_email=${encodeURIComponent(email)}`
  expect(idsOf(await ask(`/events?${filter}`))).toEqual(expected)
  const { body } = await ask(`/events/timeline?${filter}`)
  expect(body.total_events).toBe(expected.length)
  const facets = await ask(`/events/facets?facet=model&${filter}`)
  expect((facets.body.items as Json[]).flatMap(({ values }) => values as Json[])).toHaveLength(
    expected.length,
  )
  const { body: exported } = await ask(`/events?format=jsonl&${filter}`)
  expect(
    String(exported.text)
      .split('\n')
      .filter((line) => line !== ''),
  ).toHaveLength(expected.length)
})

it('an address narrows beside other filters, and one that is none is refused', async () => {
  expect(idsOf(await ask('/events?actor_email=ada@corp.example&model=m1'))).toEqual(['of-1'])
  expect(idsOf(await ask('/events?actor_email=ada@corp.example&model=m2'))).toEqual([])
  expect((await ask('/events?actor_email=a')).status).toBe(422)
})
