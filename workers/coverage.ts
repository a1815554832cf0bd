import type { Coverage } from '../analytics/contract/analytics.ts'
import { uninspectedLabel } from '../analytics/contract/inspection.ts'
import type { CoverageCount } from '../analytics/queries/coverage.ts'
import { detectorVersion } from '../detectors/version.ts'

type Counts = Pick<Coverage, 'events' | 'full' | 'partial' | 'none' | 'textless'>

const none: Counts = Object.freeze({ events: 0, full: 0, partial: 0, none: 0, textless: 0 })

/** Counts of rows that agree in a name, in the order of their first row. */
function grouped(rows: readonly CoverageCount[], nameOf: (row: CoverageCount) => string) {
  const groups = new Map<string, { first: CoverageCount; counts: Counts }>()
  for (const row of rows) {
    const known = groups.get(nameOf(row)) ?? { first: row, counts: none }
    const { counts } = known
    const added = {
      events: counts.events + row.events,
      [row.inspected]: counts[row.inspected] + row.events,
      textless: counts.textless + (row.is_textless === 1 && row.inspected === 'none' ? row.events : 0),
    }
    groups.set(nameOf(row), { ...known, counts: { ...counts, ...added } })
  }
  return [...groups.values()]
}

const byEvents = (a: { events: number }, b: { events: number }): number => b.events - a.events

/** How far texts were inspected, from the counts of each aspect; every day of the range is in it. */
export function coverageOf(
  range: { from: string; to: string },
  days: readonly string[],
  rows: readonly CoverageCount[],
): Coverage {
  const of = (aspect: CoverageCount['of']) => rows.filter((row) => row.of === aspect)
  const perDay = new Map(grouped(of('day'), ({ day }) => day).map(({ first, counts }) => [first.day, counts]))
  const [total] = grouped(of('day'), () => '')
  return {
    ...range,
    ...(total?.counts ?? none),
    days: days.map((day) => ({ day, ...(perDay.get(day) ?? none) })),
    by_reason: of('reason')
      .flatMap(({ reason, inspected, events }) =>
        inspected === 'full' ? [] : [{ reason, label: uninspectedLabel(reason), inspected, events }],
      )
      .sort(byEvents),
    by_source: grouped(of('source'), ({ source, kind }) => JSON.stringify([source, kind]))
      .map(({ first: { source, kind }, counts }) => ({ source, kind, ...counts }))
      .sort(byEvents),
    by_detector_version: grouped(of('version'), ({ version }) => version)
      .map(({ first: { version }, counts }) => ({
        detector_version: version,
        is_current: version === detectorVersion,
        ...counts,
      }))
      .sort(byEvents),
  }
}
