import { z } from 'zod'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import { bucketRange } from '../bucket-range.ts'
import { type Counted, meters } from '../meters.ts'
import { hourMs } from '../moments.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { emptyPage } from '../page.ts'
import { partGone, partOf } from '../parts.ts'
import { count, nonEmpty } from '../shapes.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { awsCall, regionsOf } from './bedrock-aws.ts'

type Metric = { id: string; name: string; counted: Counted }
type Namespace = { schema: string; operation: string; label: string; metrics: readonly Metric[] }

/** A label that CloudWatch fills in with a dimension of the series. */
const dimension = (name: string) => `\${PROP('Dim.${name}')}`

/**
 * Calls of the runtime, and calls of the endpoint that speaks as OpenAI does: neither is counted in the other. Cached
 * input is counted beside input, not in it. AWS's guides spell its metrics in two ways; of two for one bucket the first
 * is taken, never both.
 */
const namespaces: Readonly<Record<string, Namespace>> = {
  runtime: {
    schema: 'AWS/Bedrock,ModelId',
    operation: 'inference',
    label: dimension('ModelId'),
    metrics: [
      { id: 'requests', name: 'Invocations', counted: 'requests' },
      { id: 'input', name: 'InputTokenCount', counted: 'input' },
      { id: 'output', name: 'OutputTokenCount', counted: 'output' },
      { id: 'read', name: 'CacheReadInputTokenCount', counted: 'cacheRead' },
      { id: 'read_other', name: 'CacheReadInputTokens', counted: 'cacheRead' },
      { id: 'write', name: 'CacheWriteInputTokenCount', counted: 'cacheWrite5m' },
      { id: 'write_other', name: 'CacheWriteInputTokens', counted: 'cacheWrite5m' },
    ],
  },
  mantle: {
    schema: 'AWS/BedrockMantle,Project,Model',
    operation: 'mantle',
    label: `${dimension('Model')} ${dimension('Project')}`,
    metrics: [
      { id: 'requests', name: 'Inferences', counted: 'requests' },
      { id: 'input', name: 'TotalInputTokens', counted: 'input' },
      { id: 'output', name: 'TotalOutputTokens', counted: 'output' },
    ],
  },
}

const continuationsMax = 50

const answer = z.object({
  MetricDataResults: z.array(z.unknown()).nullish(),
  Messages: z.array(z.unknown()).nullish(),
  NextToken: z.string().nullish(),
})
const result = z.object({
  Id: z.string(),
  Label: nonEmpty,
  Timestamps: z.array(z.number().min(0)),
  Values: z.array(z.unknown()),
  StatusCode: z.string().nullish(),
})

/** What all pages of one search say: figures by label, bucket and metric, and what is wrong with them. */
type Search = {
  raw: string[]
  buckets: Map<string, { label: string; startMs: number; byId: Map<string, number> }>
  malformed: number
  /** Series of which a part was not given. */
  incomplete: number
}

/** One region's metrics of a window as one page: counts per hour and model. */
export async function pullUsage(ctx: VendorContext, window: PullWindow): Pulled {
  const regions = regionsOf(ctx)
  if (!regions.ok) return regions
  const parts = regions.value.flatMap((each) => Object.keys(namespaces).map((name) => `${each}/${name}`))
  const part = partOf(window.page, parts)
  const [region = '', name = ''] = part?.name.split('/') ?? []
  const namespace = namespaces[name]
  if (!part || !namespace) return fail(partGone)
  const range = bucketRange(ctx, window, hourMs)
  if (!range) return ok(emptyPage())
  const search = await searchMetrics(ctx, region, namespace, range)
  if (!search.ok) return search

  const { raw, buckets, malformed, incomplete } = search.value
  const gathered = meters(ctx, 'bedrock', hourMs)
  for (const { label, startMs, byId } of buckets.values()) {
    const [model = 'unknown', project = null] = label.split(' ')
    const metered = { model, operation: namespace.operation, projectRef: project, dimensions: [region] }
    const seen = new Set<Counted>()
    for (const { id, counted } of namespace.metrics) {
      const value = byId.get(id)
      if (value === undefined || seen.has(counted)) continue
      seen.add(counted)
      gathered.add(metered, startMs, counted, value)
    }
  }
  const usage = gathered.usage()
  return ok({
    ...emptyPage(),
    raw: raw.length === 1 ? (raw[0] ?? '') : `[${raw.join(',')}]`,
    usage,
    rows: usage.length + malformed + incomplete,
    skipped: [
      ...(malformed > 0 ? [{ reason: 'malformed_row' as const, count: malformed }] : []),
      ...(incomplete > 0 ? [{ reason: 'malformed_bucket' as const, count: incomplete }] : []),
    ],
    nextPage: part.after(null),
  })
}

/** Follows the search to its end: what one bucket counts may come on several pages. */
async function searchMetrics(
  ctx: VendorContext,
  region: string,
  { schema, label, metrics }: Namespace,
  { startMs, endMs }: { startMs: number; endMs: number },
): Promise<Result<Search, OutboundFailure>> {
  const search: Search = { raw: [], buckets: new Map(), malformed: 0, incomplete: 0 }
  let token: string | null = null
  for (let asked = 0; asked < continuationsMax; asked++) {
    const told = await awsCall(ctx, {
      service: 'monitoring',
      region,
      target: 'GraniteServiceVersion20100801.GetMetricData',
      jsonVersion: '1.0',
      body: JSON.stringify({
        StartTime: startMs / 1000,
        EndTime: endMs / 1000,
        ScanBy: 'TimestampAscending',
        MetricDataQueries: metrics.map(({ id, name }) => ({
          Id: id,
          Expression: `SEARCH('{${schema}} MetricName="${name}"', 'Sum', 3600)`,
          Label: label,
          ReturnData: true,
        })),
        ...(token === null ? {} : { NextToken: token }),
      }),
    })
    if (!told.ok) return told
    const body = answer.safeParse(told.value.json)
    if (!body.success) return fail({ tag: 'bad_json', reason: 'the metrics have another shape' })
    search.raw.push(told.value.raw)
    const next: string | null = body.data.NextToken || null
    for (const each of body.data.MetricDataResults ?? []) readResult(each, search, next === null)
    if (next === null) search.incomplete += body.data.Messages?.length ?? 0
    if (next === null) return ok(search)
    if (next === token) break
    token = next
  }
  return fail({ tag: 'bad_json', reason: 'the metrics go on without end' })
}

/** A series is `PartialData` while pages follow; after the last one nothing more of it comes. */
function readResult(each: unknown, search: Search, isLast: boolean): void {
  const read = result.safeParse(each)
  if (!read.success || read.data.Timestamps.length !== read.data.Values.length) {
    search.malformed++
    return
  }
  const { Id, Label, Timestamps, Values, StatusCode } = read.data
  const goesOn = !isLast && StatusCode === 'PartialData'
  if (StatusCode && StatusCode !== 'Complete' && !goesOn) search.incomplete++
  Timestamps.forEach((atS, i) => {
    const value = count.safeParse(Values[i])
    if (!value.success) {
      search.malformed++
      return
    }
    const startMs = atS * 1000
    const key = `${Label}\n${startMs}`
    const bucket = search.buckets.get(key) ?? { label: Label, startMs, byId: new Map<string, number>() }
    search.buckets.set(key, bucket)
    bucket.byId.set(Id, value.data)
  })
}
