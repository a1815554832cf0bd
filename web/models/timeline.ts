import type { Overview } from '../../analytics/contract/overview.ts'
import { vendorLabel } from '../../analytics/contract/vendors.ts'
import type { StackSeries } from '../charts/stack.ts'

export type TimelineMetric = 'requests' | 'cost'

export type Timeline = { readonly times: readonly number[]; readonly series: readonly StackSeries[] }

const seriesMax = 6
const hourS = 3_600
const weekS = 7 * 24 * hourS
const otherKey = 'other'

/**
 * Hourly points by vendor, gathered into intervals without holes, over the whole week until `nowMs`. The largest vendors are series of their own,
 * named in one order whatever the metric, so that a vendor keeps its colour; the rest is one series.
 * Units: times in seconds since 1970, values in calls or US dollars (for drawing, not for the books).
 */
export function timelineOf(
  points: Overview['timeline'],
  metric: TimelineMetric,
  intervalHours: number,
  nowMs: number,
): Timeline {
  const intervalS = intervalHours * hourS
  const intervalOf = (at: string) => Math.floor(Date.parse(at) / 1000 / intervalS) * intervalS
  const nowS = nowMs / 1000
  const ends = [nowS - weekS, nowS].map((atS) => Math.floor(atS / intervalS) * intervalS)
  const starts = points.map(({ at }) => intervalOf(at))
  const times = starts.length === 0 ? [] : intervalsBetween([...ends, ...starts], intervalS)
  const columns = new Map(times.map((time, index) => [time, index]))
  const named = new Set(vendorsByRequests(points).slice(0, seriesMax))

  const valuesByKey = new Map<string, number[]>()
  for (const point of points) {
    const key = named.has(point.vendor_id) ? point.vendor_id : otherKey
    const values = valuesByKey.get(key) ?? times.map(() => 0)
    valuesByKey.set(key, values)
    const column = columns.get(intervalOf(point.at)) ?? 0
    values[column] = (values[column] ?? 0) + (metric === 'requests' ? point.requests : Number(point.cost_usd))
  }

  const series = [...named, otherKey].flatMap((key, index) => {
    const values = valuesByKey.get(key)
    if (values === undefined) return []
    const isOther = key === otherKey
    const colour = isOther ? '--series-other' : `--series-${index + 1}`
    return [{ key, label: isOther ? 'Other' : vendorLabel(key), colour, values }]
  })
  return { times, series }
}

function intervalsBetween(starts: readonly number[], intervalS: number): number[] {
  const first = starts.reduce((least, start) => Math.min(least, start))
  const last = starts.reduce((most, start) => Math.max(most, start))
  return Array.from({ length: (last - first) / intervalS + 1 }, (_, index) => first + index * intervalS)
}

function vendorsByRequests(points: Overview['timeline']): string[] {
  const totals = new Map<string, number>()
  for (const { vendor_id, requests } of points) totals.set(vendor_id, (totals.get(vendor_id) ?? 0) + requests)
  return [...totals].sort(([a, x], [b, y]) => y - x || a.localeCompare(b)).map(([vendorId]) => vendorId)
}
