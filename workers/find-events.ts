import type { EventRow } from '../analytics/event-row.ts'
import { daysThatMayMatch, knownFilters } from '../analytics/filter-days.ts'
import { type DayEvents, eventsPerDay } from '../analytics/queries/events-per-day.ts'
import { type EventsSearch, eventsSearch } from '../analytics/queries/events-search.ts'
import { filterDays } from '../analytics/queries/filter-days.ts'
import type { ClickHouse } from '../analytics/store/clickhouse.ts'
import { firstStretch, furtherStretches, reachOf, type Stretch } from '../analytics/stretches.ts'
import type { Tenant } from '../analytics/tenant.ts'
import { keptAnswers } from './kept-answers.ts'

type Asker = { tenant: Tenant; place: { clickhouse: Pick<ClickHouse, 'ask'> }; nowMs: number }

/** Days are kept, since a search is as right with those of half a minute ago. */
const kept = keptAnswers<DayEvents[]>((days) => days.length)

/** How far searches had to go for what is rare, which spares the same ones and their next pages the first stretch. */
const rare = keptAnswers<number>(() => 1)

/**
 * The newest events that a search takes. Its time is read in stretches, the newest first, until there are enough, so that
 * what is common costs the same however many events lie behind it; and what is rare is looked for on those days only on
 * which the rollups know of something that may match. Errors: throws as the store does.
 */
export async function findEvents(context: Asker, search: Omit<EventsSearch, 'stretch'>): Promise<EventRow[]> {
  const { tenant, place, nowMs } = context
  const { after: _, rows: wanted, part, ...filters } = search
  const found: EventRow[] = []
  const read = async (stretch: Stretch) => {
    const rows = wanted - found.length
    found.push(...(await place.clickhouse.ask(tenant, eventsSearch, { ...search, rows, stretch })))
  }
  const range = rangeOf(search)
  const days = await daysOf(context)
  const name = JSON.stringify([tenant.region, tenant.orgId, filters, part, wanted])
  const reach = rare.find(name, null, nowMs)
  const behind = { ...range }
  if (reach === null) {
    const first = firstStretch(days, wanted, { ...range, nowMs })
    await read(first)
    if (first.isWhole || found.length >= wanted) return found
    behind.untilMs = first.fromMs
  }
  const known = await place.clickhouse.ask(tenant, filterDays, { filters })
  const mayMatch = daysThatMayMatch(knownFilters(filters), known)
  const before = found.length
  const further = furtherStretches(mayMatch, days, wanted - before, behind, reach ?? 0)
  for (let stretch = further.next(0); stretch !== null; stretch = further.next(found.length - before)) {
    await read(stretch)
    if (found.length >= wanted) break
  }
  rare.keep(name, reachOf(mayMatch, found.at(-1)?.created_at.slice(0, 10) ?? '', range), nowMs)
  return found
}

async function daysOf({ tenant, place, nowMs }: Asker): Promise<DayEvents[]> {
  const name = JSON.stringify([tenant.region, tenant.orgId])
  const known = kept.find(name, null, nowMs)
  if (known !== null) return known
  const days = await place.clickhouse.ask(tenant, eventsPerDay, {})
  kept.keep(name, days, nowMs)
  return days
}

/** Where a search begins and ends in time, a millisecond wide on both sides: its own conditions are the exact ones. */
function rangeOf({ after, from, to }: Pick<EventsSearch, 'after' | 'from' | 'to'>) {
  const ends = [after?.createdAt, to].flatMap((end) => (end === undefined ? [] : [Date.parse(end) + 1]))
  return {
    fromMs: from === undefined ? null : Date.parse(from) - 1,
    untilMs: ends.length === 0 ? null : Math.min(...ends),
  }
}
