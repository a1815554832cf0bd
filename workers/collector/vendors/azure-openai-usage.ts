import { z } from 'zod'
import { fail, ok } from '../../../analytics/result.ts'
import { bucketRange } from '../bucket-range.ts'
import { type Counted, meters } from '../meters.ts'
import { hourMs, instantText } from '../moments.ts'
import { emptyPage } from '../page.ts'
import { partGone, partOf } from '../parts.ts'
import { count } from '../shapes.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { type AzureResource, deploymentsOf, manage, managed, resourcesOf } from './azure-openai-arm.ts'

/**
 * Azure counts every call of an OpenAI model twice over: in the metrics of Azure OpenAI, and in the newer ones for
 * models of any maker. Only the newer ones know other makers' models, and the cached tokens of those.
 */
const metrics: Readonly<Record<string, { family: 'openai' | 'models'; counted: Counted }>> = {
  AzureOpenAIRequests: { family: 'openai', counted: 'requests' },
  ProcessedPromptTokens: { family: 'openai', counted: 'input' },
  GeneratedTokens: { family: 'openai', counted: 'output' },
  ModelRequests: { family: 'models', counted: 'requests' },
  InputTokens: { family: 'models', counted: 'input' },
  OutputTokens: { family: 'models', counted: 'output' },
  cacheReadInputTokens: { family: 'models', counted: 'cacheRead' },
  ephemeral5mInputTokens: { family: 'models', counted: 'cacheWrite5m' },
  ephemeral1hInputTokens: { family: 'models', counted: 'cacheWrite1h' },
}
const metricNames = Object.keys(metrics)
const openaiNames = metricNames.filter((name) => metrics[name]?.family === 'openai')

/** Without it Azure gives ten series and does not say that there are more. */
const seriesMax = 1_000

const answer = z.object({ interval: z.string(), value: z.array(z.unknown()) })
const metric = z.object({ name: z.object({ value: z.string() }), timeseries: z.array(z.unknown()) })
const series = z.object({
  metadatavalues: z.array(z.object({ name: z.object({ value: z.string() }), value: z.string() })),
  data: z.array(z.unknown()),
})
/** A point without a total stands for no data. */
const point = z.object({ timeStamp: z.iso.datetime({ offset: true }), total: count.nullish() })

type Deployment = { name: string | null; model: string }
type Figures = Partial<Record<Counted, number>>
type Bucket = { deployment: Deployment; startMs: number; openai: Figures; models: Figures }

/** One resource's metrics of a window as one page: counts per hour, deployment and model. */
export async function pullUsage(ctx: VendorContext, window: PullWindow): Pulled {
  const range = bucketRange(ctx, window, hourMs)
  const resources = await resourcesOf(ctx)
  if (!resources.ok) return resources
  if (!range || resources.value.length === 0) return ok(emptyPage())
  const part = partOf(
    window.page,
    resources.value.map((resource) => resource.ref),
  )
  const resource = resources.value.find((each) => each.ref === part?.name)
  if (!part || !resource) return fail(partGone)
  const deployments = await deploymentsOf(ctx, resource)
  if (!deployments.ok) return deployments

  const told = await askMetrics(ctx, resource, range)
  if (!told.ok) return told
  const body = answer.safeParse(told.value.json)
  if (!body.success) return fail({ tag: 'bad_json', reason: 'the metrics have another shape' })
  if (body.data.interval !== 'PT1H')
    return fail({ tag: 'bad_json', reason: 'the metrics are not by the hour' })

  const { buckets, malformed, truncated } = readMetrics(body.data.value, deployments.value)
  const gathered = meters(ctx, 'azure_openai', hourMs)
  for (const { deployment, startMs, openai, models } of buckets) {
    const figures = Object.keys(openai).length > 0 ? openai : models
    for (const [counted, value] of Object.entries(figures)) {
      gathered.add(
        {
          model: deployment.model,
          operation: 'inference',
          projectRef: resource.ref,
          dimensions: [deployment.name],
        },
        startMs,
        counted as Counted,
        value,
      )
    }
  }
  const usage = gathered.usage()
  return ok({
    ...emptyPage(),
    raw: told.value.raw,
    usage,
    rows: usage.length + malformed + truncated,
    skipped: [
      ...(malformed > 0 ? [{ reason: 'malformed_row' as const, count: malformed }] : []),
      ...(truncated > 0 ? [{ reason: 'malformed_bucket' as const, count: truncated }] : []),
    ],
    nextPage: part.after(null),
  })
}

/** A resource that does not know the newer metrics refuses the whole call; it is then asked for the others. */
async function askMetrics(
  ctx: VendorContext,
  resource: AzureResource,
  range: { startMs: number; endMs: number },
) {
  const ask = (names: readonly string[]) =>
    manage(
      ctx,
      managed(ctx, `${resource.id}/providers/Microsoft.Insights/metrics`, {
        'api-version': '2024-02-01',
        metricnamespace: 'Microsoft.CognitiveServices/accounts',
        metricnames: names.join(','),
        timespan: `${instantText(range.startMs)}/${instantText(range.endMs)}`,
        interval: 'PT1H',
        aggregation: 'Total',
        $filter: "ModelDeploymentName eq '*' and ModelName eq '*'",
        top: seriesMax,
        ValidateDimensions: 'false',
      }),
    )
  const all = await ask(metricNames)
  const isRefused = !all.ok && all.failure.tag === 'rejected' && all.failure.status === 400
  return isRefused ? ask(openaiNames) : all
}

function readMetrics(values: readonly unknown[], models: ReadonlyMap<string, string>) {
  const buckets = new Map<string, Bucket>()
  let malformed = 0
  let truncated = 0
  for (const value of values) {
    const read = metric.safeParse(value)
    if (!read.success) {
      malformed++
      continue
    }
    const meaning = metrics[read.data.name.value]
    if (!meaning) continue
    if (read.data.timeseries.length >= seriesMax) truncated++
    for (const each of read.data.timeseries) {
      const one = series.safeParse(each)
      if (!one.success) {
        malformed++
        continue
      }
      const deployment = deploymentOf(one.data.metadatavalues, models)
      for (const datum of one.data.data) {
        const told = point.safeParse(datum)
        if (!told.success) malformed++
        else if (typeof told.data.total === 'number') {
          const startMs = Date.parse(told.data.timeStamp)
          const key = JSON.stringify([deployment.name, deployment.model, startMs])
          const bucket = buckets.get(key) ?? { deployment, startMs, openai: {}, models: {} }
          const figures = bucket[meaning.family]
          figures[meaning.counted] = (figures[meaning.counted] ?? 0) + told.data.total
          buckets.set(key, bucket)
        }
      }
    }
  }
  return { buckets: buckets.values(), malformed, truncated }
}

/** Names of dimensions come back in lower case, whatever was asked. */
function deploymentOf(
  metadata: readonly { name: { value: string }; value: string }[],
  models: ReadonlyMap<string, string>,
): Deployment {
  const value = (wanted: string) =>
    metadata.find(({ name }) => name.value.toLowerCase() === wanted)?.value || null
  const name = value('modeldeploymentname')
  return { name, model: value('modelname') ?? models.get(name?.toLowerCase() ?? '') ?? 'unknown' }
}
