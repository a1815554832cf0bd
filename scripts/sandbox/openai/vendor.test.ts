import { calcPrice } from '@pydantic/genai-prices'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Probe, probeSandbox } from '../probe.ts'

const NOW_MS = Date.UTC(2026, 10, 18, 15, 24, 10)
const HOUR_S = 3_600
const DAY_S = 24 * HOUR_S
const unix = (ms: number) => Math.floor(ms / 1000)
const midnight = unix(Date.UTC(2026, 10, 18))

type UsageRow = {
  input_tokens: number
  input_cached_tokens: number
  input_uncached_tokens?: number
  output_tokens: number
  num_model_requests: number
  [dimension: string]: string | number | boolean | null | undefined
}
type CostRow = {
  amount: { value: number | string; currency: string }
  line_item: string | null
  project_id: string | null
  quantity: number | null
}
type Page<Row> = {
  data: { start_time: number; end_time: number; results: Row[] }[]
  has_more: boolean
  next_page: string | null
}

let probe: Probe
beforeAll(async () => {
  probe = await probeSandbox(NOW_MS)
})
beforeEach(() => probe.setNow(NOW_MS))
afterAll(() => probe.sandbox.stop())

async function get<Body>(path: string, key?: string): Promise<{ status: number; body: Body }> {
  const response = await probe.openai(path, key)
  return { status: response.status, body: (await response.json()) as Body }
}

async function allBuckets<Row>(path: string): Promise<{ pages: number; buckets: Page<Row>['data'] }> {
  const buckets: Page<Row>['data'] = []
  let next = ''
  for (let pages = 1; ; pages++) {
    const { body } = await get<Page<Row>>(`${path}${next}`)
    buckets.push(...body.data)
    if (body.next_page === null) return { pages, buckets }
    next = `&page=${body.next_page}`
  }
}

const usage = (query: string) => allBuckets<UsageRow>(`/organization/usage/completions?${query}`)
const sumOf = (buckets: Page<UsageRow>['data'], field: keyof UsageRow) =>
  buckets.flatMap((bucket) => bucket.results).reduce((sum, row) => sum + Number(row[field] ?? 0), 0)

