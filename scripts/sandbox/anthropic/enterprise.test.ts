import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { HOUR_MS } from '../moments.ts'
import { type Probe, probeSandbox } from '../probe.ts'

const NOW_MS = Date.UTC(2026, 10, 18, 15, 24, 10)

let probe: Probe
beforeAll(async () => {
  probe = await probeSandbox(NOW_MS)
})
beforeEach(() => probe.setNow(NOW_MS))
afterAll(() => probe.sandbox.stop())

type Row = { starting_at: string; requests: number; model: string | null; actor: { user_id: string } }
type Answer = {
  data: Row[]
  next_page: string | null
  has_more: boolean
  error?: { type: string; message: string }
}

async function get(
  path: string,
  key = probe.keys.anthropicEnterprise,
): Promise<{ status: number; body: Answer }> {
  const response = await probe.anthropic(path, { 'x-api-key': key, 'anthropic-version': '2023-06-01' })
  return { status: response.status, body: (await response.json()) as Answer }
}

const usage = '/organizations/analytics/user_usage_report?starting_at=2026-11-01T00:00:00Z'

describe('Enterprise analytics', () => {
  it('are for Enterprise keys alone, and the Console is not for them', async () => {
    expect((await get(usage)).status).toBe(200)
    expect((await get(usage, probe.keys.anthropic)).status).toBe(401)
    expect((await get('/organizations/me')).status).toBe(401)
  })

  it('split people’s days by model and product without loss', async () => {
    const sum = (rows: Row[]) => rows.reduce((total, { requests }) => total + requests, 0)
    const whole = (await get(`${usage}&limit=1000`)).body.data
    const split = (await get(`${usage}&limit=1000&group_by[]=model&group_by[]=product`)).body.data
    expect(sum(split)).toBe(sum(whole))
    expect(split.length).toBeGreaterThan(whole.length)
    expect([whole[0]?.model, typeof split[0]?.model]).toEqual([null, 'string'])
  })

  it('give each row once over all pages, and forget a page after an hour', async () => {
    const first = (await get(`${usage}&limit=100`)).body
    const second = (await get(`${usage}&limit=100&page=${first.next_page}`)).body
    const keys = [...first.data, ...second.data].map(
      ({ starting_at, actor }) => `${starting_at}/${actor.user_id}`,
    )
    expect(new Set(keys).size).toBe(keys.length)
    probe.setNow(NOW_MS + HOUR_MS + 1)
    const late = await get(`${usage}&limit=100&page=${first.next_page}`)
    expect([late.status, late.body.error?.type]).toEqual([410, 'invalid_request_error'])
  })

  it.each([
    ['a range of 32 days', 'starting_at=2026-10-01T00:00:00Z&ending_at=2026-11-02T00:00:00Z'],
    ['a day before the first', 'starting_at=2025-12-31T00:00:00Z&ending_at=2026-01-02T00:00:00Z'],
    ['a page that it never gave', 'starting_at=2026-11-01T00:00:00Z&page=abc'],
    ['more than 1000 rows', 'starting_at=2026-11-01T00:00:00Z&limit=1001'],
  ])('refuse %s', async (_, query) => {
    expect((await get(`/organizations/analytics/user_usage_report?${query}`)).status).toBe(400)
  })
})

describe('Claude Code', () => {
  const day = (text: string) =>
    get(`/organizations/usage_report/claude_code?starting_at=${text}&limit=1000`, probe.keys.anthropic)

  it('grows until an hour after the end of the day', async () => {
    const outputs: number[] = []
    for (const hours of [9, 20, 25, 200]) {
      probe.setNow(Date.UTC(2026, 10, 18) + hours * HOUR_MS)
      const { data } = (await day('2026-11-18')).body as unknown as {
        data: { model_breakdown: { tokens: { output: number } }[] }[]
      }
      outputs.push(
        data
          .flatMap(({ model_breakdown }) => model_breakdown)
          .reduce((sum, { tokens }) => sum + tokens.output, 0),
      )
    }
    const [morning = 0, evening = 0, over, long] = outputs
    expect(morning).toBeGreaterThan(0)
    expect(evening).toBeGreaterThan(morning)
    expect(over).toBeGreaterThan(evening)
    expect(long).toBe(over)
  })

  it.each(['2026-11-18T00:00:00Z', 'today', ''])('takes no start like %j', async (text) => {
    expect((await day(text)).status).toBe(400)
  })
})

describe('the compliance feed', () => {
  type Activities = { data: { id: string; created_at: string }[] }
  const activities = async (query: string): Promise<Activities['data']> =>
    ((await get(`/compliance/activities?${query}`)).body as unknown as Activities).data

  it('comes newest first, or oldest first when asked so', async () => {
    const since = 'created_at.gte=2026-11-10T00:00:00Z&limit=5000'
    const down = await activities(since)
    const up = await activities(`${since}&order=asc`)
    expect(down.length).toBeGreaterThan(50)
    expect(up).toEqual(down.toReversed())
    expect(up.every(({ created_at }) => created_at >= '2026-11-10')).toBe(true)
  })

  it('shows what was said to Enterprise keys only', async () => {
    expect((await get('/compliance/activities', probe.keys.anthropic)).status).toBe(200)
    const refused = await get('/compliance/apps/chats', probe.keys.anthropic)
    expect([refused.status, refused.body.error?.message]).toEqual([
      403,
      "Missing required scopes. Got: ['read:compliance_activities'] Needed: ['read:compliance_user_data']",
    ])
    expect(
      (await get('/compliance/apps/chats?order_by=updated_at&created_at.gte=2026-11-10T00:00:00Z')).status,
    ).toBe(400)
    expect((await get('/compliance/apps/chats/claude_chat_none/messages')).status).toBe(404)
    expect((await get('/compliance/apps/wishes')).status).toBe(404)
  })
})
