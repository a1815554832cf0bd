import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, people } from '../support/people.ts'
import { type Answer, type Json, type TestStack, testStack } from '../support/stack.ts'

let stack: TestStack
let who: Record<'owner' | 'ann' | 'ben' | 'part', Person>

beforeAll(async () => {
  stack = await testStack()
  who = await people(stack, { owner: 'owner', ann: 'analyst', ben: 'viewer', part: 'auditor' })
  const { owner, part } = who
  const empty = await owner.call('POST', '/api/v1/roles', { name: 'Nothing', permissions: [] })
  await owner.call('PATCH', `/api/v1/orgs/me/users/${part.id}`, { role: String(empty.body.id) })
  const workspace = await owner.call('POST', '/api/v1/workspaces', { name: 'Part' })
  const seat = `/api/v1/workspaces/${workspace.body.id}/members/${part.id}`
  expect((await owner.call('PUT', seat, { role: 'viewer' })).status).toBe(200)
})
afterAll(() => stack.end())

const view = (change: Json = {}): Json => ({
  page: 'activity',
  name: 'Slow calls',
  filters: { vendor_id: 'openai', latency_min_ms: '5000' },
  is_shared: false,
  ...change,
})
const keep = (by: Person, change: Json = {}): Promise<Answer> =>
  by.call('POST', '/api/v1/saved-views', view(change))
const put = (by: Person, id: unknown, change: Json = {}): Promise<Answer> =>
  by.call('PUT', `/api/v1/saved-views/${id}`, view(change))
const remove = (by: Person, id: unknown): Promise<Answer> => by.call('DELETE', `/api/v1/saved-views/${id}`)

async function seenBy(person: Person, query = ''): Promise<string[]> {
  const { body } = await person.call('GET', `/api/v1/saved-views${query}`)
  return (body.items as Json[]).map(({ name, is_mine }) => `${name}${is_mine ? '' : ' (shared)'}`)
}
async function entriesOf(id: unknown): Promise<string[]> {
  const { body } = await who.owner.call('GET', `/api/v1/audit?target=saved_view:${id}&limit=50`)
  return (body.items as Json[]).map(({ action, outcome }) => `${action} ${outcome}`).toSorted()
}

describe('a saved view', () => {
  it('is its owner’s alone until it is shared, and stands in the ledger from then on', async () => {
    const { ann, ben } = who
    const kept = await keep(ann)
    expect([kept.status, kept.body]).toMatchObject([201, { ...view(), is_mine: true }])
    expect([await seenBy(ann), await seenBy(ben)]).toEqual([['Slow calls'], []])
    expect(await entriesOf(kept.body.id)).toEqual([])

    expect((await put(ann, kept.body.id, { is_shared: true, name: 'Slow' })).status).toBe(200)
    expect([await seenBy(ann), await seenBy(ben)]).toEqual([['Slow'], ['Slow (shared)']])
    expect(await seenBy(ben, '?page=violations')).toEqual([])
    expect(await entriesOf(kept.body.id)).toEqual([
      'saved_view.changed intent',
      'saved_view.changed succeeded',
    ])

    for (const refused of [await put(ben, kept.body.id), await remove(ben, kept.body.id)]) {
      expect(refused.status).toBe(404)
    }
    expect((await remove(ann, kept.body.id)).body).toEqual({ removed: true })
    expect([await seenBy(ann), await seenBy(ben)]).toEqual([[], []])
  })

  it('that was shared can be cleared away by who administers the organization; a private one cannot', async () => {
    const { ann, owner } = who
    const shared = await keep(ann, { is_shared: true })
    const own = await keep(ann, { name: 'Own' })
    expect((await remove(owner, own.body.id)).status).toBe(404)
    expect((await remove(owner, shared.body.id)).status).toBe(200)
    expect(await entriesOf(shared.body.id)).toContain('saved_view.removed succeeded')
    await remove(ann, own.body.id)
  })

  it('of who sees a part of the organization is neither shared nor are shared ones shown to them', async () => {
    const { ann, part } = who
    const shared = await keep(ann, { is_shared: true })
    expect((await keep(part, { is_shared: true })).status).toBe(403)
    const own = await keep(part, { name: 'Of a part' })
    expect(own.status).toBe(201)
    expect((await put(part, own.body.id, { is_shared: true })).status).toBe(403)
    expect(await seenBy(part)).toEqual(['Of a part'])
    await remove(ann, shared.body.id)
  })

  it.each([
    ['a page that has no list', { page: 'costs' }],
    ['no name', { name: ' ' }],
    ['a name of two lines', { name: 'a\nb' }],
    ['a filter that is no text', { filters: { model: 1 } }],
    ['an empty filter', { filters: { model: '' } }],
    ['a filter whose name no address has', { filters: { '__proto__ x': 'a' } }],
    [
      'more filters than there are',
      {
        filters: Object.fromEntries(Array.from({ length: 41 }, (_, index) => [`f${'x'.repeat(index)}`, 'a'])),
      },
    ],
    ['an unknown field', { owner_id: 'user:x' }],
  ])('with %s is refused', async (_, change) => {
    expect((await keep(who.ann, change)).status).toBe(422)
  })

  it('is one of at most 200 that somebody keeps', async () => {
    const { ben } = who
    await stack.d1
      .prepare(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
         INSERT INTO saved_views (id, org_id, owner_id, page, name, filters, is_shared, created_at_ms, updated_at_ms)
         SELECT 'v' || i, (SELECT id FROM organizations LIMIT 1), ?, 'activity', 'n' || i, '{}', 0, 1, 1 FROM n`,
      )
      .bind(`user:${ben.id}`)
      .run()
    expect((await keep(ben)).status).toBe(409)
    await remove(ben, 'v1')
    expect((await keep(ben)).status).toBe(201)
  })
})
