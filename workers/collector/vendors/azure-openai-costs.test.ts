import { describe, expect, it } from 'vitest'
import { azure, credential, resourceId, window } from '../../../tests/support/azure-wire.ts'
import { pulled, refused } from '../../../tests/support/vendor-pages.ts'
import { azureOpenai } from './azure-openai.ts'

const columns = (...names: string[]) => names.map((name) => ({ name, type: 'String' }))
const costs = (names: string[], rows: unknown[], nextLink: string | null = null) => ({
  body: { properties: { nextLink, columns: columns(...names), rows } },
})
const names = ['Cost', 'UsageDate', 'ResourceId', 'Meter', 'Currency']

describe('Azure costs', () => {
  it('reads columns by name in any order, and keeps the currency', async () => {
    const row = [1.8342, 20261118, resourceId, 'gpt-5-mini Inp glbl Tokens', 'EUR']
    for (const [order, cells] of [
      [names, row],
      [names.toReversed(), row.toReversed()],
    ] as const) {
      const { ctx } = await azure({ costs: () => costs([...order], [[...cells]]) })
      expect((await pulled(azureOpenai, 'cost', ctx, window)).costs).toEqual([
        {
          naturalKey: expect.stringContaining('Inp glbl'),
          vendorId: 'azure_openai',
          dayAtMs: window.fromMs,
          lineItem: 'gpt-5-mini Inp glbl Tokens',
          projectRef: resourceId.toLowerCase(),
          apiKeyRef: null,
          amountNano: 1_834_200_000n,
          currency: 'EUR',
        },
      ])
    }
  })

  it.each([[20261118], ['20261118'], ['2026-11-18T00:00:00']])('reads the day %s', async (day) => {
    const { ctx } = await azure({ costs: () => costs(names, [[1, day, '', 'm', 'EUR']]) })
    expect((await pulled(azureOpenai, 'cost', ctx, window)).costs).toMatchObject([{ dayAtMs: window.fromMs }])
  })

  it('counts a line without a day, an amount or a currency', async () => {
    const rows = [
      [1, 2026, '', 'm', 'EUR'],
      ['much', 20261118, '', 'm', 'EUR'],
      [1, 20261118, '', 'm', ''],
      [-1, 20261118, '', 'credit', 'EUR'],
    ]
    const { ctx } = await azure({ costs: () => costs(names, rows) })
    const page = await pulled(azureOpenai, 'cost', ctx, window)
    expect(page.skipped).toEqual([{ reason: 'malformed_row', count: 3 }])
    expect(page.costs).toMatchObject([{ amountNano: -1_000_000_000n }])
  })

  it('asks for the cost of each day by resource and meter, under every name of the service', async () => {
    const { ctx, calls: seen } = await azure({ costs: () => costs(names, []) })
    await pulled(azureOpenai, 'cost', ctx, window)
    const asked = seen.find(({ url }) => url.pathname.endsWith('/query'))
    expect(asked?.url.searchParams.get('api-version')).toBe('2024-08-01')
    expect(JSON.parse(asked?.body ?? '')).toMatchObject({
      type: 'ActualCost',
      timeframe: 'Custom',
      dataset: {
        granularity: 'Daily',
        aggregation: { totalCost: { name: 'Cost', function: 'Sum' } },
        grouping: [
          { type: 'Dimension', name: 'ResourceId' },
          { type: 'Dimension', name: 'Meter' },
        ],
        filter: {
          dimensions: {
            name: 'ServiceName',
            operator: 'In',
            values: [
              'Cognitive Services',
              'Azure OpenAI',
              'Foundry Models',
              'Foundry Tools',
              'Azure AI Foundry',
            ],
          },
        },
      },
    })
  })

  it.each(['PreTaxCost', 'TotalCost'])(
    'reads the amount where it is called %s, and lines without a place',
    async (name) => {
      const columns = [name, 'UsageDate', 'SubscriptionId', 'Meter', 'Currency']
      const rows = [
        [2, 20261118, 'SUB-1', '', 'eur'],
        [3, 20261118, null, null, 'EUR'],
        [4, 20261118],
      ]
      const { ctx } = await azure({ costs: () => costs(columns, rows) })
      const page = await pulled(azureOpenai, 'cost', ctx, window)
      expect(page.costs).toMatchObject([
        { projectRef: 'sub-1', lineItem: 'unspecified', currency: 'EUR', amountNano: 2_000_000_000n },
        { projectRef: null, lineItem: 'unspecified', currency: 'EUR', amountNano: 3_000_000_000n },
      ])
      expect(page.skipped).toEqual([{ reason: 'malformed_row', count: 1 }])
    },
  )

  it('has no lines where Azure answers 204', async () => {
    const { ctx } = await azure({ costs: () => ({ status: 204 }) })
    expect(await pulled(azureOpenai, 'cost', ctx, window)).toMatchObject({
      costs: [],
      rows: 0,
      nextPage: null,
    })
  })

  it('follows nextLink with the same question, and only to the same host', async () => {
    const line = [1, 20261118, '', 'm', 'EUR']
    const {
      ctx,
      calls: seen,
      baseUrl,
    } = await azure({
      costs: ({ url }) =>
        costs(names, [line], url.searchParams.has('$skiptoken') ? null : `${baseUrl}/query?$skiptoken=2`),
    })
    const first = await pulled(azureOpenai, 'cost', ctx, window)
    const second = await pulled(azureOpenai, 'cost', ctx, { ...window, page: first.nextPage })
    expect(second.nextPage).toBeNull()
    const asked = seen.filter(({ url }) => url.pathname.endsWith('/query'))
    expect(asked.map(({ method, body }) => [method, body])).toEqual([
      ['POST', asked[0]?.body],
      ['POST', asked[0]?.body],
    ])
    const elsewhere = { ...window, page: 'link:https://attacker.example/query' }
    expect(await refused(azureOpenai, 'cost', ctx, elsewhere)).toMatchObject({ tag: 'refused_url' })
    const repeated = { ...window, page: `link:${baseUrl}/query` }
    const loop = await azure({ costs: ({ url }) => costs(names, [line], url.href) })
    const here = { ...repeated, page: `link:${loop.baseUrl}/query` }
    expect(await refused(azureOpenai, 'cost', loop.ctx, here)).toMatchObject({ tag: 'bad_json' })
  })

  it('asks day by day when a report of many days holds one day only', async () => {
    const month = { ...window, toMs: Date.parse('2026-11-21T00:00:00Z') }
    const lastDay = [[1, 20261120, '', 'm', 'EUR']]
    const { ctx, calls: seen } = await azure({ costs: () => costs(names, lastDay) })
    const first = await pulled(azureOpenai, 'cost', ctx, month)
    const pages = [first.nextPage]
    while (pages.at(-1) != null) {
      const page = pages.at(-1) ?? null
      pages.push((await pulled(azureOpenai, 'cost', ctx, { ...month, page })).nextPage)
    }
    const periods = seen
      .filter(({ body }) => body.startsWith('{'))
      .map(({ body }) => JSON.parse(body).timePeriod)
    expect(periods).toEqual([
      { from: '2026-11-18T00:00:00Z', to: '2026-11-20T23:59:59Z' },
      { from: '2026-11-18T00:00:00Z', to: '2026-11-18T23:59:59Z' },
      { from: '2026-11-19T00:00:00Z', to: '2026-11-19T23:59:59Z' },
      { from: '2026-11-20T00:00:00Z', to: '2026-11-20T23:59:59Z' },
    ])
  })

  it('reads the days after one that goes on on another page, or that has no lines', async () => {
    const days = { ...window, toMs: Date.parse('2026-11-21T00:00:00Z') }
    const {
      ctx,
      calls: seen,
      baseUrl,
    } = await azure({
      costs: ({ url, body }) => {
        const { from } = JSON.parse(body).timePeriod
        if (from.startsWith('2026-11-19')) return { status: 204 }
        const isCut = from.startsWith('2026-11-18') && !url.searchParams.has('$skiptoken')
        return costs(names, [[1, 20261118, '', 'm', 'EUR']], isCut ? `${baseUrl}/query?$skiptoken=2` : null)
      },
    })
    for (let page: string | null = `day:${days.fromMs}`; page !== null; )
      page = (await pulled(azureOpenai, 'cost', ctx, { ...days, page })).nextPage
    const asked = seen.filter(({ url }) => url.pathname.endsWith('/query'))
    expect(
      asked.map(({ url, body }) => [
        JSON.parse(body).timePeriod.to.slice(0, 10),
        url.searchParams.get('$skiptoken'),
      ]),
    ).toEqual([
      ['2026-11-18', null],
      ['2026-11-18', '2'],
      ['2026-11-19', null],
      ['2026-11-20', null],
    ])
    const page = `day:${days.fromMs}:${baseUrl}/query?$skiptoken=1`
    const loop = await azure({ costs: ({ url }) => costs(names, [], url.href) })
    const here = { ...days, page: page.replace(baseUrl, loop.baseUrl) }
    expect(await refused(azureOpenai, 'cost', loop.ctx, here)).toMatchObject({ tag: 'bad_json' })
  })

  it.each([
    ['of another shape', () => ({ body: { properties: { rows: [] } } }), 'bad_json'],
    ['that it may not read', () => ({ status: 403, body: {} }), 'forbidden'],
  ])('stops at a report %s', async (_what, answer, tag) => {
    const { ctx } = await azure({ costs: answer })
    expect(await refused(azureOpenai, 'cost', ctx, window)).toMatchObject({ tag })
  })

  it('believes a report of one day that holds that day', async () => {
    const { ctx } = await azure({ costs: () => costs(names, [[1, 20261118, '', 'm', 'EUR']]) })
    expect((await pulled(azureOpenai, 'cost', ctx, window)).nextPage).toBeNull()
  })

  it('believes a report of many days that holds two of them', async () => {
    const month = { ...window, toMs: Date.parse('2026-11-21T00:00:00Z') }
    const rows = [20261119, 20261120].map((day) => [1, day, '', 'm', 'EUR'])
    const { ctx } = await azure({ costs: () => costs(names, rows) })
    expect((await pulled(azureOpenai, 'cost', ctx, month)).nextPage).toBeNull()
  })

  it('keeps to the pause that Azure names in its own header', async () => {
    const headers = { 'x-ms-ratelimit-microsoft.costmanagement-entity-retry-after': '1200' }
    const { ctx } = await azure({ costs: () => ({ status: 429, headers, body: { error: { code: '429' } } }) })
    const failure = await refused(azureOpenai, 'cost', ctx, window)
    expect(failure).toEqual({ tag: 'rate_limited', retryAfterMs: 1_200_000 })
  })

  it('asks at the scope and for the services that the settings name', async () => {
    const settings = {
      ...credential.settings,
      cost_scope: 'providers/Microsoft.Billing/billingAccounts/123',
      cost_services: 'AI One, AI Two',
    }
    const { ctx, calls: seen } = await azure({})
    await pulled(azureOpenai, 'cost', { ...ctx, settings }, window)
    const asked = seen.find(({ url }) => url.pathname.endsWith('/query'))
    expect(asked?.url.pathname).toBe(`/${settings.cost_scope}/providers/Microsoft.CostManagement/query`)
    expect(JSON.parse(asked?.body ?? '').dataset).toMatchObject({
      grouping: [{ name: 'SubscriptionId' }, { name: 'Meter' }],
      filter: { dimensions: { values: ['AI One', 'AI Two'] } },
    })
  })
})
