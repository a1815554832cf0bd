import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CollectorRun } from '../../analytics/contract/collector.ts'
import type { MaskedCredential } from '../../analytics/contract/credentials.ts'
import type { PipelineStatus } from '../../analytics/contract/pipeline.ts'
import { sandboxKeys } from '../../scripts/sandbox/keys.ts'
import { type Browser, type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
let owner: Browser
beforeAll(async () => {
  stack = await testStack({ cron: true })
  owner = await stack.signIn('owner@demo.test')
})
afterAll(() => stack.end())

const runs = async (): Promise<CollectorRun[]> =>
  (await owner.call('GET', '/api/v1/collector/runs?limit=200')).body.items as CollectorRun[]

/** Waits until everything that was asked for has run and every row of it is stored. */
async function settled(expectedRuns: number): Promise<CollectorRun[]> {
  const ended = await until(
    runs,
    (all) => all.length >= expectedRuns && all.every(({ status }) => status !== 'running'),
    60_000,
  )
  await drained()
  return ended
}

/** The streams of which history is left to be read. */
async function historiesLeft(): Promise<string[]> {
  const items = (await owner.call('GET', '/api/v1/keys')).body.items as MaskedCredential[]
  return items.flatMap(({ streams }) =>
    streams.flatMap(({ stream, progress, high_water_at }) =>
      progress < 1 || high_water_at === null ? [stream] : [],
    ),
  )
}

/** Waits until the log says that every row of it is stored; the gauges of `/metrics` are told a moment later. */
async function drained(): Promise<void> {
  await until(
    async () => (await owner.call('GET', '/api/v1/pipeline/status')).body as PipelineStatus,
    ({ log }) => log.rows_waiting === 0,
    60_000,
  )
}

type Totals = { requests: string; tokens_in: string; tokens_out: string; cost: string; rows: string }

const totals = async (vendorId: string): Promise<Totals> => {
  const [row] = await stack.rows<Totals>(`
    SELECT toString(sum(requests)) AS requests, toString(sum(tokens_in)) AS tokens_in,
      toString(sum(tokens_out)) AS tokens_out, toString(sum(cost_usd)) AS cost, toString(count()) AS rows
    FROM events WHERE vendor_id = '${vendorId}' AND source = 'collector'`)
  return row as Totals
}

const sync = async (vendorId: string): Promise<void> => {
  const before = (await runs()).length
  const answer = await owner.call('POST', `/api/v1/collector/sync/demo-${vendorId}`)
  expect(answer.status).toBe(200)
  await settled(before + (answer.body.queued as unknown[]).length)
}

/** What the vendor itself says of a closed stretch of time, asked as its documentation tells. */
async function vendorSays(
  fromMs: number,
  toMs: number,
): Promise<{ tokensIn: number; tokensOut: number; requests: number }> {
  const sum = { tokensIn: 0, tokensOut: 0, requests: 0 }
  let page: string | null = null
  do {
    const url: URL = new URL(`${stack.sandbox?.url}/openai/v1/organization/usage/completions`)
    url.searchParams.set('start_time', String(fromMs / 1000))
    url.searchParams.set('end_time', String(toMs / 1000))
    url.searchParams.set('bucket_width', '1d')
    url.searchParams.set('limit', '31')
    if (page !== null) url.searchParams.set('page', page)
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${sandboxKeys(stack.secrets.sandboxSeed).openai}` },
    })
    const body = (await response.json()) as {
      next_page: string | null
      data: { results: { input_tokens: number; output_tokens: number; num_model_requests: number }[] }[]
    }
    for (const { results } of body.data) {
      for (const result of results) {
        sum.tokensIn += result.input_tokens
        sum.tokensOut += result.output_tokens
        sum.requests += result.num_model_requests
      }
    }
    page = body.next_page
  } while (page !== null)
  return sum
}

describe('collecting vendor telemetry', () => {
  it('collects every due stream and its history, from the first tick on, without anyone asking', async () => {
    await until(historiesLeft, (left) => left.length === 0, 150_000)
    const ended = await settled(9)
    expect([...new Set(ended.map(({ vendor_id, stream }) => `${vendor_id} ${stream}`))].toSorted()).toEqual([
      'anthropic activity',
      'anthropic claude_code',
      'anthropic cost',
      'anthropic inventory',
      'anthropic usage',
      'openai audit',
      'openai cost',
      'openai inventory',
      'openai usage',
    ])
    expect(ended.filter(({ error_message }) => error_message !== null)).toEqual([])
    expect(ended.every(({ pulled }) => pulled > 0)).toBe(true)
  }, 240_000)

  it('holds exactly what the vendor reports for closed days', async () => {
    const dayMs = 86_400_000
    const toMs = Math.floor(Date.now() / dayMs) * dayMs - 2 * dayMs
    const fromMs = toMs - 20 * dayMs
    const [row] = await stack.rows<{ tokens_in: string; tokens_out: string; requests: string }>(`
      SELECT toString(sum(tokens_in)) AS tokens_in, toString(sum(tokens_out)) AS tokens_out, toString(sum(requests)) AS requests
      FROM events WHERE vendor_id = 'openai' AND source = 'collector' AND operation = 'completions'
        AND created_at >= fromUnixTimestamp(${fromMs / 1000}) AND created_at < fromUnixTimestamp(${toMs / 1000})`)
    const vendor = await vendorSays(fromMs, toMs)
    expect(vendor.requests).toBeGreaterThan(10_000)
    expect(row).toEqual({
      tokens_in: String(vendor.tokensIn),
      tokens_out: String(vendor.tokensOut),
      requests: String(vendor.requests),
    })
  })

  it('changes no closed total when it runs again', async () => {
    const day = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10)
    const closed = async () => {
      return stack.rows(`SELECT vendor_id, sum(tokens_in) AS i, sum(tokens_out) AS o, sum(cost_usd) AS c, count() AS n
        FROM events WHERE source = 'collector' AND created_at < '${day}' GROUP BY vendor_id ORDER BY vendor_id`)
    }
    const costs = () =>
      stack.rows(
        `SELECT vendor_id, sum(amount) AS a FROM vendor_costs WHERE day < '${day}' GROUP BY vendor_id ORDER BY vendor_id`,
      )
    await drained()
    const costsBefore = await costs()
    expect(costsBefore).toHaveLength(2)
    const before = await closed()
    expect(before).toHaveLength(2)
    await sync('openai')
    await sync('anthropic')
    expect(await closed()).toEqual(before)
    expect(await costs()).toEqual(costsBefore)
  })

  it('keeps the rollup equal to the table', async () => {
    const sums = (from: string, count: string) =>
      stack.rows(`SELECT vendor_id, toInt64(${count}) AS events, sum(tokens) AS tokens, sum(cost_usd) AS cost, sum(requests) AS requests
        FROM ${from} GROUP BY vendor_id ORDER BY vendor_id`)
    const raw =
      '(SELECT vendor_id, tokens_in + tokens_out AS tokens, cost_usd, ifNull(requests, 0) AS requests FROM events)'
    const rollup = `(SELECT value AS vendor_id, events, tokens_in + tokens_out AS tokens, cost_usd, requests
      FROM dimension_hourly WHERE dimension = 'vendor')`
    // The scheduler goes on collecting: what is stored between the two questions is in one of them alone.
    const [rolled, told] = await until(
      async () => {
        await drained()
        return [await sums(rollup, 'sum(events)'), await sums(raw, 'count()')] as const
      },
      ([one, other]) => isDeepStrictEqual(one, other),
      60_000,
    )
    expect(rolled).toEqual(told)
  })

  it('names people once, by pseudonym in events and by address in one table', async () => {
    const answer = await owner.call('GET', '/api/v1/events?vendor_id=openai&source=collector&limit=200')
    const items = answer.body.items as {
      actor_id: string | null
      actor_email: string | null
      project_id: string | null
    }[]
    const named = items.filter(({ actor_email }) => actor_email !== null)
    // On a Sunday, and just after midnight, few people are at work.
    expect(named.length).toBeGreaterThan(0)
    expect(named.every(({ actor_id }) => actor_id?.startsWith('act_'))).toBe(true)
    expect(items.some(({ project_id }) => project_id === 'Engineering')).toBe(true)
    const [leak] = await stack.rows<{ n: string }>(
      `SELECT toString(count()) AS n FROM events WHERE actor_id LIKE '%@%' OR project_id LIKE '%@%'`,
    )
    expect(leak?.n).toBe('0')
  })

  it('takes a service account and its key for one actor at each vendor', async () => {
    const named = await stack.d1
      .prepare(`SELECT count(*) AS n FROM actors WHERE name = 'code-review-bot'`)
      .first<{ n: number }>()
    expect(named?.n).toBe(2)
  })

  it('says null, not zero, where the vendor does not count calls', async () => {
    const [row] = await stack.rows<{ known: string }>(
      `SELECT toString(countIf(isNotNull(requests))) AS known FROM events WHERE vendor_id = 'anthropic' AND source = 'collector'`,
    )
    expect(row?.known).toBe('0')
  })

  it('seals what the vendor sent and the credentials it was asked with', async () => {
    const [row] = await stack.rows<{ rows: string; n: string }>(
      `SELECT toString(count()) AS rows, toString(countIf(envelope NOT LIKE 'v1.%')) AS n FROM raw_payloads`,
    )
    expect(Number(row?.rows)).toBeGreaterThan(0)
    expect(row?.n).toBe('0')
    const credentials = await stack.d1
      .prepare('SELECT secret_envelope FROM credentials')
      .all<{ secret_envelope: string }>()
    for (const { secret_envelope } of credentials.results) expect(secret_envelope).toMatch(/^v1\.k1\./)
  })

  it('shows credentials masked', async () => {
    const { body } = await owner.call('GET', '/api/v1/keys')
    const text = JSON.stringify(body)
    expect(body.items).toHaveLength(2)
    const key = sandboxKeys(stack.secrets.sandboxSeed).openai
    expect(text).toContain(`…${key.slice(-4)}`)
    expect(text).not.toContain(key.slice(-5))
    expect(text).not.toMatch(/sk-(?:admin|ant-admin01)-/)
  })
})

describe('a vendor in trouble', () => {
  const fault = (order: Parameters<NonNullable<TestStack['sandbox']>['control']['fault']>[0]) =>
    stack.sandbox?.control.fault(order)
  const last = async (stream: string): Promise<CollectorRun> => {
    const found = (await runs()).find((run) => run.vendor_id === 'openai' && run.stream === stream)
    return found as CollectorRun
  }

  it('loses and doubles nothing when a run fails half-way', async () => {
    const before = await totals('openai')
    fault({ vendor: 'openai', mode: 'broken_json', path: 'usage' })
    await sync('openai')
    expect(await last('usage')).toMatchObject({
      status: 'failed',
      errors: 1,
      error_message: expect.stringContaining('not what the vendor documents'),
    })
    fault({ vendor: 'openai', mode: 'ok' })
    await sync('openai')
    expect((await last('usage')).status).toBe('succeeded')
    expect(BigInt((await totals('openai')).tokens_in)).toBeGreaterThanOrEqual(BigInt(before.tokens_in))
  })

  it('waits as long as a 429 asks and says so', async () => {
    fault({ vendor: 'openai', mode: 'rate_limited', retryAfter: 'seconds', seconds: 1800 })
    await sync('openai')
    const { body } = await owner.call('GET', '/api/v1/keys')
    const openai = (
      body.items as { credential_id: string; streams: { stream: string; next_due_at: string }[] }[]
    ).find(({ credential_id }) => credential_id === 'demo-openai')
    const due = Date.parse(openai?.streams.find(({ stream }) => stream === 'cost')?.next_due_at ?? '')
    expect(due - Date.now()).toBeGreaterThan(25 * 60_000)
    fault({ vendor: 'openai', mode: 'ok' })
  })

  it('marks a credential that the vendor refuses, and stops asking until someone does', async () => {
    fault({ vendor: 'openai', mode: 'unauthorized' })
    await sync('openai')
    const status = async () =>
      (
        (await owner.call('GET', '/api/v1/keys')).body.items as { credential_id: string; status: string }[]
      ).find(({ credential_id }) => credential_id === 'demo-openai')?.status
    expect(await status()).toBe('invalid')
    fault({ vendor: 'openai', mode: 'ok' })
    await sync('openai')
    expect(await status()).toBe('active')
    expect((await last('usage')).status).toBe('succeeded')
  })

  it('opens the circuit after five failures and leaves the other vendor alone', async () => {
    fault({ vendor: 'openai', mode: 'failing', status: 500 })
    const state = async (vendorId: string) =>
      (
        (await owner.call('GET', '/api/v1/collector/breakers')).body.items as {
          name: string
          state: string
        }[]
      ).find(({ name }) => name === vendorId)?.state
    for (let round = 0; round < 3 && (await state('openai')) !== 'open'; round += 1) await sync('openai')
    expect([await state('openai'), await state('anthropic')]).toEqual(['open', 'closed'])
    await until(
      async () => String((await stack.call('GET', '/metrics', { key: null })).body.text),
      (metrics) =>
        metrics.includes('aegisflow_breaker_state{vendor_id="openai"} 2') &&
        /aegisflow_adapter_calls_total\{outcome="server_error",vendor_id="openai"\} [1-9]/.test(metrics),
    )
    fault({ vendor: 'openai', mode: 'ok' })
  })
})
