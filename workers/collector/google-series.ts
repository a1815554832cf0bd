import { z } from 'zod'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { addressOf } from './address.ts'
import { bearerOf } from './authorization.ts'
import { hourMs, instantText } from './moments.ts'
import type { OutboundFailure } from './outbound-failure.ts'
import { fetchPage } from './page.ts'
import type { VendorContext } from './vendor.ts'

/** Points of a page; a vendor's own limit is higher. */
const pagePointsMax = 20_000
const pagesMax = 100

const envelope = z.object({ timeSeries: z.array(z.unknown()).nullish(), nextPageToken: z.string().nullish() })
const labels = z.record(z.string(), z.unknown()).nullish()
const series = z.object({
  metric: z.object({ labels }).nullish(),
  resource: z.object({ labels }).nullish(),
  points: z.array(z.unknown()),
})
const point = z.object({
  interval: z.object({ endTime: z.iso.datetime({ offset: true }) }),
  value: z.object({
    int64Value: z.union([z.string(), z.number()]).optional(),
    doubleValue: z.number().optional(),
  }),
})

/** A metric of Cloud Monitoring by the hour. `groupBy` names fields as the API does: `metric.label.type`. */
export type SeriesQuery = {
  project: string
  metricType: string
  groupBy: readonly string[]
  /** Whole hours, end excluded. */
  range: { startMs: number; endMs: number }
}

export type HourPoint = { label: (name: string) => string | null; startMs: number; value: number }
export type HourPoints = { raw: string[]; points: HourPoint[]; malformed: number }

/**
 * All points of a metric, page after page: figures of one row may stand on several. A metric that the project has
 * never had gives none. Counts that are no safe whole number count as malformed.
 */
export async function hourPoints(
  ctx: VendorContext,
  token: string,
  query: SeriesQuery,
): Promise<Result<HourPoints, OutboundFailure>> {
  const read: HourPoints = { raw: [], points: [], malformed: 0 }
  let pageToken: string | null = null
  for (let pages = 0; pages < pagesMax; pages++) {
    const url = addressOf(
      ctx.base('monitoring'),
      `/v3/projects/${encodeURIComponent(query.project)}/timeSeries`,
      {
        filter: `metric.type="${query.metricType}"`,
        'interval.startTime': instantText(query.range.startMs),
        'interval.endTime': instantText(query.range.endMs),
        'aggregation.alignmentPeriod': '3600s',
        'aggregation.perSeriesAligner': 'ALIGN_SUM',
        'aggregation.crossSeriesReducer': 'REDUCE_SUM',
        view: 'FULL',
        pageSize: pagePointsMax,
        pageToken,
      },
    )
    for (const field of query.groupBy) url.searchParams.append('aggregation.groupByFields', field)
    const page = await fetchPage(ctx, { url, headers: bearerOf(token) }, envelope)
    if (!page.ok) return page.failure.tag === 'not_found' ? ok(read) : page
    read.raw.push(page.value.raw)
    for (const one of page.value.body.timeSeries ?? []) readSeries(one, read)
    const next: string | null = page.value.body.nextPageToken || null
    if (next === null) return ok(read)
    if (next === pageToken) return fail({ tag: 'bad_json', reason: 'the page cursor repeats itself' })
    pageToken = next
  }
  return fail({ tag: 'bad_json', reason: 'a metric goes on without end' })
}

/**
 * The whole hours of a window that have passed; null when there is none. Monitoring lays its buckets from the end of
 * what is asked for backwards, so only an end on the hour gives hours of the clock.
 */
export function passedHours(ctx: VendorContext, { fromMs, toMs }: { fromMs: number; toMs: number }) {
  const startMs = Math.floor(fromMs / hourMs) * hourMs
  const endMs = Math.floor(Math.min(toMs, ctx.nowMs) / hourMs) * hourMs
  return endMs > startMs ? { startMs, endMs } : null
}

function readSeries(one: unknown, into: HourPoints): void {
  const read = series.safeParse(one)
  if (!read.success) {
    into.malformed++
    return
  }
  const named = { ...read.data.resource?.labels, ...read.data.metric?.labels }
  const label = (name: string) => {
    const value = named[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  for (const each of read.data.points) {
    const told = point.safeParse(each)
    const value = told.success ? countIn(told.data.value) : null
    if (told.success && value !== null)
      into.points.push({ label, startMs: Date.parse(told.data.interval.endTime) - hourMs, value })
    else into.malformed++
  }
}

/** 64-bit counts come as text; one that a number cannot hold exactly is not rounded. */
function countIn({ int64Value, doubleValue }: z.infer<typeof point>['value']): number | null {
  const isText = typeof int64Value === 'string'
  if (isText && !/^\d{1,19}$/.test(int64Value)) return null
  const value = Number(int64Value ?? doubleValue)
  return Number.isSafeInteger(value) && value >= 0 ? value : null
}
