import { describe, expect, it } from 'vitest'
import { pulled, refused } from '../../../tests/support/vendor-pages.ts'
import {
  columns,
  complete,
  dayMs,
  google,
  line,
  nowMs,
  table,
  waiting,
  window,
} from '../../../tests/support/vertex-wire.ts'
import { vertex } from './vertex.ts'

describe('the billing export', () => {
  it('is asked for days and services by parameters, with the table in quotes', async () => {
    const { ctx, calls: seen } = await google({})
    await pulled(vertex, 'cost', ctx, window)
    const asked = seen.find(({ url }) => url.pathname === '/bigquery/v2/projects/acme-ai-01/queries')
    const body = JSON.parse(asked?.body ?? '')
    expect(asked?.method).toBe('POST')
    expect(body).toMatchObject({ useLegacySql: false, location: 'EU', parameterMode: 'NAMED' })
    expect(body).toMatchObject({ timeoutMs: 20_000, maxResults: 1_000 })
    expect(asked?.headers['content-type']).toBe('application/json')
    expect(body.query).toContain(`FROM \`${table}\``)
    const lines = body.query.split('\n')
    expect(lines).toContain(
      'WHERE service.id IN UNNEST(@services) AND DATE(usage_start_time) BETWEEN @first AND @last',
    )
    expect(lines).toContain(' CAST(SUM(CAST(CAST(cost AS STRING) AS BIGNUMERIC)) AS STRING) AS cost,')
    // Pages of one job follow each other in its order.
    expect(lines.at(-1)).toBe('ORDER BY day, project, sku, currency')
    expect(
      body.queryParameters.map((each: { name: string; parameterType: unknown }) => [
        each.name,
        each.parameterType,
      ]),
    ).toEqual([
      ['first', { type: 'DATE' }],
      ['last', { type: 'DATE' }],
      ['services', { type: 'ARRAY', arrayType: { type: 'STRING' } }],
    ])
    expect(
      body.queryParameters.map((each: { name: string; parameterValue: unknown }) => each.parameterValue),
    ).toEqual([
      { value: '2026-11-18' },
      { value: '2026-11-18' },
      { arrayValues: [{ value: 'C7E2-9256-1C43' }] },
    ])
  })

  it('gives a cost and, beside it, what was credited as a negative line', async () => {
    const { ctx } = await google({ query: () => ({ body: complete([line]) }) })
    const { costs } = await pulled(vertex, 'cost', ctx, window)
    expect(costs).toMatchObject([
      { lineItem: line[2], amountNano: 3_412_000_000n, currency: 'EUR', projectRef: 'acme-ai-01' },
      { lineItem: `${line[2]} (credits)`, amountNano: -250_000_000n, currency: 'EUR' },
    ])
    expect(costs[0]?.dayAtMs).toBe(Date.parse('2026-11-18T00:00:00Z'))
  })

  it('may lack credits and a name, writes its currency in capitals, and is kept as it was answered', async () => {
    const bare = line.with(2, null).with(3, 'eur').with(5, null)
    const body = complete([bare, line.with(3, 'EURO'), line.with(3, null), line.with(5, 'none')])
    const { ctx } = await google({ query: () => ({ body }) })
    const page = await pulled(vertex, 'cost', ctx, window)
    expect(page.costs.map(({ lineItem, amountNano, currency }) => [lineItem, amountNano, currency])).toEqual([
      ['unspecified', 3_412_000_000n, 'EUR'],
      ['unspecified (credits)', 0n, 'EUR'],
    ])
    expect(page.skipped).toEqual([{ reason: 'malformed_row', count: 3 }])
    expect(page.raw).toBe(JSON.stringify(body))
  })

  it.each([
    ['a cursor that repeats itself', complete([line], 't2'), 200, 'bad_json'],
    ['results that may not be read', {}, 403, 'forbidden'],
    ['an answer of another shape', { jobComplete: 'soon' }, 200, 'bad_json'],
  ])('stops at %s', async (_what, body, status, tag) => {
    const { ctx } = await google({ query: () => ({ body, status }) })
    const page = JSON.stringify(['EU', 'job_1', 't2'])
    expect(await refused(vertex, 'cost', ctx, { ...window, page })).toMatchObject({ tag })
  })

  it('stops where its job may no longer be asked for', async () => {
    const { ctx } = await google({
      query: ({ method }) => (method === 'POST' ? { body: waiting } : { status: 403, body: {} }),
    })
    expect(await refused(vertex, 'cost', ctx, window)).toMatchObject({ tag: 'forbidden' })
  })

  it('is not asked for a span without a moment in it', async () => {
    const { ctx, calls: seen } = await google({})
    const later = { fromMs: nowMs + dayMs, toMs: nowMs + 2 * dayMs, page: null }
    expect(await pulled(vertex, 'cost', ctx, later)).toMatchObject({ rows: 0, nextPage: null })
    expect(seen).toEqual([])
  })

  it('is read by the names of its columns, and counts rows of another shape', async () => {
    const rows = [
      line.toReversed(),
      line.with(0, 'soon').toReversed(),
      line.with(4, null).toReversed(),
      ['x'],
    ]
    const { ctx } = await google({ query: () => ({ body: complete(rows, undefined, columns.toReversed()) }) })
    const page = await pulled(vertex, 'cost', ctx, window)
    expect([page.costs.length, page.rows, page.skipped]).toEqual([
      2,
      5,
      [{ reason: 'malformed_row', count: 3 }],
    ])
  })

  it('is waited for while the job runs, but not for ever', async () => {
    const { ctx, calls: seen } = await google({
      query: ({ method }) => ({ body: method === 'POST' ? waiting : complete([line]) }),
    })
    expect((await pulled(vertex, 'cost', ctx, window)).costs).toHaveLength(2)
    expect(seen.at(-1)?.url.pathname).toBe('/bigquery/v2/projects/acme-ai-01/queries/job_1')
    expect(seen.at(-1)?.url.searchParams.get('location')).toBe('EU')
    const endless = await google({ query: () => ({ body: waiting }) })
    expect(await refused(vertex, 'cost', endless.ctx, window)).toEqual({ tag: 'timeout' })
    expect(endless.calls.length).toBeLessThan(8)
  })

  it('goes on with the next page of the same job', async () => {
    const { ctx, calls: seen } = await google({
      query: ({ method }) => ({ body: method === 'POST' ? complete([line], 't2') : complete([]) }),
    })
    const first = await pulled(vertex, 'cost', ctx, window)
    const second = await pulled(vertex, 'cost', ctx, { ...window, page: first.nextPage })
    expect(second.nextPage).toBeNull()
    expect(Object.fromEntries(seen.at(-1)?.url.searchParams ?? [])).toMatchObject({
      pageToken: 't2',
      location: 'EU',
    })
  })

  it('begins the window again when the job’s results are gone', async () => {
    const missing = {
      status: 404,
      body: { error: { code: 404, message: 'Not found: Job', status: 'NOT_FOUND' } },
    }
    const { ctx } = await google({ query: () => missing })
    const page = JSON.stringify(['EU', 'job_1', 't2'])
    expect(await refused(vertex, 'cost', ctx, { ...window, page })).toMatchObject({ tag: 'gone' })
    expect(await refused(vertex, 'cost', ctx, { ...window, page: 'not ours' })).toMatchObject({ tag: 'gone' })
    expect(await refused(vertex, 'cost', ctx, window)).toMatchObject({ tag: 'not_found' })
  })

  it('is said to be missing where the settings name none', async () => {
    const { ctx, calls: seen } = await google({}, { settings: { billing_table: '', billing_location: '' } })
    expect(await refused(vertex, 'cost', ctx, window)).toMatchObject({ tag: 'forbidden' })
    expect(seen).toEqual([])
  })

  it('is named by a setting that cannot leave its quotes', () => {
    const pattern = vertex.credentialKinds[0]?.settings.find(({ name }) => name === 'billing_table')?.pattern
    expect(table).toMatch(pattern ?? /^$/)
    for (const hostile of ['a` OR 1=1', 'acme-ai-01.b.c` -- ', 'acme-ai-01.b', 'acme-ai-01.b.c\n'])
      expect(hostile).not.toMatch(pattern ?? /./)
  })
})
