import { calcPrice } from '@pydantic/genai-prices'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Probe, probeSandbox } from '../probe.ts'

const NOW_MS = Date.UTC(2026, 10, 18, 15, 24, 10)
const VERSION = '2023-06-01'

type UsageRow = {
  uncached_input_tokens: number
  cache_creation: { ephemeral_1h_input_tokens: number; ephemeral_5m_input_tokens: number }
  cache_read_input_tokens: number
  output_tokens: number
  server_tool_use: { web_search_requests: number }
  [dimension: string]: unknown
}
type CostRow = {
  amount: string
  description: string | null
  token_type: string | null
  cost_type: string | null
}
type Page<Row> = {
  data: { starting_at: string; ending_at: string; results: Row[] }[]
  has_more: boolean
  next_page: string | null
}
type Failure = { type: string; error: { type: string; message: string }; request_id: string }

let probe: Probe
beforeAll(async () => {
  probe = await probeSandbox(NOW_MS)
})
afterAll(() => probe.sandbox.stop())

async function get<Body>(
  path: string,
  headers?: Record<string, string>,
): Promise<{ status: number; body: Body }> {
  const response = await probe.anthropic(path, headers)
  return { status: response.status, body: (await response.json()) as Body }
}

async function allBuckets<Row>(path: string): Promise<Page<Row>['data']> {
  const buckets: Page<Row>['data'] = []
  for (let next = ''; ; ) {
    const { body } = await get<Page<Row>>(`${path}${next}`)
    buckets.push(...body.data)
    if (body.next_page === null) return buckets
    next = `&page=${body.next_page}`
  }
}

const usage = (query: string) => allBuckets<UsageRow>(`/organizations/usage_report/messages?${query}`)
const costs = (query: string) => allBuckets<CostRow>(`/organizations/cost_report?${query}`)

describe('messages usage', () => {
  it('gives every bucket of the range once, oldest first, with instants without a fraction', async () => {
    const buckets = await usage(
      'starting_at=2026-11-15T00:00:00Z&ending_at=2026-11-17T00:00:00Z&bucket_width=1h&limit=7',
    )
    expect(buckets).toHaveLength(48)
    expect(buckets[0]?.starting_at).toBe('2026-11-15T00:00:00Z')
    expect(buckets.slice(1).every((bucket, i) => bucket.starting_at === buckets[i]?.ending_at)).toBe(true)
    expect(buckets.at(-1)?.ending_at).toBe('2026-11-17T00:00:00Z')
  })

  it('snaps the start to its bucket', async () => {
    const buckets = await usage('starting_at=2026-11-17T10:20:30%2B02:00&ending_at=2026-11-18T00:00:00Z')
    expect(buckets.map((bucket) => bucket.starting_at)).toEqual(['2026-11-17T00:00:00Z'])
  })

  it('covers days to come with empty buckets', async () => {
    const buckets = await usage('starting_at=2026-11-18T00:00:00Z&ending_at=2026-11-21T00:00:00Z')
    expect(buckets.map((bucket) => bucket.results.length)).toEqual([1, 0, 0])
  })

  it('sums to the same in hours and days', async () => {
    const range = 'starting_at=2026-11-17T00:00:00Z&ending_at=2026-11-18T00:00:00Z'
    const [days, hours] = await Promise.all([usage(range), usage(`${range}&bucket_width=1h`)])
    const sum = (buckets: typeof days) =>
      buckets.flatMap((bucket) => bucket.results).reduce((total, row) => total + row.output_tokens, 0)
    expect(sum(hours)).toBe(sum(days))
    expect(sum(days)).toBeGreaterThan(0)
  })

  it('has no request count, and null for what is not grouped by', async () => {
    const row = (await usage('starting_at=2026-11-17T00:00:00Z&group_by[]=model'))[0]?.results[0]
    expect(row).not.toHaveProperty('num_model_requests')
    expect(row).toMatchObject({ workspace_id: null, account_id: null, api_key_id: null, service_tier: null })
    expect(row?.model).toMatch(/^claude-/)
  })

  it('has Workbench traffic without key or workspace, and service accounts beside people', async () => {
    const dims = ['api_key_id', 'workspace_id', 'account_id', 'service_account_id']
    const query = `starting_at=2026-11-17T00:00:00Z&${dims.map((dim) => `group_by[]=${dim}`).join('&')}`
    const rows = (await usage(query)).flatMap((bucket) => bucket.results)
    expect(rows.some((row) => row.api_key_id === null && row.workspace_id === null)).toBe(true)
    expect(rows.every((row) => (row.account_id === null) !== (row.service_account_id === null))).toBe(true)
  })

  it('knows the speed of a row only with the beta header', async () => {
    const path = '/organizations/usage_report/messages?starting_at=2026-11-17T00:00:00Z&group_by[]=speed'
    const headers = { 'x-api-key': probe.keys.anthropic, 'anthropic-version': VERSION }
    expect((await get(path, headers)).status).toBe(400)
    expect((await get(path, { ...headers, 'anthropic-beta': 'fast-mode-2026-02-01' })).status).toBe(200)
  })

  it.each([
    ['no start', ''],
    ['a start in seconds', 'starting_at=1763510400'],
    ['a start without a zone', 'starting_at=2026-11-17T00:00:00'],
    ['a page of 32 days', 'starting_at=2026-11-17T00:00:00Z&limit=32'],
    ['a dimension of another vendor', 'starting_at=2026-11-17T00:00:00Z&group_by[]=project_id'],
  ])('refuses %s', async (_, query) => {
    const { status, body } = await get<Failure>(`/organizations/usage_report/messages?${query}`)
    expect([status, body.error.type]).toEqual([400, 'invalid_request_error'])
  })
})

