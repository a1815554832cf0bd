import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api } from '../support/asking.ts'
import { withinOneDay } from '../support/one-day.ts'
import { type Person, people } from '../support/people.ts'
import { rolledUp } from '../support/rolled-up.ts'
import { type Json, type TestStack, testStack, until } from '../support/stack.ts'

await withinOneDay()
let stack: TestStack
let who: Record<'owner' | 'viewer' | 'part', Person>
let workspaceId: string
const key = { key: null }

beforeAll(async () => {
  stack = await testStack()
  who = await people(stack, { owner: 'owner', viewer: 'viewer', part: 'auditor' })
  const workspace = await who.owner.call('POST', api('/workspaces'), { name: 'Part, "quoted"' })
  workspaceId = String(workspace.body.id)
  await who.owner.call('PUT', api(`/workspaces/${workspaceId}/members/${who.part.id}`), { role: 'viewer' })
})
afterAll(() => stack.end())

const eventsCount = 2_300
const texts = async (
  person: Person,
  path: string,
): Promise<{ text: string; type: string; status: number }> => {
  const response = await fetch(`${stack.url}${api(path)}`, { headers: { cookie: person.cookie } })
  return {
    text: await response.text(),
    type: response.headers.get('content-type') ?? '',
    status: response.status,
  }
}

describe('the overview', () => {
  it('shows first data at once and then keeps for half a minute what it read', async () => {
    expect((await stack.call('GET', api('/dashboard/overview'))).body).toMatchObject({
      events_7d: 0,
      requests_7d: 0,
      avg_cost_per_request_usd: null,
    })
    await stack.ingest([{ id: 'first', model_name: 'm', prompt: 'hello', cost_usd: '0.5' }])
    const { body } = await until(
      () => stack.call('GET', api('/dashboard/overview')),
      (answer) => answer.body.events_7d === 1,
    )
    expect(body).toMatchObject({ requests_7d: 1, avg_cost_per_request_usd: '0.5' })
    await stack.ingest([{ id: 'second', model_name: 'm', prompt: 'hello' }])
    await rolledUp(stack, 2)
    expect((await stack.call('GET', api('/dashboard/overview'))).body.events_7d).toBe(1)
    const anew = await stack.call('GET', api('/dashboard/overview'), {
      headers: { 'cache-control': 'no-cache' },
    })
    expect(anew.body.events_7d).toBe(2)
  })

  it('is read anew after a sync', async () => {
    await stack.ingest([{ id: 'third', model_name: 'm', prompt: 'hello' }])
    await rolledUp(stack, 3)
    expect((await stack.call('GET', api('/dashboard/overview'))).body.events_7d).toBe(2)
    const [organization] = (await stack.d1.prepare('SELECT id FROM organizations').all<{ id: string }>())
      .results
    await stack.d1
      .prepare(
        `INSERT INTO collector_runs (id, org_id, vendor_id, credential_id, stream, status, pulled, errors, started_at_ms, finished_at_ms)
         VALUES ('run', ?, 'openai', 'c', 'usage', 'succeeded', 1, 0, ?, ?)`,
      )
      .bind(organization?.id ?? '', Date.now() - 50, Date.now())
      .run()
    const { body } = await stack.call('GET', api('/dashboard/overview'))
    expect(body.events_7d).toBe(3)
  })
})

describe('an export', () => {
  beforeAll(async () => {
    const places = ['', workspaceId]
    const events = Array.from({ length: eventsCount }, (_, index) => ({
      id: `x-${index}`,
      model_name: index % 3 === 0 ? '=1+1' : 'plain',
      prompt: `line one\nline "two", ${index}`,
      actor_email: 'someone@example.test',
      ...(places[index % 2] ? { workspace_id: places[index % 2] } : {}),
    }))
    for (let from = 0; from < events.length; from += 500) await stack.ingest(events.slice(from, from + 500))
    await rolledUp(stack, eventsCount + 3)
  })

  const listed = async (person: Person, filters: string): Promise<Json[]> => {
    const items: Json[] = []
    let cursor = ''
    do {
      const { body } = await person.call(
        'GET',
        api(`/events?limit=200&${filters}${cursor && `&cursor=${cursor}`}`),
      )
      items.push(...(body.items as Json[]))
      cursor = body.next_cursor === null ? '' : String(body.next_cursor)
    } while (cursor !== '')
    return items
  }

  it('as JSON lines is what the list shows, page after page', async () => {
    for (const filters of ['', 'model=plain', 'model=nothing']) {
      const { text, type } = await texts(who.owner, `/events?format=jsonl&${filters}`)
      expect(type).toBe('application/x-ndjson')
      const rows = text.split('\n').filter((line) => line !== '')
      const expected = await listed(who.owner, filters)
      expect(rows.map((line) => JSON.parse(line))).toEqual(expected)
    }
  })

  it('as CSV has a row for each event and no cell that a spreadsheet would run', async () => {
    const { text, type } = await texts(who.owner, '/events?format=csv&model=%3D1%2B1')
    expect(type).toBe('text/csv; charset=utf-8')
    const [head = ''] = text.split('\r\n')
    expect(head).toMatch(/^created_at,id,kind,source,vendor_id,model,/)
    const ids = [...text.matchAll(/^\S+Z?,(x-\d+),/gm)].map(([, id]) => id)
    expect(ids).toEqual((await listed(who.owner, 'model=%3D1%2B1')).map(({ id }) => id))
    expect(text).toContain(`,'=1+1,`)
    expect(text).not.toMatch(/,=1\+1,/)
    expect(text).toContain('"line one\nline ""two"", 0"')
  })

  it('is asked for by Accept as well, and JSON stays the answer for everyone else', async () => {
    const ask = async (accept: string) => {
      const response = await fetch(`${stack.url}${api('/events?model=plain')}`, {
        headers: { cookie: who.owner.cookie, accept },
      })
      await response.text()
      return response.headers.get('content-type')
    }
    expect(await ask('text/csv')).toBe('text/csv; charset=utf-8')
    expect(await ask('application/x-ndjson')).toBe('application/x-ndjson')
    expect(await ask('application/json, text/csv')).toBe('application/json')
    expect(await ask('*/*')).toBe('application/json')
    expect((await who.owner.call('GET', api('/events?format=xml'))).status).toBe(422)
  })

  it('keeps to the part that one may see', async () => {
    const { text } = await texts(who.part, '/events?format=jsonl')
    const rows = text.split('\n').filter((line) => line !== '')
    expect(rows).toHaveLength(eventsCount / 2)
    expect(new Set(rows.map((line) => JSON.parse(line).workspace_id))).toEqual(new Set([workspaceId]))
  })

  it('stands in the audit ledger with its filters', async () => {
    const { body } = await who.owner.call('GET', api('/audit?action=events.exported'))
    expect(JSON.stringify(body.items)).toContain('"model":"plain"')
  })

  it('can be left in the middle', async () => {
    const response = await fetch(`${stack.url}${api('/events?format=jsonl')}`, {
      headers: { cookie: who.owner.cookie },
    })
    const reader = response.body?.getReader()
    expect((await reader?.read())?.value?.length).toBeGreaterThan(0)
    await reader?.cancel()
    expect((await stack.call('GET', api('/health'), key)).status).toBe(200)
  })
})

