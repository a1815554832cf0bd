import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { api, idOf } from '../support/asking.ts'
import { type Person, people } from '../support/people.ts'
import { type Json, type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
let who: Record<'owner' | 'reader' | 'inner' | 'barred' | 'single', Person>
const places = { w1: '', w2: '', p1: '', p2: '' }

beforeAll(async () => {
  stack = await testStack()
  who = await people(stack, {
    owner: 'owner',
    reader: 'auditor',
    inner: 'auditor',
    barred: 'viewer',
    single: 'auditor',
  })
  places.w1 = await made('/workspaces', { name: 'One' })
  places.w2 = await made('/workspaces', { name: 'Two' })
  places.p1 = await made('/projects', { name: 'In one', workspace_id: places.w1 })
  places.p2 = await made('/projects', { name: 'In two', workspace_id: places.w2 })
  const { w1, p1, p2 } = places
  await who.owner.call('PUT', api(`/workspaces/${w1}/members/${who.reader.id}`), { role: 'viewer' })
  await who.owner.call('PUT', api(`/projects/${p2}/members/${who.inner.id}`), { role: 'viewer' })
  const rules: [Person, Json][] = [
    [who.reader, { effect: 'deny', scope_type: 'resource', scope_id: 'event/hidden' }],
    [who.barred, { effect: 'deny', scope_type: 'workspace', scope_id: w1 }],
    [who.single, { scope_type: 'resource', scope_id: 'event/nowhere' }],
    ...[who.reader, who.inner, who.single].map((person): [Person, Json] => [
      person,
      { scope_type: 'resource', scope_id: 'event/live-end' },
    ]),
  ]
  for (const [person, rule] of rules) {
    const body = {
      subject_type: 'user',
      subject_id: person.id,
      permission: 'events:read',
      reason: 'test',
      ...rule,
    }
    expect((await who.owner.call('POST', api('/permissions'), body)).status).toBe(201)
  }
  const answer = await stack.ingest(
    [
      { id: 'in-w1', workspace_id: w1 },
      { id: 'in-p1', workspace_id: w1, project_id: p1 },
      { id: 'p1-alone', project_id: p1 },
      { id: 'in-w2', workspace_id: places.w2 },
      { id: 'in-p2', workspace_id: places.w2, project_id: p2 },
      { id: 'nowhere' },
      { id: 'hidden', workspace_id: w1 },
    ].map((event) => ({ model_name: 'm', prompt: 'SSN 536-90-4399', ...event })),
  )
  expect(answer.body).toMatchObject({ ingested: 7 })
  await until(
    () => idsFor(who.owner),
    (ids) => ids.length === 7,
  )
})
afterAll(() => stack.end())

async function made(path: string, body: Json): Promise<string> {
  return idOf(await who.owner.call('POST', api(path), body))
}
async function idsFor(person: Person, query = ''): Promise<string[]> {
  const { body } = await person.call('GET', api(`/events?limit=200&${query}`))
  return (body.items as Json[]).map(({ id }) => String(id)).toSorted()
}
const expected = {
  owner: ['hidden', 'in-p1', 'in-p2', 'in-w1', 'in-w2', 'nowhere', 'p1-alone'],
  reader: ['in-p1', 'in-w1', 'p1-alone'],
  inner: ['in-p2'],
  barred: ['in-p2', 'in-w2', 'nowhere'],
  single: ['nowhere'],
} as const
const names = ['owner', 'reader', 'inner', 'barred', 'single'] as const

describe('events', () => {
  it.each(names)('are listed to the %s as far as their permission reaches', async (name) => {
    expect(await idsFor(who[name])).toEqual(expected[name])
    expect(await idsFor(who[name], 'only_violations=true')).toEqual(expected[name])
  })

  it.each(names)('are found by id by the %s only there', async (name) => {
    for (const id of expected.owner) {
      const { status } = await who[name].call('GET', api(`/events/${id}`))
      const may = (expected[name] as readonly string[]).includes(id)
      expect([id, status === 200]).toEqual([id, may])
      expect([200, 403, 404]).toContain(status)
    }
  })

  it('are not reached by a filter or a page that names another place', async () => {
    expect(await idsFor(who.reader, `workspace_id=${places.w2}`)).toEqual([])
    expect(await idsFor(who.reader, `project_id=${places.p2}`)).toEqual([])
    expect(await idsFor(who.inner, `workspace_id=${places.w1}`)).toEqual([])
    const seen: string[] = []
    let cursor = ''
    do {
      const { body } = await who.reader.call('GET', api(`/events?limit=1${cursor && `&cursor=${cursor}`}`))
      seen.push(...(body.items as Json[]).map(({ id }) => String(id)))
      cursor = body.next_cursor === null ? '' : String(body.next_cursor)
    } while (cursor !== '')
    expect(seen.toSorted()).toEqual(expected.reader)
  })

  it('are summed up for those alone who may read them all; others see no latest violation of elsewhere', async () => {
    expect((await who.reader.call('GET', api('/dashboard/overview'))).status).toBe(403)
    expect((await who.reader.call('GET', api('/vendors/analytics'))).status).toBe(403)
    const violations = async (person: Person) => {
      const { body } = await person.call('GET', api('/dashboard/overview'))
      return (body.recent_violations as Json[]).map(({ id }) => String(id)).toSorted()
    }
    expect(await violations(who.owner)).toEqual(expected.owner)
    expect(await violations(who.barred)).toEqual(expected.barred)
  })

  it('of very many single workspaces can still be asked for', async () => {
    const { many } = await people(stack, { many: 'auditor' })
    const rows = Array.from({ length: 1000 }, (_, index) => `g${index}`)
    await stack.d1
      .prepare(`INSERT INTO grants (id, org_id, subject_type, subject_id, effect, permission, scope_type, scope_id, reason, status, requested_by, created_at_ms)
        SELECT value, (SELECT org_id FROM memberships WHERE user_id = ?1), 'user', ?1, 'allow', 'events:read', 'workspace',
          'a-workspace-with-an-id-as-long-as-ours-' || value, '', 'active', '', 1 FROM json_each(?2)`)
      .bind(many.id, JSON.stringify(rows))
      .run()
    await stack.d1.prepare('UPDATE organizations SET grants_version = grants_version + 1').run()
    await made('/workspaces', { name: 'A change that is told to everyone' })
    expect(await idsFor(many)).toEqual([])
  })
})

describe('the live stream', () => {
  /** Opens a socket and gives the ids of the events it was shown, and how it ended. */
  const watch = (person: Person) => {
    const socket = new WebSocket(`${stack.url.replace('http', 'ws')}/ws/events`, {
      headers: { cookie: person.cookie, origin: stack.url },
    })
    const ids: string[] = []
    const ended: [number, string][] = []
    let isOpen = false
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as { type: string; event?: Json; events?: Json[] }
      if (frame.type === 'hello') isOpen = true
      for (const event of [frame.event, ...(frame.events ?? [])]) if (event) ids.push(String(event.id))
    })
    socket.on('close', (code, reason) => ended.push([code, String(reason)]))
    return { ids, ended, socket, isOpen: () => isOpen }
  }

  it('shows each reader their part', async () => {
    const watchers = names.map((name) => [name, watch(who[name])] as const)
    await until(
      () => watchers.every(([, { isOpen }]) => isOpen()),
      (open) => open,
    )
    await stack.ingest(
      [
        { id: 'live-w1', workspace_id: places.w1 },
        { id: 'live-p1', project_id: places.p1 },
        { id: 'live-p2', workspace_id: places.w2, project_id: places.p2 },
        { id: 'live-nowhere' },
      ].map((event) => ({ model_name: 'm', prompt: 'x', ...event })),
    )
    // Everybody may see this one, and whatever was shown to them before has come before it.
    await stack.ingest([{ id: 'live-end', model_name: 'm', prompt: 'x' }])
    await until(
      () => watchers.map(([, { ids }]) => ids.includes('live-end')),
      (all) => all.every(Boolean),
    )
    const seen = Object.fromEntries(watchers.map(([name, { ids }]) => [name, ids]))
    expect(seen).toEqual({
      owner: ['live-w1', 'live-p1', 'live-p2', 'live-nowhere', 'live-end'],
      reader: ['live-w1', 'live-p1', 'live-end'],
      inner: ['live-p2', 'live-end'],
      barred: ['live-p2', 'live-nowhere', 'live-end'],
      single: ['live-end'],
    })
    for (const [, { socket }] of watchers) socket.close()
  })

  it('is closed to who may read nothing, and when a permission for a time has ended', async () => {
    const { closed, timed } = await people(stack, { closed: 'auditor', timed: 'auditor' })
    const refused = watch(closed)
    expect(
      await until(
        () => refused.ended,
        (ends) => ends.length > 0,
      ),
    ).toEqual([[1008, 'events:read is missing']])
    const endsAtMs = Date.now() + 6_000
    await who.owner.call('POST', api('/permissions'), {
      subject_type: 'user',
      subject_id: timed.id,
      permission: 'events:read',
      reason: 'test',
      expires_at: new Date(endsAtMs).toISOString(),
    })
    const watched = watch(timed)
    await until(watched.isOpen, (open) => open)
    await until(Date.now, (nowMs) => nowMs > endsAtMs)
    await stack.ingest([{ id: 'after-the-end', model_name: 'm', prompt: 'x' }])
    expect(
      await until(
        () => watched.ended,
        (ends) => ends.length > 0,
      ),
    ).toEqual([[1008, expect.any(String)]])
    expect(watched.ids).toEqual([])
  })
})

