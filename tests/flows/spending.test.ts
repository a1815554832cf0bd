import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PipelineStatus } from '../../analytics/contract/pipeline.ts'
import type { Notice, PriceOverride, ReconciliationRow } from '../../analytics/contract/spending.ts'
import { decimalFromNano, nanoFromDecimal } from '../../analytics/pricing/money.ts'
import { shortHistory } from '../support/short-history.ts'
import { type Browser, type Json, type TestStack, testStack, until } from '../support/stack.ts'

const dayMs = 86_400_000
const dayText = (ms: number) => new Date(ms).toISOString().slice(0, 10)

let stack: TestStack
let owner: Browser
beforeAll(async () => {
  stack = await testStack()
  owner = await stack.signIn('owner@demo.test')
})
afterAll(() => stack.end())

const priced = (model: string, change: Json = {}) => ({
  vendor_id: 'custom_house',
  model,
  effective_from: new Date(Date.now() - dayMs).toISOString(),
  input: '2',
  output: '10',
  ...change,
})
const call = (model: string) => ({
  id: `${model}-${crypto.randomUUID()}`,
  vendor_id: 'custom_house',
  model,
  tokens_in: 1_000_000,
  tokens_out: 100_000,
})
const costsOf = (model: string) =>
  stack.rows<{ cost_usd: string; cost_source: string }>(
    `SELECT toString(cost_usd) AS cost_usd, toString(cost_source) AS cost_source FROM events
     WHERE model = '${model}' ORDER BY ingested_at, id`,
  )
const notices = async () => (await owner.call('GET', '/api/v1/notices')).body.items as Notice[]

describe('a model without a price', () => {
  it('raises a notice, is listed, and costs what the organization says from then on', async () => {
    await stack.ingest([call('house-1'), call('house-1')])
    const [notice] = await until(notices, (open) => open.length > 0)
    expect(notice).toMatchObject({ kind: 'unpriced_model', subject: 'custom_house/house-1', times: 1 })
    await until(
      () => costsOf('house-1'),
      (rows) => rows.length === 2,
    )
    // Its rollup is written after the table.
    const coverage = await until(
      async () => (await owner.call('GET', '/api/v1/pricing/coverage')).body,
      ({ unpriced }) => (unpriced as Json[])[0]?.requests_30d === 2,
    )
    expect(coverage.unpriced).toEqual([
      { vendor_id: 'custom_house', model: 'house-1', requests_30d: 2, tokens_30d: 2_200_000 },
    ])

    const saved = await owner.call('PUT', '/api/v1/pricing/overrides', priced('house-1'))
    expect(saved).toMatchObject({ status: 200, body: { input: '2', cache_read: null } })
    expect(await notices()).toEqual([])
    await stack.ingest([call('house-1')])
    const rows = await until(
      () => costsOf('house-1'),
      (found) => found.length === 3,
    )
    expect(rows).toEqual([
      { cost_usd: '0', cost_source: 'unpriced' },
      { cost_usd: '0', cost_source: 'unpriced' },
      { cost_usd: '3', cost_source: 'priced' },
    ])
  })

  it('can be dismissed, once', async () => {
    await stack.ingest([call('house-2')])
    const subject = 'custom_house/house-2'
    await until(notices, (open) => open.some((notice) => notice.subject === subject))
    const dismiss = () => owner.call('POST', '/api/v1/notices/dismiss', { kind: 'unpriced_model', subject })
    expect((await dismiss()).status).toBe(200)
    expect((await dismiss()).status).toBe(404)
    expect(await notices()).toEqual([])
  })
})

describe('prices of one’s own', () => {
  it('are listed in pages, replaced and removed', async () => {
    for (const model of ['a', 'b', 'c']) {
      expect((await owner.call('PUT', '/api/v1/pricing/overrides', priced(`page-${model}`))).status).toBe(200)
    }
    const again = priced('page-b', { input: '0.000000001' })
    const { effective_from } = (await owner.call('PUT', '/api/v1/pricing/overrides', again)).body
    const seen: PriceOverride[] = []
    let cursor: string | null = ''
    do {
      const page: Json = (await owner.call('GET', `/api/v1/pricing/overrides?limit=2${cursor}`)).body
      seen.push(...(page.items as PriceOverride[]))
      cursor = page.next_cursor === null ? null : `&cursor=${page.next_cursor}`
    } while (cursor !== null)
    expect(seen.filter(({ model }) => model === 'page-b').map(({ input }) => input)).toContain('0.000000001')
    const query = new URLSearchParams({
      vendor_id: 'custom_house',
      model: 'page-b',
      effective_from: String(effective_from),
    })
    const remove = () => owner.call('DELETE', `/api/v1/pricing/overrides?${query}`)
    expect((await remove()).status).toBe(200)
    expect((await remove()).status).toBe(404)
  })

  it.each([
    ['a negative price', { input: '-1' }],
    ['a price with ten digits after the point', { output: '0.0000000001' }],
    ['a price in words', { input: 'two' }],
    ['no moment', { effective_from: 'yesterday' }],
  ])('are refused with %s', async (_what, change) => {
    const answer = await owner.call('PUT', '/api/v1/pricing/overrides', priced('bad', change))
    expect(answer.status).toBe(422)
  })
})