describe('usage of completions', () => {
  it('covers the range with a bucket each, empty ones too, exactly once over all pages', async () => {
    const { pages, buckets } = await usage(
      `start_time=${midnight - 3 * DAY_S}&end_time=${midnight}&bucket_width=1h&limit=10`,
    )
    expect(pages).toBe(8)
    expect(buckets.map((bucket) => bucket.start_time)).toEqual(
      Array.from({ length: 72 }, (_, i) => midnight - 3 * DAY_S + i * HOUR_S),
    )
    expect(buckets.every((bucket) => bucket.end_time === bucket.start_time + HOUR_S)).toBe(true)
  })

  it('sums to the same in minutes, hours and days, at the same instant', async () => {
    const range = `start_time=${midnight}&end_time=${unix(NOW_MS)}`
    const [days, hours, minutes] = await Promise.all(
      ['1d', '1h', '1m'].map((width) => usage(`${range}&bucket_width=${width}`)),
    )
    for (const field of ['num_model_requests', 'input_tokens', 'output_tokens'] as const) {
      const sum = sumOf(days?.buckets ?? [], field)
      expect(sum).toBeGreaterThan(0)
      expect(sumOf(hours?.buckets ?? [], field)).toBe(sum)
      expect(sumOf(minutes?.buckets ?? [], field)).toBe(sum)
    }
  })

  it('gives one row a bucket with null dimensions when nothing is grouped', async () => {
    const { buckets } = await usage(`start_time=${midnight}`)
    expect(buckets[0]?.results).toHaveLength(1)
    expect(buckets[0]?.results[0]).toMatchObject({
      project_id: null,
      user_id: null,
      model: null,
      batch: null,
    })
  })

  it('groups by what is asked and leaves the rest null, in each encoding of a list', async () => {
    const range = `start_time=${midnight}&bucket_width=1d`
    const [brackets, commas, repeats] = await Promise.all([
      usage(`${range}&group_by[]=model&group_by[]=project_id`),
      usage(`${range}&group_by=model,project_id`),
      usage(`${range}&group_by=model&group_by=project_id`),
    ])
    expect(commas).toEqual(brackets)
    expect(repeats).toEqual(brackets)
    const rows = brackets.buckets[0]?.results ?? []
    expect(rows.length).toBeGreaterThan(6)
    expect(rows.every((row) => row.model !== null && row.project_id !== null && row.user_id === null)).toBe(
      true,
    )
    expect(new Set(rows.map((row) => `${row.model}/${row.project_id}`)).size).toBe(rows.length)
  })

  it('splits its total by group without loss', async () => {
    const range = `start_time=${midnight - DAY_S}&end_time=${midnight}&bucket_width=1d`
    const everything = 'group_by=project_id,user_id,api_key_id,model,batch,service_tier'
    const [whole, split] = await Promise.all([usage(range), usage(`${range}&${everything}`)])
    expect(sumOf(split.buckets, 'input_tokens')).toBe(sumOf(whole.buckets, 'input_tokens'))
  })

  it('has service accounts without a user and playground traffic without a key', async () => {
    const { buckets } = await usage(`start_time=${midnight - DAY_S}&group_by=user_id,api_key_id`)
    const rows = buckets.flatMap((bucket) => bucket.results)
    expect(rows.some((row) => row.user_id === null && row.api_key_id !== null)).toBe(true)
    expect(rows.some((row) => row.user_id !== null && row.api_key_id === null)).toBe(true)
  })

  it('filters by project', async () => {
    const range = `start_time=${midnight}&group_by=project_id`
    const all = (await usage(range)).buckets[0]?.results ?? []
    const wanted = String(all[0]?.project_id)
    const { buckets } = await usage(`${range}&project_ids[]=${wanted}`)
    expect(buckets[0]?.results).toEqual([all[0]])
  })

  it('grows the open bucket with the clock', async () => {
    const query = `start_time=${midnight + 15 * HOUR_S}&bucket_width=1h`
    const before = await usage(query)
    probe.setNow(NOW_MS + 20 * 60_000)
    const later = await usage(query)
    expect(sumOf(later.buckets, 'num_model_requests')).toBeGreaterThan(
      sumOf(before.buckets, 'num_model_requests'),
    )
  })

  it('revises a closed bucket for 24 hours, up and down, and then leaves it', async () => {
    const query = `start_time=${midnight - DAY_S}&end_time=${midnight}&bucket_width=1h`
    const seen: number[][] = []
    for (const hours of [1, 4, 9, 16, 22, 24, 30, 200]) {
      probe.setNow(midnight * 1000 + hours * 3_600_000)
      const { buckets } = await usage(query)
      seen.push(buckets.map((bucket) => sumOf([bucket], 'num_model_requests')))
    }
    const steps = seen.slice(1).flatMap((row, i) => row.map((value, b) => value - (seen[i]?.[b] ?? 0)))
    expect(steps.some((step) => step > 0)).toBe(true)
    expect(steps.some((step) => step < 0)).toBe(true)
    expect(seen[6]).toEqual(seen[5])
    expect(seen[7]).toEqual(seen[5])
  })

  it('leaves the newer token fields out of old buckets', async () => {
    const old = await usage(`start_time=${midnight - 60 * DAY_S}&end_time=${midnight - 59 * DAY_S}`)
    expect(old.buckets[0]?.results[0]).not.toHaveProperty('input_uncached_tokens')
    const recent = await usage(`start_time=${midnight - DAY_S}&end_time=${midnight}`)
    const row = recent.buckets[0]?.results[0]
    expect(row?.input_uncached_tokens).toBe(Number(row?.input_tokens) - Number(row?.input_cached_tokens))
  })

  it('remembers 90 days', async () => {
    const { buckets } = await usage(
      `start_time=${midnight - 100 * DAY_S}&end_time=${midnight - 80 * DAY_S}&limit=31`,
    )
    expect(buckets.map((bucket) => bucket.results.length > 0)).toEqual(
      Array.from({ length: 20 }, (_, i) => i >= 10),
    )
  })

  it('is the same for the same seed and another for another seed', async () => {
    const path = `/organization/usage/completions?start_time=${midnight}&group_by=model,user_id`
    const [same, other] = await Promise.all([probeSandbox(NOW_MS), probeSandbox(NOW_MS, 'another')])
    const texts = await Promise.all([probe, same, other].map(async (p) => (await p.openai(path)).text()))
    await Promise.all([same.sandbox.stop(), other.sandbox.stop()])
    expect(texts[1]).toBe(texts[0])
    expect(texts[2]).not.toBe(texts[0])
  })

  it.each([
    ['no start', ''],
    ['a start that is no number', 'start_time=yesterday'],
    ['an end in the future', `start_time=${midnight}&end_time=${midnight + 3 * DAY_S}`],
    ['an end before the start', `start_time=${midnight}&end_time=${midnight - 1}`],
    ['a limit just above the maximum of its width', `start_time=${midnight}&bucket_width=1h&limit=169`],
    ['a limit of nothing', `start_time=${midnight}&limit=0`],
    ['a width it does not have', `start_time=${midnight}&bucket_width=5m`],
    ['a dimension it does not have', `start_time=${midnight}&group_by[]=team`],
    ['a cursor it did not give', `start_time=${midnight}&page=page_abc`],
  ])('refuses %s', async (_, query) => {
    const { status, body } = await get<{ error: { type: string } }>(
      `/organization/usage/completions?${query}`,
    )
    expect(status).toBe(400)
    expect(body.error.type).toBe('invalid_request_error')
  })

  it('takes the largest limit of each width', async () => {
    for (const query of [
      'bucket_width=1m&limit=1440',
      'bucket_width=1h&limit=168',
      'bucket_width=1d&limit=31',
    ]) {
      const path = `/organization/usage/completions?start_time=${midnight - 60 * DAY_S}&${query}`
      const { body } = await get<Page<UsageRow>>(path)
      expect(body.data).toHaveLength(Number(query.split('limit=')[1]))
      expect(body.has_more).toBe(true)
    }
  })
})

