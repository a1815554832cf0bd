import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayText } from '../../analytics/costs/spans.ts'
import { api } from '../support/asking.ts'
import { withinOneDay } from '../support/one-day.ts'
import { type Person, people } from '../support/people.ts'
import { type Json, type TestStack, testStack, until } from '../support/stack.ts'
import { usageOf } from '../support/usage.ts'

await withinOneDay()
let stack: TestStack
let who: Record<'owner' | 'part', Person>
let workspaceId: string
const said = 'Ask ann@example.org about the orchard.'

const logsOf = async (person: Person, query = ''): Promise<Json[]> => {
  const { status, body } = await person.call('GET', api(`/usage-logs?${query}`))
  expect([query, status, body.detail]).toEqual([query, 200, undefined])
  return body.items as Json[]
}
const idsOf = (logs: readonly Json[]) => logs.map(({ event_id }) => event_id)

beforeAll(async () => {
  stack = await testStack()
  who = await people(stack, { owner: 'owner', part: 'auditor' })
  const workspace = await who.owner.call('POST', api('/workspaces'), { name: 'Part' })
  workspaceId = String(workspace.body.id)
  await who.owner.call('PUT', api(`/workspaces/${workspaceId}/members/${who.part.id}`), { role: 'viewer' })
  await stack.ingest([
    {
      id: 'priced',
      model_name: '=gpt',
      vendor_id: 'openai',
      prompt: said,
      response: said,
      tokens_in: 11,
      tokens_out: 7,
      tokens_cached: 3,
      cost_usd: '0.0015',
      latency_ms: 420,
      actor_email: 'someone@example.test',
      workspace_id: workspaceId,
      created_at: new Date(Date.now() - 1_000).toISOString(),
    },
    {
      id: 'unpriced',
      model_name: 'nobody-knows',
      prompt: said,
      tokens_in: 5,
      created_at: new Date(Date.now() - 2_000).toISOString(),
    },
  ])
  const predictions = { events: [{ id: 'predicted', model: 'fraud', prediction: 'yes' }] }
  expect((await stack.call('POST', api('/ingest/ml'), { body: predictions })).status).toBe(202)
  const usage = await usageOf(stack)
  const reported = { day: dayText(Date.now() - 86_400_000), vendor_id: 'anthropic', cost_usd: '2' }
  await usage.add([
    { ...reported, model: 'claude', requests: 40 },
    { ...reported, model: 'asked', kind: 'decision' },
  ])
  await until(
    () => who.owner.call('GET', api('/events')),
    ({ body }) => (body.items as Json[]).length === 5,
  )
})
afterAll(() => stack.end())

describe('the usage log', () => {
  it('tells who called what, for whom, for how much, how long and how it ended', async () => {
    const [first] = await logsOf(who.owner, 'vendor_id=openai')
    expect(first).toEqual({
      event_id: 'priced',
      timestamp: expect.stringMatching(/^20.+Z$/),
      kind: 'llm',
      source: 'ingest',
      vendor_id: 'openai',
      model: '=gpt',
      operation: 'chat',
      workspace_id: workspaceId,
      project_id: null,
      actor_id: expect.any(String),
      actor_email: 'someone@example.test',
      api_key_id: null,
      requests: 1,
      tokens_in: 11,
      tokens_out: 7,
      tokens_cached: 3,
      tokens_reasoning: 0,
      tokens_estimated: false,
      cost_usd: '0.0015',
      cost_source: expect.any(String),
      priced: true,
      latency_ms: 420,
      status: 'success',
    })
    expect(await logsOf(who.owner, 'model=nobody-knows')).toMatchObject([{ priced: false, cost_usd: '0' }])
  })

  it('has calls and reports of vendors, newest first, and neither predictions nor decisions', async () => {
    const logs = await logsOf(who.owner)
    expect(logs.map(({ model }) => model)).toEqual(['=gpt', 'nobody-knows', 'claude'])
    expect(await logsOf(who.owner, 'kind=ml')).toEqual([])
    expect(idsOf(await logsOf(who.owner, 'tokens_min=6'))).toEqual(['priced'])
    expect((await who.owner.call('GET', api('/usage-logs?colour=red'))).status).toBe(422)
  })

  it('says nothing of what was said, in JSON and as a table', async () => {
    const { text } = await tableOf(who.owner)
    const whole = JSON.stringify(await logsOf(who.owner)) + text
    expect(whole).toContain('priced')
    expect(whole).not.toContain('orchard')
    expect(whole).not.toMatch(/excerpt|findings|pii_email/)
  })

  it('is read page after page', async () => {
    const { body } = await who.owner.call('GET', api('/usage-logs?limit=2'))
    expect(idsOf(body.items as Json[])).toEqual(['priced', 'unpriced'])
    const rest = await who.owner.call('GET', api(`/usage-logs?limit=2&cursor=${body.next_cursor}`))
    expect([(rest.body.items as Json[]).map(({ model }) => model), rest.body.next_cursor]).toEqual([
      ['claude'],
      null,
    ])
    expect((await who.owner.call('GET', api('/usage-logs?cursor=made-up'))).status).toBe(400)
  })

  it('keeps to the part that one may read', async () => {
    expect(idsOf(await logsOf(who.part))).toEqual(['priced'])
    expect((await tableOf(who.part)).text.trim().split('\r\n')).toHaveLength(2)
  })

  it('is a table with fmt=csv, in which no text is a formula, and that stands in the audit ledger', async () => {
    const { text, type, name } = await tableOf(who.owner, 'fmt=csv&model=%3Dgpt')
    expect([type, name]).toEqual([
      'text/csv; charset=utf-8',
      expect.stringMatching(/filename="usage-logs-.+\.csv"/),
    ])
    const [head, line, ...more] = text.trim().split('\r\n')
    expect(head).toMatch(/^timestamp,event_id,kind,source,vendor_id,model,.*,priced,latency_ms,status$/)
    expect(line).toMatch(
      /Z,priced,llm,ingest,openai,'=gpt,chat,.*,11,7,3,0,false,0\.0015,\w+,true,420,success$/,
    )
    expect(more).toEqual([])
    const { body } = await who.owner.call('GET', api('/audit?action=events.exported'))
    expect(JSON.stringify(body.items)).toContain('"what":"usage-logs"')
    expect((await who.owner.call('GET', api('/usage-logs?fmt=xml'))).status).toBe(422)
  })

  it('is a table where it is asked for by format, or Accept wants one first and nothing says else', async () => {
    const typeOf = async (accept: string, query = '') => (await tableOf(who.owner, query, accept)).type
    expect(await typeOf('text/csv')).toBe('text/csv; charset=utf-8')
    expect(await typeOf('*/*', 'format=csv')).toBe('text/csv; charset=utf-8')
    expect(await typeOf('text/csv', 'format=json')).toBe('application/json')
    expect(await typeOf('text/csv', 'fmt=json')).toBe('application/json')
    expect(await typeOf('application/json, text/csv')).toBe('application/json')
  })
})

async function tableOf(person: Person, query = 'fmt=csv', accept = '*/*') {
  const response = await fetch(`${stack.url}${api(`/usage-logs?${query}`)}`, {
    headers: { cookie: person.cookie, accept },
  })
  const { headers } = response
  return {
    text: await response.text(),
    type: headers.get('content-type'),
    name: headers.get('content-disposition'),
  }
}