describe('cost report', () => {
  const range = 'starting_at=2026-11-17T00:00:00Z&ending_at=2026-11-18T00:00:00Z'

  it('gives cents as decimal strings with fractions', async () => {
    const rows = (await costs(`${range}&group_by[]=description`)).flatMap((bucket) => bucket.results)
    expect(rows.every((row) => /^\d+(\.\d+)?$/.test(row.amount))).toBe(true)
    expect(rows.some((row) => row.amount.includes('.'))).toBe(true)
  })

  it('fills the parsed fields only when grouped by description', async () => {
    const whole = (await costs(`${range}&group_by[]=workspace_id`))[0]?.results[0]
    expect(whole).toMatchObject({ description: null, token_type: null, cost_type: null })
    const rows = (await costs(`${range}&group_by[]=description`))[0]?.results ?? []
    expect(new Set(rows.map((row) => row.cost_type))).toEqual(new Set(['tokens', 'web_search']))
    expect(rows.filter((row) => row.token_type === 'output_tokens').map((row) => row.description)).toContain(
      'Claude Sonnet 5 Usage - Output Tokens',
    )
  })

  it('is the list price of the usage less 3 %, batches at half, and the searches', async () => {
    const used = (await usage(`${range}&group_by[]=model&group_by[]=service_tier`))[0]?.results ?? []
    const listCents = used.reduce((sum, row) => {
      const { ephemeral_1h_input_tokens: oneHour, ephemeral_5m_input_tokens: fiveMinutes } =
        row.cache_creation
      const tokens = {
        input_tokens: row.uncached_input_tokens + row.cache_read_input_tokens + oneHour + fiveMinutes,
        cache_read_tokens: row.cache_read_input_tokens,
        cache_write_tokens: oneHour + fiveMinutes,
        cache_write_1h_tokens: oneHour,
        output_tokens: row.output_tokens,
      }
      const usd = calcPrice(tokens, String(row.model), { providerId: 'anthropic' })?.total_price ?? Number.NaN
      return sum + 100 * usd * (row.service_tier === 'batch' ? 0.5 : 1)
    }, 0)
    const searches = used.reduce((sum, row) => sum + row.server_tool_use.web_search_requests, 0)
    const billedCents = Number((await costs(range))[0]?.results[0]?.amount)
    expect((billedCents - searches) / listCents).toBeCloseTo(0.97, 6)
  })

  it('comes by the day only', async () => {
    expect((await get(`/organizations/cost_report?${range}&bucket_width=1h`)).status).toBe(400)
  })
})

describe('who asks', () => {
  it('has a key in the real shape', () => {
    expect(probe.keys.anthropic).toMatch(/^sk-ant-admin01-[\w-]{93}AA$/)
    expect(probe.keys.anthropicInference).toMatch(/^sk-ant-api03-[\w-]{93}AA$/)
  })

  it('learns the organization', async () => {
    const { body } = await get<{ id: string; type: string }>('/organizations/me')
    expect(body.type).toBe('organization')
    expect(body.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('is refused without the version header, and with one that is not, and told which', async () => {
    const key = { 'x-api-key': probe.keys.anthropic }
    const without = await get<Failure>('/organizations/me', key)
    const wrong = await get<Failure>('/organizations/me', { ...key, 'anthropic-version': '2030-01-01' })
    expect([without.status, without.body.error.message]).toEqual([
      400,
      'anthropic-version: header is required',
    ])
    expect([wrong.status, wrong.body.error.message]).toEqual([
      400,
      'anthropic-version: "2030-01-01" is not a valid version',
    ])
  })

  it('is refused with an inference key, an unknown key, and none', async () => {
    for (const key of [
      { 'x-api-key': probe.keys.anthropicInference },
      { 'x-api-key': 'sk-ant-admin01-x' },
      {},
    ]) {
      const { status, body } = await get<Failure>('/organizations/me', {
        ...key,
        'anthropic-version': VERSION,
      })
      expect(status).toBe(401)
      expect(body).toMatchObject({ type: 'error', error: { type: 'authentication_error' } })
      expect(body.request_id).toMatch(/^req_/)
    }
  })

  it('sees the models with an inference key only', async () => {
    const headers = { 'x-api-key': probe.keys.anthropicInference, 'anthropic-version': VERSION }
    expect((await get('/models', headers)).status).toBe(200)
    expect((await get('/models')).status).toBe(401)
  })
})

describe('inventory', () => {
  type List = { data: { id: string }[]; first_id: string | null; last_id: string | null; has_more: boolean }

  it.each([
    ['users', 40],
    ['workspaces', 6],
    ['api_keys', 44],
  ])('pages through all %s', async (kind, count) => {
    const ids: string[] = []
    for (let next = ''; ; ) {
      const { body } = await get<List>(`/organizations/${kind}?limit=4${next}`)
      ids.push(...body.data.map(({ id }) => id))
      if (!body.has_more) break
      next = `&after_id=${body.last_id}`
    }
    expect(new Set(ids).size).toBe(count)
    expect(ids).toHaveLength(count)
  })

  it('goes back the way it came', async () => {
    const first = (await get<List>('/organizations/users?limit=5')).body
    const second = (await get<List>(`/organizations/users?limit=5&after_id=${first.last_id}`)).body
    const back = (await get<List>(`/organizations/users?limit=5&before_id=${second.first_id}`)).body
    expect(back.data).toEqual(first.data)
    expect(back.has_more).toBe(false)
  })
})