describe('facets and timeline', () => {
  const totalOf = async (person: Person, query = ''): Promise<unknown[]> => {
    const { body } = await person.call('GET', api(`/events/timeline?${query}`))
    return [body.tier, body.total_events]
  }

  it('count everything for whoever sees everything, from rollups', async () => {
    expect(await totalOf(who.owner)).toEqual(['hourly', eventsCount + 3])
    expect(await totalOf(who.owner, `workspace_id=${workspaceId}`)).toEqual(['hourly', eventsCount / 2])
    expect(await totalOf(who.owner, `workspace_id=${workspaceId}&q=two`)).toEqual(['raw', eventsCount / 2])
  })

  it('count the part alone for whoever sees a part, from the events', async () => {
    expect(await totalOf(who.part)).toEqual(['raw', eventsCount / 2])
    expect(await totalOf(who.part, 'model=m')).toEqual(['raw', 0])
  })

  it('name what people named', async () => {
    const { body } = await who.part.call('GET', api('/events/facets'))
    const facet = (name: string) => (body.items as Json[]).find((item) => item.facet === name)
    expect(facet('workspace_id')).toEqual({
      facet: 'workspace_id',
      values: [{ value: workspaceId, label: 'Part, "quoted"', events: eventsCount / 2 }],
      is_complete: true,
    })
    expect(facet('actor_id')).toMatchObject({ values: [{ label: 'someone@example.test' }] })
    expect(facet('trace_id')).toBeUndefined()
  })

  it('count a filter under the others and without itself, in the part that one may see', async () => {
    const counted = async (person: Person, query: string) => {
      const { body } = await person.call('GET', api(`/events/facets?${query}`))
      const [item] = body.items as { facet: string; values: { value: string; events: number }[] }[]
      return [body.tier, item?.facet, item?.values.map(({ value, events }) => [value, events])]
    }
    const workspaces = `facet=workspace_id&workspace_id=${workspaceId}`
    expect(await counted(who.owner, workspaces)).toEqual([
      'daily',
      'workspace_id',
      expect.arrayContaining([[workspaceId, eventsCount / 2]]),
    ])
    const kinds = `facet=kind&workspace_id=${workspaceId}`
    expect(await counted(who.owner, kinds)).toEqual(['daily', 'kind', [['llm', eventsCount / 2]]])
    expect(await counted(who.owner, `${kinds}&q=two`)).toEqual(['raw', 'kind', [['llm', eventsCount / 2]]])
    expect(await counted(who.part, 'facet=kind&source=ingest')).toEqual([
      'raw',
      'kind',
      [['llm', eventsCount / 2]],
    ])
    expect(await counted(who.owner, 'facet=kind&model=never')).toEqual(['daily', 'kind', []])
    expect((await who.owner.call('GET', api('/events/facets?kind=llm'))).status).toBe(422)
    expect((await who.owner.call('GET', api('/events/facets?facet=trace_id'))).status).toBe(422)
  })
})

describe('top values and coverage', () => {
  it('are for those who may read analytics, and tell calls from rows', async () => {
    const { body } = await who.viewer.call('GET', api('/dashboard/top?dimension=model&by=events&limit=1'))
    expect(body).toMatchObject({ total: { events: eventsCount + 3, requests: eventsCount + 3 } })
    expect(body.items).toHaveLength(1)
    expect((await who.part.call('GET', api('/dashboard/top?dimension=model'))).status).toBe(403)
    expect((await who.viewer.call('GET', api('/dashboard/top?dimension=severity'))).status).toBe(422)
  })

  it('add up to the events', async () => {
    const { body } = await who.viewer.call('GET', api('/compliance/coverage?days=7'))
    expect(body).toMatchObject({ events: eventsCount + 3 })
    expect((body.days as Json[]).length).toBe(7)
    for (const aspect of ['days', 'by_source', 'by_detector_version'])
      expect([
        aspect,
        (body[aspect] as { events: number }[]).reduce((sum, { events }) => sum + events, 0),
      ]).toEqual([aspect, eventsCount + 3])
    expect((await who.part.call('GET', api('/compliance/coverage'))).status).toBe(403)
  })
})