describe('costs', () => {
  const costs = (query: string) => allBuckets<CostRow>(`/organization/costs?${query}`)

  it('gives amounts as numbers and as strings, and now and then a credit below zero', async () => {
    const { buckets } = await costs(`start_time=${midnight - 80 * DAY_S}&limit=180&group_by[]=line_item`)
    const rows = buckets.flatMap((bucket) => bucket.results)
    const kinds = new Set(rows.map((row) => typeof row.amount.value))
    expect(kinds).toEqual(new Set(['number', 'string']))
    const credits = rows.filter((row) => Number(row.amount.value) < 0)
    expect(credits.length).toBeGreaterThan(0)
    expect(credits.every((row) => row.line_item === 'Credit adjustment' && row.quantity === null)).toBe(true)
  })

  it('is the list price of the usage less 3 %, batches at half', async () => {
    const range = `start_time=${midnight - DAY_S}&end_time=${midnight}`
    const used = await usage(`${range}&group_by=model,batch`)
    const billed = await costs(`${range}&group_by=line_item`)
    const listUsd = (used.buckets[0]?.results ?? []).reduce((sum, row) => {
      const tokens = {
        input_tokens: row.input_tokens,
        cache_read_tokens: row.input_cached_tokens,
        output_tokens: row.output_tokens,
      }
      const price = calcPrice(tokens, String(row.model), { providerId: 'openai' })
      return sum + (price?.total_price ?? Number.NaN) * (row.batch === true ? 0.5 : 1)
    }, 0)
    const billedUsd = (billed.buckets[0]?.results ?? [])
      .filter((row) => /^gpt-\d.*put$/.test(row.line_item ?? ''))
      .reduce((sum, row) => sum + Number(row.amount.value), 0)
    expect(billedUsd / listUsd).toBeCloseTo(0.97, 6)
  })

  it('gives quantities only where lines are told apart', async () => {
    const whole = await costs(`start_time=${midnight}&group_by=project_id`)
    expect(whole.buckets[0]?.results.every((row) => row.quantity === null && row.line_item === null)).toBe(
      true,
    )
  })

  it.each([
    ['hours', 'bucket_width=1h'],
    ['181 days a page', 'limit=181'],
    ['a model dimension', 'group_by=model'],
  ])('does not know %s', async (_, query) => {
    expect((await get(`/organization/costs?start_time=${midnight}&${query}`)).status).toBe(400)
  })
})

