import { describe, expect, it } from 'vitest'
import { azure, metricsBody, resourceId, window } from '../../../tests/support/azure-wire.ts'
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
    })
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

  it('counts what has another shape, and a list that Azure may have cut', async () => {
    const { usage: rows, skipped } = await usage([
      metric('AzureOpenAIRequests', [at(hour, 3), { timeStamp: 'yesterday', total: 1 }, at(hour, -1)]),
      { name: null },
    ])
    expect([rows.length, skipped]).toEqual([1, [{ reason: 'malformed_row', count: 3 }]])
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
