import { describe, expect, it } from 'vitest'
import { azure, metricsBody, nowMs, resourceId, window } from '../../../tests/support/azure-wire.ts'
import { pulled, refused } from '../../../tests/support/vendor-pages.ts'
import { azureOpenai } from './azure-openai.ts'

const metric = (
  name: string,
  data: unknown[],
  deployment = 'mini-prod',
  model: string | null = 'gpt-5-mini',
) => ({
  name: { value: name, localizedValue: name },
  unit: 'Count',
  timeseries: [
    {
      metadatavalues: [
        { name: { value: 'modeldeploymentname' }, value: deployment },
        ...(model === null ? [] : [{ name: { value: 'modelname' }, value: model }]),
      ],
      data,
    },
  ],
})
const at = (timeStamp: string, total?: number) => ({ timeStamp, ...(total === undefined ? {} : { total }) })
const hour = '2026-11-18T00:00:00Z'

async function usage(value: unknown[], deployments: unknown[] = []) {
  const { ctx } = await azure({ metrics: () => ({ body: metricsBody(value) }), deployments })
  return pulled(azureOpenai, 'usage', ctx, window)
}

describe('Azure metrics', () => {
  it('asks for hours, totals, both dimensions and more than ten series', async () => {
    const { ctx, calls: seen } = await azure({})
    await pulled(azureOpenai, 'usage', ctx, window)
    const asked = seen.find(({ url }) => url.pathname.endsWith('/metrics'))?.url
    expect(asked?.pathname).toBe(`${resourceId}/providers/Microsoft.Insights/metrics`)
    expect(Object.fromEntries(asked?.searchParams ?? [])).toMatchObject({
      timespan: '2026-11-18T00:00:00Z/2026-11-19T00:00:00Z',
      interval: 'PT1H',
      aggregation: 'Total',
      $filter: "ModelDeploymentName eq '*' and ModelName eq '*'",
      top: '1000',
      'api-version': '2024-02-01',
      metricnamespace: 'Microsoft.CognitiveServices/accounts',
      ValidateDimensions: 'false',
    })
    const names = asked?.searchParams.get('metricnames')?.split(',')
    expect(names).toEqual(expect.arrayContaining(['AzureOpenAIRequests', 'ProcessedPromptTokens']))
  })

  it('gathers requests and tokens of an hour and deployment into one priced row', async () => {
    const { usage: rows } = await usage([
      metric('ProcessedPromptTokens', [at(hour, 1_000_000)]),
      metric('GeneratedTokens', [at(hour, 100_000)]),
      metric('AzureOpenAIRequests', [at(hour, 40)]),
    ])
    expect(rows).toEqual([
      {
        naturalKey: expect.stringContaining('mini-prod'),
        vendorId: 'azure_openai',
        model: 'gpt-5-mini',
        operation: 'inference',
        bucketStartAtMs: Date.parse(hour),
        bucketMs: 3_600_000,
        projectRef: resourceId.toLowerCase(),
        actorRef: null,
        apiKeyRef: null,
        requests: 40,
        tokensIn: 1_000_000,
        tokensOut: 100_000,
        tokensCached: 0,
        tokensReasoning: 0,
        // 1 million at 25 cents, 100,000 at 2 dollars per million
        costNanoUsd: 450_000_000n,
        costSource: 'priced',
      },
    ])
  })

  it('takes a point without a total as no data', async () => {
    const { usage: rows, rows: counted } = await usage([
      metric('AzureOpenAIRequests', [at(hour, 1), at('2026-11-18T01:00:00Z')]),
    ])
    expect([rows.length, counted]).toEqual([1, 1])
  })

  it('takes the model from the deployment where the metric leaves it out', async () => {
    const deployments = [{ name: 'Mini-Prod', properties: { model: { name: 'gpt-5-mini', version: '1' } } }]
    const value = [
      metric('ProcessedPromptTokens', [at(hour, 10)], 'mini-prod', null),
      metric('AzureOpenAIRequests', [at(hour, 1)]),
    ]
    const { usage: rows } = await usage(value, deployments)
    expect(rows).toMatchObject([{ model: 'gpt-5-mini', requests: 1, tokensIn: 10 }])
    expect((await usage(value.slice(0, 1))).usage).toMatchObject([
      { model: 'unknown', costSource: 'unpriced' },
    ])
  })

  it('never adds up what both families of metrics count', async () => {
    const { usage: rows } = await usage([
      metric('ProcessedPromptTokens', [at(hour, 10)]),
      metric('InputTokens', [at(hour, 10)]),
      metric('ModelRequests', [at(hour, 1)]),
      metric('AzureOpenAIRequests', [at(hour, 1)]),
    ])
    expect(rows).toMatchObject([{ requests: 1, tokensIn: 10 }])
  })

  it('reads other makers’ models, whose cached and written input stands beside the rest', async () => {
    const of = (name: string, total: number) => metric(name, [at(hour, total)], 'claude', 'claude-sonnet-4-6')
    const { usage: rows } = await usage([
      of('InputTokens', 100),
      of('cacheReadInputTokens', 70),
      of('ephemeral5mInputTokens', 20),
      of('ephemeral1hInputTokens', 5),
      of('OutputTokens', 9),
      of('ModelRequests', 2),
    ])
    expect(rows).toMatchObject([{ requests: 2, tokensIn: 195, tokensCached: 70, tokensOut: 9 }])
  })

  it('asks again without the newer metrics where the resource does not know them', async () => {
    const { ctx, calls: seen } = await azure({
      metrics: ({ url }) =>
        url.searchParams.get('metricnames')?.includes('ModelRequests')
          ? { status: 400, body: { error: { code: 'BadRequest', message: 'Failed to find metric' } } }
          : { body: metricsBody([metric('AzureOpenAIRequests', [at(hour, 3)])]) },
    })
    expect((await pulled(azureOpenai, 'usage', ctx, window)).usage).toMatchObject([{ requests: 3 }])
    expect(seen.filter(({ url }) => url.pathname.endsWith('/metrics'))).toHaveLength(2)
  })

  it.each([
    [409, 'rejected'],
    [403, 'forbidden'],
  ])('asks no second time where a resource answers %i', async (status, tag) => {
    const { ctx, calls: seen } = await azure({ metrics: () => ({ status, body: {} }) })
    expect(await refused(azureOpenai, 'usage', ctx, window)).toMatchObject({ tag })
    expect(seen.filter(({ url }) => url.pathname.endsWith('/metrics'))).toHaveLength(1)
  })

  it('keeps hours, deployments and models apart', async () => {
    const next = '2026-11-18T02:00:00+01:00'
    const { usage: rows } = await usage([
      metric('AzureOpenAIRequests', [at(hour, 1), at(next, 2)]),
      metric('AzureOpenAIRequests', [at(hour, 4)], 'mini-test'),
      metric('AzureOpenAIRequests', [at(hour, 8)], 'mini-prod', 'gpt-5'),
    ])
    expect(rows.map(({ requests, model, bucketStartAtMs }) => [requests, model, bucketStartAtMs])).toEqual([
      [1, 'gpt-5-mini', Date.parse(hour)],
      [2, 'gpt-5-mini', Date.parse(next)],
      [4, 'gpt-5-mini', Date.parse(hour)],
      [8, 'gpt-5', Date.parse(hour)],
    ])
    expect(new Set(rows.map(({ naturalKey }) => naturalKey)).size).toBe(4)
  })

  it('knows dimensions and deployments in whatever case Azure writes them', async () => {
    const deployments = [{ name: 'Mini-Prod', properties: { model: { name: 'gpt-5-mini', version: '1' } } }]
    const metadatavalues = [{ name: { value: 'ModelDeploymentName' }, value: 'MINI-PROD' }]
    const { usage: rows } = await usage(
      [{ name: { value: 'AzureOpenAIRequests' }, timeseries: [{ metadatavalues, data: [at(hour, 1)] }] }],
      deployments,
    )
    expect(rows).toMatchObject([{ model: 'gpt-5-mini', requests: 1 }])
  })

  it('reads nothing where no resource serves models, or no hour of the window has begun', async () => {
    const none = await azure({ accounts: [] })
    const open = await azure({})
    const later = { ...window, fromMs: nowMs + 3_600_000, toMs: nowMs + 7_200_000 }
    for (const [{ ctx, calls: seen }, asked] of [
      [none, window],
      [open, later],
    ] as const) {
      expect(await pulled(azureOpenai, 'usage', ctx, asked)).toMatchObject({ rows: 0, nextPage: null })
      expect(seen.filter(({ url }) => url.pathname.endsWith('/metrics'))).toEqual([])
    }
  })

  it('says that the metrics have another shape', async () => {
    const { ctx } = await azure({ metrics: () => ({ body: { interval: 'PT1H', value: 'none' } }) })
    expect(await refused(azureOpenai, 'usage', ctx, window)).toMatchObject({ tag: 'bad_json' })
  })

  it('counts what has another shape, and a list that Azure may have cut', async () => {
    const { usage: rows, skipped } = await usage([
      metric('AzureOpenAIRequests', [at(hour, 3), { timeStamp: 'yesterday', total: 1 }, at(hour, -1)]),
      metric('ProvisionedUtilization', [at(hour, 50)]),
      { name: { value: 'GeneratedTokens' }, timeseries: [{ data: [] }] },
      { name: null },
    ])
    expect([rows.length, skipped]).toEqual([1, [{ reason: 'malformed_row', count: 4 }]])
    const series = Array.from(
      { length: 1_000 },
      (_, i) => metric('AzureOpenAIRequests', [], `d${i}`).timeseries[0],
    )
    const cut = await usage([{ name: { value: 'AzureOpenAIRequests' }, timeseries: series }])
    expect(cut.skipped).toEqual([{ reason: 'malformed_bucket', count: 1 }])
  })

  it('refuses metrics of another grain than was asked for', async () => {
    const { ctx } = await azure({ metrics: () => ({ body: metricsBody([], 'P1D') }) })
    expect(await refused(azureOpenai, 'usage', ctx, window)).toMatchObject({ tag: 'bad_json' })
  })

  it('asks each resource that serves models, and says when one is gone', async () => {
    const accounts = ['OpenAI', 'AIServices', 'SpeechServices'].map((kind) => ({
      id: `${resourceId}-${kind}`,
      name: kind,
      kind,
    }))
    const { ctx } = await azure({ accounts })
    const first = await pulled(azureOpenai, 'usage', ctx, window)
    const second = await pulled(azureOpenai, 'usage', ctx, { ...window, page: first.nextPage })
    expect([first.nextPage, second.nextPage]).toEqual([expect.stringContaining('aiservices'), null])
    expect(await refused(azureOpenai, 'usage', ctx, { ...window, page: 'other|' })).toMatchObject({
      tag: 'gone',
    })
  })
})