describe('keys', () => {
  type Failure = { error: { message: string; code: string | null } }

  it('have the shapes of real ones', () => {
    expect(probe.keys.openai).toMatch(/^sk-admin-[A-Za-z0-9_-]{58}T3BlbkFJ[A-Za-z0-9_-]{58}$/)
    expect(probe.keys.openaiProject).toMatch(/^sk-proj-/)
  })

  it.each([
    ['no key', '', 401, null],
    ['an unknown key', 'sk-admin-unknown', 401, 'invalid_api_key'],
  ])('%s is not let in', async (_, key, status, code) => {
    const answer = await get<Failure>('/organization/projects', key)
    expect([answer.status, answer.body.error.code]).toEqual([status, code])
  })

  it('of a project are refused on admin paths and good for models', async () => {
    const { openaiProject } = probe.keys
    expect((await get<Failure>('/organization/admin_api_keys?limit=1', openaiProject)).status).toBe(403)
    expect((await get('/models', openaiProject)).status).toBe(200)
  })

  it('restricted to usage are refused elsewhere, and the reverse, with the scope that lacks', async () => {
    const { openaiUsageOnly, openaiWithoutUsage } = probe.keys
    const usagePath = `/organization/usage/completions?start_time=${midnight}`
    expect((await get(usagePath, openaiUsageOnly)).status).toBe(200)
    expect((await get('/organization/admin_api_keys', openaiUsageOnly)).status).toBe(403)
    const refused = await get<Failure>(usagePath, openaiWithoutUsage)
    expect(refused.status).toBe(403)
    expect(refused.body.error.message).toContain('Missing scopes: api.usage.read.')
  })

  it('a path that is not there is 404, a method that is not allowed 405', async () => {
    expect((await get('/organization/wishes')).status).toBe(404)
    const posted = await fetch(`${probe.sandbox.url}/openai/v1/organization/users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${probe.keys.openai}` },
    })
    expect(posted.status).toBe(405)
  })
})

describe('lists', () => {
  type List = {
    data: { id: string; type?: string; effective_at?: number }[]
    last_id: string
    has_more: boolean
  }

  async function everyItem(path: string): Promise<List['data']> {
    const items: List['data'] = []
    for (let next = ''; ; ) {
      const { body } = await get<List>(`${path}${next}`)
      items.push(...body.data)
      if (!body.has_more) return items
      next = `&after=${body.last_id}`
    }
  }

  it('name every id that usage speaks of', async () => {
    const { buckets } = await usage(
      `start_time=${midnight - 2 * DAY_S}&group_by=project_id,user_id,api_key_id`,
    )
    const rows = buckets.flatMap((bucket) => bucket.results)
    const used = (field: string) => [...new Set(rows.flatMap((row) => row[field] ?? []))]
    const projects = await everyItem('/organization/projects?limit=4')
    const users = await everyItem('/organization/users?limit=7')
    const keys = await Promise.all(
      projects.map(({ id }) => everyItem(`/organization/projects/${id}/api_keys?limit=5`)),
    )
    expect([projects.length, users.length, keys.flat().length]).toEqual([6, 40, 44])
    expect(projects.map(({ id }) => id)).toEqual(expect.arrayContaining(used('project_id')))
    expect(users.map(({ id }) => id)).toEqual(expect.arrayContaining(used('user_id')))
    expect(keys.flat().map(({ id }) => id)).toEqual(expect.arrayContaining(used('api_key_id')))
  })

  it('give the audit log newest first, each entry once, with its detail under the name of its type', async () => {
    const since = midnight - 3 * DAY_S
    const entries = await everyItem(`/organization/audit_logs?limit=25&effective_at[gte]=${since}`)
    expect(entries.length).toBeGreaterThan(25)
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
    const times = entries.map((entry) => entry.effective_at ?? 0)
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    expect(times.at(-1)).toBeGreaterThanOrEqual(since)
    expect(entries.every((entry) => String(entry.type) in entry)).toBe(true)
  })

  it('filter the audit log by type, one of which no client knows', async () => {
    const entries = await everyItem(
      '/organization/audit_logs?limit=100&event_types[]=connector.grant.reviewed',
    )
    expect(new Set(entries.map(({ type }) => type))).toEqual(new Set(['connector.grant.reviewed']))
  })

  it('do not continue after an id they never gave', async () => {
    expect((await get('/organization/users?after=user-nobody')).status).toBe(400)
  })
})