describe('reconciliation', () => {
  const day = dayText(Date.now() - 3 * dayMs)

  async function reconcile(query: string) {
    const { status, body } = await owner.call('GET', `/api/v1/costs/reconciliation?${query}`)
    return { status, items: body.items as ReconciliationRow[], totals: body.totals as Record<string, string> }
  }

  it('sets a vendor’s report beside priced usage, per day and key, and adds up', async () => {
    await shortHistory(stack, 10)
    const { body } = await owner.call('POST', '/api/v1/collector/sync/demo-openai')
    const begun = (body.queued as Json[]).length
    await until(
      async () => (await owner.call('GET', '/api/v1/collector/runs?limit=200')).body.items as Json[],
      (runs) => runs.length >= begun && runs.every(({ status }) => status !== 'running'),
      60_000,
    )
    await until(
      async () => (await owner.call('GET', '/api/v1/pipeline/status')).body as PipelineStatus,
      ({ log }) => log.rows_waiting === 0,
      60_000,
    )
    const { items } = await until(
      () => reconcile(`from=${day}&to=${day}&vendor_id=openai`),
      (found) => found.items.some((row) => Number(row.priced_usd) > 0 && Number(row.reported_usd) > 0),
      60_000,
    )
    const [costs] = await stack.rows<{ usd: string }>(
      `SELECT toString(sum(amount)) AS usd FROM vendor_costs WHERE vendor_id = 'openai' AND day = '${day}'`,
    )
    const sum = (pick: (row: ReconciliationRow) => string) =>
      decimalFromNano(items.reduce((total, row) => total + nanoFromDecimal(pick(row)), 0n))
    expect(items.length).toBeGreaterThan(5)
    expect(sum((row) => row.reported_usd)).toBe(costs?.usd)
    for (const row of items) {
      const remainder = nanoFromDecimal(row.reported_usd) - nanoFromDecimal(row.priced_usd)
      expect(row.remainder_usd).toBe(decimalFromNano(remainder))
    }
    expect(items.filter(({ api_key_ref }) => api_key_ref !== null).length).toBeGreaterThan(5)
  })

  it('turns another currency into dollars at the rate of its day, and shows what has none', async () => {
    const { org_id } = (
      await stack.rows<{ org_id: string }>('SELECT toString(org_id) AS org_id FROM vendor_costs LIMIT 1')
    )[0] as { org_id: string }
    const line = (currency: string, amount: string) =>
      `('${org_id}', 'x-${currency}', 'azure_openai', 'c', '${day}', 'l', '', '', ${amount}, '${currency}', now64(), now() + 1000000, 'b')`
    const { url, database } = stack.clickHouse
    const insert = `INSERT INTO vendor_costs (org_id, id, vendor_id, credential_id, day, line_item, project_ref, api_key_ref,
        amount, currency, ingested_at, expires_at, batch_id)
      VALUES ${line('EUR', '10')}, ${line('XAU', '7')}, ${line('USD', '1')}`
    const inserted = await fetch(`${url}/?database=${database}`, { method: 'POST', body: insert })
    expect(inserted.status).toBe(200)
    await stack.d1
      .prepare(
        `INSERT INTO exchange_rates VALUES (?, 'EUR', '1.25', 'test') ON CONFLICT DO UPDATE SET usd_per_unit = '1.25'`,
      )
      .bind(day)
      .run()
    const { items } = await reconcile(`from=${day}&to=${day}&vendor_id=azure_openai`)
    expect(items).toEqual([
      {
        vendor_id: 'azure_openai',
        day,
        api_key_ref: null,
        reported_usd: '13.5',
        priced_usd: '0',
        remainder_usd: '13.5',
        unpriced_requests: 0,
        other: expect.arrayContaining([
          { currency: 'EUR', amount: '10', usd_rate: '1.25', rate_day: day },
          { currency: 'XAU', amount: '7', usd_rate: null, rate_day: null },
        ]),
      },
    ])
  })

  it.each(['from=2026-11-02&to=2026-11-01', 'from=2026-01-01&to=2026-11-01', 'from=x&to=y'])(
    'refuses the span %s',
    async (query) => {
      expect((await reconcile(query)).status).toBeGreaterThanOrEqual(400)
    },
  )
})

describe('exchange rates', () => {
  it('are read once by the scheduler', async () => {
    await stack.tick()
    const count = async () =>
      (await stack.d1
        .prepare(`SELECT count(*) AS n FROM exchange_rates WHERE source LIKE 'European%'`)
        .first('n')) as number
    expect(await until(count, (found) => found > 0)).toBeGreaterThan(100)
  })
})
