import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS } from '../moments.ts'
import { type Probe, probeSandbox } from '../probe.ts'

const NOW_MS = Date.UTC(2026, 10, 18, 15)

let probe: Probe
let workspace: string
beforeAll(async () => {
  probe = await probeSandbox(NOW_MS)
  const openai = probe.sandbox.control.vendors.find(({ id }) => id === 'openai')
  workspace = openai?.credentials('')[1]?.settings?.workspace_id ?? ''
})
afterAll(() => probe.sandbox.stop())

const get = (path: string, key = probe.keys.openaiCompliance) =>
  fetch(new URL(path, `${probe.sandbox.url}/openai/chatgpt/v1/`), {
    redirect: 'manual',
    headers: key === '' ? {} : { authorization: `Bearer ${key}` },
  })
const logs = (query: string) => get(`compliance/workspaces/${workspace}/logs?${query}`)
type Files = { data: { id: string; end_time: string }[]; has_more: boolean; last_end_time: string | null }

describe('the compliance platform', () => {
  it('lets in its own key only', async () => {
    const path = `compliance/workspaces/${workspace}/users`
    const statuses = await Promise.all(
      ['', 'sk-x', probe.keys.openai].map(async (key) => (await get(path, key)).status),
    )
    expect(statuses).toEqual([401, 401, 401])
    expect((await get(path)).status).toBe(200)
    expect((await get('compliance/workspaces/ws_other/users')).status).toBe(404)
  })

  it('keeps log files for 30 days and lists them by the page, oldest first', async () => {
    const after = new Date(NOW_MS - 60 * DAY_MS).toISOString()
    const first = (await (await logs(`event_type=AUTH_LOG&limit=50&after=${after}`)).json()) as Files
    expect([first.data.length, first.has_more]).toEqual([50, true])
    expect(Date.parse(first.data[0]?.end_time ?? '')).toBeGreaterThan(NOW_MS - 30 * DAY_MS)
    const rest = (await (await logs(`event_type=AUTH_LOG&after=${first.last_end_time}`)).json()) as Files
    expect([rest.data.length, rest.has_more]).toEqual([70, false])
    const none = (await (await logs(`event_type=AUTH_LOG&after=${rest.last_end_time}`)).json()) as Files
    expect(none).toMatchObject({ data: [], last_end_time: null })
  })

  it('has no log of a kind that this workspace does not write', async () => {
    expect((await logs('event_type=APP_AUTH_LOG')).status).toBe(404)
    expect((await logs('event_type=APP_LOG')).status).toBe(200)
  })

  it('gives a file elsewhere, for a while, and to nobody who shows a key', async () => {
    const { data } = (await (await logs('event_type=AUTH_LOG')).json()) as Files
    const moved = await get(`compliance/workspaces/${workspace}/logs/${data.at(-1)?.id}`)
    expect(moved.status).toBe(302)
    const place = moved.headers.get('location') ?? ''
    const file = await get(place, '')
    expect(file.headers.get('content-type')).toBe('application/octet-stream')
    const [line = ''] = (await file.text()).split('\n')
    expect(JSON.parse(line)).toMatchObject({ type: 'AUTH_LOG', action_data: { action: expect.any(String) } })
    expect((await get(place)).status).toBe(403)
    probe.setNow(NOW_MS + 16 * 60_000)
    expect((await get(place, '')).status).toBe(403)
    probe.setNow(NOW_MS)
  })
})

describe('usage beside completions', () => {
  const usage = async (report: string, query = '') => {
    const start = NOW_MS / 1000 - ((NOW_MS / 1000) % 86_400) - 86_400
    const response = await probe.openai(`/organization/usage/${report}?start_time=${start}${query}`)
    const body = (await response.json()) as { data: { results: Record<string, unknown>[] }[] }
    return { status: response.status, rows: body.data?.flatMap(({ results }) => results) }
  }

  it.each([
    ['embeddings', 'input_tokens'],
    ['moderations', 'input_tokens'],
    ['images', 'images'],
    ['audio_speeches', 'characters'],
    ['audio_transcriptions', 'seconds'],
    ['vector_stores', 'usage_bytes'],
    ['code_interpreter_sessions', 'num_sessions'],
    ['file_search_calls', 'num_requests'],
    ['web_search_calls', 'num_requests'],
  ])('counts %s in %s, and splits them by project without loss', async (report, metric) => {
    const sum = (rows: Record<string, unknown>[]) =>
      rows.reduce((total, row) => total + Number(row[metric]), 0)
    const whole = await usage(report)
    const split = await usage(report, '&group_by[]=project_id')
    expect(sum(whole.rows)).toBeGreaterThan(0)
    expect(sum(split.rows)).toBe(sum(whole.rows))
    expect(split.rows.length).toBeGreaterThan(whole.rows.length)
    expect((await usage(report, '&group_by[]=team')).status).toBe(400)
  })
})
