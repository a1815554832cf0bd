import { HOUR_MS } from '../moments.ts'
import type { Call, Traffic } from '../traffic.ts'
import { Refusal } from '../wire.ts'
import { isMantle, PATIENT_REGION, regionOf } from './models.ts'

/** Values of a page, whatever is asked for. */
const PAGE_VALUES = 1_500

type Query = { Id: string; Expression: string; Label?: string }
type Asked = { StartTime: number; EndTime: number; MetricDataQueries: Query[]; NextToken?: string }
type Figure = (call: Call) => number

const cacheRead: Figure = ({ meter }) => meter.cacheReadTokens
const cacheWrite: Figure = ({ meter }) => meter.cacheWrite5mTokens + meter.cacheWrite1hTokens
const fresh: Figure = (call) => call.meter.inputTokens - cacheRead(call) - cacheWrite(call)

/** Metrics by their namespace and dimensions; those of cached tokens bear other names from region to region. */
const metrics: Readonly<Record<string, Readonly<Record<string, Figure>>>> = {
  'AWS/Bedrock,ModelId': {
    Invocations: ({ meter }) => meter.requests,
    InputTokenCount: fresh,
    OutputTokenCount: ({ meter }) => meter.outputTokens,
    CacheReadInputTokenCount: cacheRead,
    CacheReadInputTokens: cacheRead,
    CacheWriteInputTokenCount: cacheWrite,
    CacheWriteInputTokens: cacheWrite,
  },
  'AWS/BedrockMantle,Project,Model': {
    Inferences: ({ meter }) => meter.requests,
    TotalInputTokens: ({ meter }) => meter.inputTokens,
    TotalOutputTokens: ({ meter }) => meter.outputTokens,
  },
}

/** `GetMetricData` with `SEARCH` expressions. Errors: Refusal 400. */
export function metricData(body: string, region: string, traffic: Traffic, nowMs: number): unknown {
  const { StartTime, EndTime, MetricDataQueries, NextToken } = JSON.parse(body) as Asked
  if (!(StartTime < EndTime) || !Array.isArray(MetricDataQueries))
    throw new Refusal(
      400,
      'The parameter StartTime must be less than the parameter EndTime.',
      'ValidationError',
    )
  const searches = MetricDataQueries.flatMap((query) => searchOf(query, region) ?? [])
  const sums = new Map<string, { id: string; label: string; atS: number; value: number }>()
  traffic.visit(StartTime * 1000, EndTime * 1000, nowMs, (call) => {
    if (regionOf(call) !== region) return
    for (const { id, label, isOfMantle, figure } of searches) {
      const value = figure(call) * call.counted
      if (value === 0 || isMantle(call) !== isOfMantle) continue
      const atS = Math.floor(call.atMs / HOUR_MS) * 3_600
      const named = labelOf(label, call)
      const key = `${id}\n${named}\n${atS}`
      const sum = sums.get(key) ?? { id, label: named, atS, value: 0 }
      sum.value += value
      sums.set(key, sum)
    }
  })
  const order = searches.map(({ id }) => id)
  const values = [...sums.values()].toSorted(
    (a, b) => order.indexOf(a.id) - order.indexOf(b.id) || a.label.localeCompare(b.label) || a.atS - b.atS,
  )
  const from = Number(NextToken ?? 0)
  const page = values.slice(from, from + PAGE_VALUES)
  const goesOn = from + PAGE_VALUES < values.length
  const series = Map.groupBy(page, ({ id, label }) => `${id}\n${label}`)
  const last = page.at(-1)
  return {
    MetricDataResults: [...series.values()].map((own) => ({
      Id: own[0]?.id,
      Label: own[0]?.label,
      Timestamps: own.map(({ atS }) => atS),
      Values: own.map(({ value }) => value),
      StatusCode: goesOn && own.at(-1) === last ? 'PartialData' : 'Complete',
    })),
    Messages: [],
    ...(goesOn ? { NextToken: String(from + PAGE_VALUES) } : {}),
  }
}

/** What an expression searches for; null for a metric that the region does not have. Errors: Refusal 400. */
function searchOf({ Id, Expression, Label }: Query, region: string) {
  const [, schema = '', name = '', periodS = ''] =
    /^SEARCH\('\{([^}]+)\} MetricName="(\w+)"', 'Sum', (\d+)\)$/.exec(Expression) ?? []
  const known = metrics[schema]
  if (!known || periodS !== '3600')
    throw new Refusal(400, `Error in expression '${Id}': Invalid syntax`, 'ValidationError')
  const figure = region === PATIENT_REGION && /^Cache\w+Count$/.test(name) ? undefined : known[name]
  return figure ? { id: Id, label: Label, isOfMantle: schema.includes('Mantle'), figure } : null
}

/** A label with its dimensions filled in; without one, CloudWatch gives the model. */
function labelOf(label: string | undefined, { model, caller }: Call): string {
  const dimensions: Readonly<Record<string, string>> = {
    ModelId: model.id,
    Model: model.id,
    Project: `proj-${caller.account.team.id}`,
  }
  return (label ?? model.id).replace(
    /\$\{PROP\('Dim\.(\w+)'\)\}/g,
    (_all, name: string) => dimensions[name] ?? '',
  )
}
