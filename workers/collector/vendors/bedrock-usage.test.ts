import { describe, expect, it } from 'vitest'
import { aws, window } from '../../../tests/support/aws-wire.ts'
import { pulled, refused } from '../../../tests/support/vendor-pages.ts'
import { bedrock } from './bedrock.ts'

type Query = { Id: string; Expression: string; Label: string }
const hourS = Date.parse('2026-11-18T00:00:00Z') / 1000
const series = (Id: string, Values: unknown[], Label = 'amazon.nova-pro-v1:0', StatusCode = 'Complete') => ({
  Id,
  Label,
  Timestamps: Values.map((_, i) => hourS + i * 3_600),
  Values,
  StatusCode,
})
const metrics = (results: unknown[], NextToken: string | null = null, Messages: unknown[] = []) => ({
  body: { MetricDataResults: results, Messages, NextToken },
})

async function usage(results: unknown[]) {
  const { ctx } = await aws(() => metrics(results))
  return pulled(bedrock, 'usage', ctx, window)
}

describe('Bedrock metrics', () => {
  it('are searched by the hour in both namespaces of each region, with labels that are asked for', async () => {
    const { ctx, calls: seen } = await aws(() => metrics([]), { regions: 'us-east-1, eu-central-1' })
    for (let page: string | null = null, i = 0; i < 4; i++) {
      page = (await pulled(bedrock, 'usage', ctx, { ...window, page })).nextPage
      expect(page === null).toBe(i === 3)
    }
    const scopes = seen.map(
      ({ headers }) => /\d{8}\/([\w-]+\/monitoring)/.exec(headers.authorization ?? '')?.[1],
    )
    expect(scopes).toEqual(
      ['us-east-1', 'us-east-1', 'eu-central-1', 'eu-central-1'].map((r) => `${r}/monitoring`),
    )
    expect(seen[0]?.headers['x-amz-target']).toBe('GraniteServiceVersion20100801.GetMetricData')
    expect(seen[0]?.headers['content-type']).toBe('application/x-amz-json-1.0')
    const [runtime, mantle] = seen.map(({ body }) => JSON.parse(body))
    expect(runtime).toMatchObject({ StartTime: hourS, EndTime: hourS + 86_400 })
    const input = runtime.MetricDataQueries.find(({ Id }: Query) => Id === 'input')
    expect(input.Expression).toBe(`SEARCH('{AWS/Bedrock,ModelId} MetricName="InputTokenCount"', 'Sum', 3600)`)
    expect(input.Label).toBe(['$', "{PROP('Dim.ModelId')}"].join(''))
    expect(mantle.MetricDataQueries[0].Expression).toContain('{AWS/BedrockMantle,Project,Model}')
  })

  it.each([
    ['read', 'write'],
    ['read_other', 'write_other'],
  ])('read what came from a cache and what went into it as %s and %s', async (read, write) => {
    const asked: unknown[] = []
    const { ctx } = await aws(() => metrics([series('input', [5]), series(read, [7]), series(write, [11])]))
    const price: typeof ctx.price = (usage) => {
      asked.push(usage)
      return { costNanoUsd: 1n, costSource: 'priced' }
    }
    const page = await pulled(bedrock, 'usage', { ...ctx, price }, window)
    expect(page.usage).toMatchObject([{ tokensIn: 23, tokensCached: 7, tokensOut: 0, requests: null }])
    expect(asked).toMatchObject([{ tokensIn: 23, tokensCached: 7, cacheWrite5m: 11, cacheWrite1h: 0 }])
  })

  it('are asked for under every name, oldest first', async () => {
    const { ctx, calls } = await aws(() => metrics([]))
    const first = await pulled(bedrock, 'usage', ctx, window)
    await pulled(bedrock, 'usage', ctx, { ...window, page: first.nextPage })
    const asked = calls.map(({ body }) => JSON.parse(body))
    const named = asked.map(({ MetricDataQueries }) =>
      MetricDataQueries.map(
        ({ Id, Expression }: Query) => `${Id} ${/MetricName="(\w+)"/.exec(Expression)?.[1]}`,
      ),
    )
    expect(named).toEqual([
      [
        'requests Invocations',
        'input InputTokenCount',
        'output OutputTokenCount',
        'read CacheReadInputTokenCount',
        'read_other CacheReadInputTokens',
        'write CacheWriteInputTokenCount',
        'write_other CacheWriteInputTokens',
      ],
      ['requests Inferences', 'input TotalInputTokens', 'output TotalOutputTokens'],
    ])
    expect(asked[0]).toMatchObject({ ScanBy: 'TimestampAscending' })
  })

  it('become one priced row per model and hour; cached tokens stand beside input', async () => {
    const { usage: rows } = await usage([
      series('requests', [3, 1]),
      series('input', [1_000_000, 5]),
      series('output', [100_000]),
      series('read', [500_000]),
      series('write', [0]),
    ])
    expect(rows).toEqual([
      {
        naturalKey: expect.stringMatching(/^\["bedrock","111122223333",.*"us-east-1"\]$/),
        vendorId: 'bedrock',
        model: 'amazon.nova-pro-v1:0',
        operation: 'inference',
        bucketStartAtMs: hourS * 1000,
        bucketMs: 3_600_000,
        projectRef: null,
        actorRef: null,
        apiKeyRef: null,
        requests: 3,
        tokensIn: 1_500_000,
        tokensOut: 100_000,
        tokensCached: 500_000,
        tokensReasoning: 0,
        // 1 million at 80 cents, 100,000 at 3.2 dollars and 500,000 at 20 cents per million
        costNanoUsd: 1_220_000_000n,
        costSource: 'priced',
      },
      expect.objectContaining({ requests: 1, tokensIn: 5, tokensOut: 0 }),
    ])
  })

  it('that AWS spells in two ways are read in either, and never both', async () => {
    const both = await usage([series('input', [10]), series('read', [7]), series('read_other', [7])])
    expect(both.usage).toMatchObject([{ tokensIn: 17, tokensCached: 7 }])
    const other = await usage([series('input', [10]), series('read_other', [7]), series('write_other', [2])])
    expect(other.usage).toMatchObject([{ tokensIn: 19, tokensCached: 7 }])
  })

  it('of the OpenAI endpoint stand by project', async () => {
    const { ctx } = await aws(() => metrics([series('input', [10], 'openai.gpt-oss-120b-1:0 proj-a')]))
    const first = await pulled(bedrock, 'usage', ctx, { ...window, page: 'us-east-1%2Fmantle|' })
    expect(first.usage).toMatchObject([
      { model: 'openai.gpt-oss-120b-1:0', projectRef: 'proj-a', operation: 'mantle', tokensIn: 10 },
    ])
  })

  it('that go on over several pages, partial until the last, are gathered first', async () => {
    const { ctx, calls: seen } = await aws(({ body }) =>
      JSON.parse(body).NextToken === 't2'
        ? metrics([series('output', [4])])
        : metrics([series('input', [9]), series('output', [], undefined, 'PartialData')], 't2'),
    )
    const page = await pulled(bedrock, 'usage', ctx, window)
    expect(page.usage).toMatchObject([{ tokensIn: 9, tokensOut: 4 }])
    expect([page.skipped, seen.length]).toEqual([[], 2])
  })

  it('of which one ends with its page are whole, and those that fail on any page are not', async () => {
    const { ctx } = await aws(({ body }) =>
      JSON.parse(body).NextToken === 't2'
        ? metrics([series('output', [4])])
        : metrics(
            [
              series('input', [9], undefined, 'PartialData'),
              series('requests', [], undefined, 'InternalError'),
            ],
            't2',
          ),
    )
    const page = await pulled(bedrock, 'usage', ctx, window)
    expect(page.skipped).toEqual([{ reason: 'malformed_bucket', count: 1 }])
  })

  it('that stay partial, or whose search was cut, are said to be incomplete', async () => {
    const partial = await usage([series('input', [9], undefined, 'PartialData')])
    expect(partial.skipped).toEqual([{ reason: 'malformed_bucket', count: 1 }])
    expect(partial.usage).toHaveLength(1)
    const { ctx } = await aws(() => metrics([], null, [{ Code: 'MaxMetricsExceeded', Value: 'too many' }]))
    const cut = await pulled(bedrock, 'usage', ctx, window)
    expect([cut.rows, cut.skipped]).toEqual([1, [{ reason: 'malformed_bucket', count: 1 }]])
  })

  it('are given up on when the cursor repeats itself', async () => {
    const { ctx, calls: seen } = await aws(() => metrics([], 'same'))
    expect(await refused(bedrock, 'usage', ctx, window)).toMatchObject({ tag: 'bad_json' })
    expect(seen).toHaveLength(2)
  })

  it('of another shape are counted one by one', async () => {
    const { usage: rows, skipped } = await usage([
      series('input', [1, 'two', -3, 2.5]),
      { ...series('output', [1, 2]), Timestamps: [hourS] },
      { Id: 'output' },
    ])
    expect([rows.length, skipped]).toEqual([1, [{ reason: 'malformed_row', count: 5 }]])
  })
})
