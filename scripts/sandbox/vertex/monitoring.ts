import { HOUR_MS, instantText } from '../moments.ts'
import type { Call, Traffic } from '../traffic.ts'
import { intParam, Refusal, type WireRequest } from '../wire.ts'

/** Points of a page, whatever is asked for: far fewer than Google gives, so that pages come to be. */
const PAGE_POINTS = 1_000

/** What a call adds to a metric: its labels, written as `groupByFields` names them, and a figure. */
export type Contribution = { labels: Readonly<Record<string, string>>; value: number }
export type Metric = (call: Call) => readonly Contribution[]

type Series = { labels: Readonly<Record<string, string>>; hours: Map<number, number> }

/**
 * `GET /v3/projects/{project}/timeSeries`: hourly sums of one metric, the newest point first, buckets laid from the
 * end of the interval backwards. Errors: Refusal 400, 404.
 */
export function timeSeries(
  { query, nowMs }: WireRequest,
  traffic: Traffic,
  metrics: Readonly<Record<string, Metric>>,
  isCounted: (call: Call) => boolean,
): unknown {
  const type = /^metric\.type="([^"]+)"$/.exec(query.get('filter') ?? '')?.[1] ?? ''
  const metric = metrics[type]
  if (!metric) throw new Refusal(404, `Cannot find metric(s) that match type = "${type}".`)
  const needed = { perSeriesAligner: 'ALIGN_SUM', crossSeriesReducer: 'REDUCE_SUM', alignmentPeriod: '3600s' }
  for (const [name, value] of Object.entries(needed)) {
    if (query.get(`aggregation.${name}`) !== value)
      throw new Refusal(400, `Field aggregation.${name} had an invalid value.`)
  }
  const fromMs = Date.parse(query.get('interval.startTime') ?? '')
  const toMs = Date.parse(query.get('interval.endTime') ?? '')
  if (!(fromMs < toMs)) throw new Refusal(400, 'Field interval had an invalid value.')
  const groupBy = query.getAll('aggregation.groupByFields')

  const all = new Map<string, Series>()
  traffic.visit(fromMs, toMs, nowMs, (call) => {
    if (!isCounted(call)) return
    const endMs = toMs - Math.floor((toMs - call.atMs - 1) / HOUR_MS) * HOUR_MS
    for (const { labels, value } of metric(call)) {
      if (value === 0) continue
      const kept = Object.fromEntries(groupBy.flatMap((name) => (labels[name] ? [[name, labels[name]]] : [])))
      const key = JSON.stringify(kept)
      const series = all.get(key) ?? { labels: kept, hours: new Map<number, number>() }
      all.set(key, series)
      series.hours.set(endMs, (series.hours.get(endMs) ?? 0) + value * call.counted)
    }
  })
  const points = [...all.values()].flatMap(({ labels, hours }) =>
    [...hours].toSorted(([a], [b]) => b - a).map(([endMs, value]) => ({ labels, endMs, value })),
  )
  const size = intParam(query, 'pageSize', { min: 1, max: 100_000, otherwise: 100_000 })
  const from = Number(query.get('pageToken') || 0)
  const page = points.slice(from, from + Math.min(size, PAGE_POINTS))
  return {
    timeSeries: seriesOf(type, page),
    nextPageToken: from + page.length < points.length ? String(from + page.length) : '',
    unit: '1',
  }
}

function seriesOf(
  type: string,
  points: readonly { labels: Series['labels']; endMs: number; value: number }[],
) {
  const bySeries = Map.groupBy(points, ({ labels }) => labels)
  return [...bySeries].map(([labels, own]) => ({
    metric: { type, labels: labelsOf(labels, 'metric.label.') },
    resource: {
      type: 'aiplatform.googleapis.com/PublisherModel',
      labels: labelsOf(labels, 'resource.label.'),
    },
    metricKind: 'DELTA',
    valueType: 'INT64',
    points: own.map(({ endMs, value }) => ({
      interval: { startTime: instantText(endMs - HOUR_MS), endTime: instantText(endMs) },
      value: { int64Value: String(value) },
    })),
  }))
}

function labelsOf(labels: Series['labels'], prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  )
}