describe('a key that is bound', () => {
  let key = ''
  const bind = async (workspace_id: string | undefined, project_id: string | undefined) => {
    const scopes = ['ingest:write', 'events:read']
    const { body } = await who.owner.call('POST', api('/api-keys'), {
      name: 'Bound',
      scopes,
      workspace_id,
      project_id,
    })
    key = String(body.api_key)
  }
  const ingest = (events: Json[]) => stack.call('POST', api('/ingest/llm'), { key, body: { events } })
  const push = (id: string, more: Json) => ingest([{ id, model_name: 'm', prompt: 'x', ...more }])
  const stored = async (id: string) => {
    const { body } = await until(
      () => who.owner.call('GET', api(`/events/${id}`)),
      ({ status }) => status === 200,
    )
    return [body.workspace_id, body.project_id]
  }

  it('to a workspace stamps what it pushes and cannot push elsewhere', async () => {
    const { w1, w2, p1, p2 } = places
    await bind(w1, undefined)
    for (const [id, more, place] of [
      ['bound-1', {}, [w1, null]],
      ['bound-2', { workspace_id: w1 }, [w1, null]],
      ['bound-3', { project_id: p1 }, [w1, p1]],
      ['bound-4', { project_id: 'a name of their own' }, [w1, 'a name of their own']],
    ] as const) {
      expect((await push(id, more)).body).toMatchObject({ ingested: 1 })
      expect([id, await stored(id)]).toEqual([id, place])
    }
    for (const more of [
      { workspace_id: w2 },
      { project_id: p2 },
      { workspace_id: w1, project_id: p2 },
      { workspace_id: 'x' },
    ]) {
      expect([more, (await push('elsewhere', more)).status]).toEqual([more, 403])
    }
    const mixed = await ingest([
      { id: 'mixed-1', model_name: 'm', prompt: 'x' },
      { id: 'mixed-2', model_name: 'm', prompt: 'x', workspace_id: w2 },
    ])
    expect([mixed.status, mixed.body.detail]).toEqual([
      403,
      'events.1: you may not push into this workspace and project.',
    ])
    expect((await who.owner.call('GET', api('/events/mixed-1'))).status).toBe(404)
  })

  it('to a project stamps it and its workspace', async () => {
    const { w1, w2, p1, p2 } = places
    await bind(w1, p1)
    expect((await push('bound-5', {})).status).toBe(202)
    expect(await stored('bound-5')).toEqual([w1, p1])
    for (const more of [{ project_id: p2 }, { workspace_id: w2 }, { project_id: 'other' }]) {
      expect([more, (await push('elsewhere', more)).status]).toEqual([more, 403])
    }
  })

  it('reads only what lies there', async () => {
    await bind(undefined, places.p2)
    const { body } = await stack.call('GET', api('/events?limit=200'), { key })
    expect((body.items as Json[]).map(({ project_id }) => project_id)).toEqual([places.p2, places.p2])
  })
})
