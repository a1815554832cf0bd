import type { ComplianceSummary, DetectorSummary } from '../../analytics/contract/compliance.ts'
import { daysRange, lastDays } from '../../analytics/days.ts'
import type { DetectionProfile } from '../../analytics/detection.ts'
import { coverage as coverageQuery } from '../../analytics/queries/coverage.ts'
import { type DetectorDay, detectorDays } from '../../analytics/queries/detector-days.ts'
import { inspectionDays } from '../../analytics/queries/inspection-days.ts'
import { ok } from '../../analytics/result.ts'
import { detectors } from '../../detectors/index.ts'
import { coverageOf } from '../coverage.ts'
import { detectionOf } from '../detection.ts'
import { asking } from '../http/asking.ts'
import { pageOfWhole } from '../http/cursor.ts'
import { route } from '../http/route.ts'

const daysShown = 30

export const summary = route('GET /compliance/summary', {
  summary: 'How much was scanned and flagged, and what each detector hit, over 7 and 30 days.',
  permission: 'analytics:read',
  handle: ({ env, tenant, place, nowMs, query }) =>
    asking(async () => {
      const profile = await detectionOf(env, tenant, place, nowMs)
      const catalogue = namedDetectors(profile)
      const [hits, inspected] = await Promise.all([
        place.clickhouse.ask(tenant, detectorDays, { nowMs }),
        place.clickhouse.ask(tenant, inspectionDays, { nowMs }),
      ])
      const byDay = new Map(inspected.map((row) => [row.day, row]))
      const days = lastDays(nowMs, daysShown).map((day) => {
        const { scanned = 0, flagged = 0, critical = 0 } = byDay.get(day) ?? {}
        return { day, scanned, flagged, critical }
      })
      const page = pageOfWhole(detectorSummaries(hits, catalogue, nowMs), query)
      if (!page.ok) return page
      return ok({
        last_7d: summed(days.slice(-7)),
        last_30d: summed(days),
        previous_7d: summed(days.slice(-14, -7)),
        detectors_active: catalogue.filter(({ code }) => profile.thresholds[code] !== 'off').length,
        detectors_total: catalogue.length,
        days,
        ...page.value,
      })
    }),
})

export const coverage = route('GET /compliance/coverage', {
  summary:
    'How far texts were inspected: wholly, in part or not at all; by day, reason, source and version of the detectors.',
  permission: 'analytics:read',
  handle: ({ tenant, place, nowMs, query }) =>
    asking(async () => {
      const range = daysRange(nowMs, query.days)
      const rows = await place.clickhouse.ask(tenant, coverageQuery, range)
      return ok(coverageOf(range, lastDays(nowMs, query.days), rows))
    }),
})

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function summed(days: ComplianceSummary['days']): ComplianceSummary['last_7d'] {
  return {
    scanned: sum(days.map(({ scanned }) => scanned)),
    flagged: sum(days.map(({ flagged }) => flagged)),
    critical: sum(days.map(({ critical }) => critical)),
  }
}

type Named = Pick<DetectorSummary, 'code' | 'label' | 'category' | 'severity' | 'data_type'>

/** The catalogue and the organization's own detectors. */
function namedDetectors({ custom, labels }: DetectionProfile): Named[] {
  return [
    ...detectors.map(({ code, label, category, severity, dataType }) => ({
      code,
      label,
      category,
      severity,
      data_type: dataType,
    })),
    ...custom.map(({ name, category, severity }) => {
      const code = `custom_${name}`
      return { code, label: labels.get(code)?.label ?? name, category, severity, data_type: category }
    }),
  ]
}

/** Codes that are not in the catalogue come from upstream controls and stand under their own name. */
function detectorSummaries(
  rows: readonly DetectorDay[],
  catalogue: readonly Named[],
  nowMs: number,
): DetectorSummary[] {
  const known = new Map(catalogue.map((entry) => [entry.code, entry]))
  const days = lastDays(nowMs, daysShown)
  const perDay = new Map<string, Map<string, number>>()
  for (const { detector, day, events } of rows) {
    perDay.set(detector, (perDay.get(detector) ?? new Map()).set(day, events))
  }
  return [...perDay]
    .map(([code, counts]) => {
      const series = days.map((day) => counts.get(day) ?? 0)
      const upstream: Named = {
        code,
        label: code,
        category: 'upstream',
        severity: 'medium',
        data_type: 'upstream',
      }
      return {
        ...(known.get(code) ?? upstream),
        events_7d: sum(series.slice(-7)),
        events_30d: sum(series),
        previous_7d: sum(series.slice(-14, -7)),
        days: series,
      }
    })
    .sort((a, b) => b.events_7d - a.events_7d || b.events_30d - a.events_30d || (a.code < b.code ? -1 : 1))
}
