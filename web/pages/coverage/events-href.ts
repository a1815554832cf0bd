import type { CoverageDays } from '../../models/coverage.ts'

/** The events of the same days that have something in common. */
export function eventsHref(days: CoverageDays, filters: Readonly<Record<string, string>>): string {
  return `/activity?${new URLSearchParams({ ...filters, range: `${days}d` })}`
}
