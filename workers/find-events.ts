import type { EventRow } from '../analytics/event-row.ts'
import { type DayEvents, eventsPerDay } from '../analytics/queries/events-per-day.ts'
import { type EventsSearch, eventsSearch } from '../analytics/queries/events-search.ts'
import type { ClickHouse } from '../analytics/store/clickhouse.ts'
import { stretchesOf } from '../analytics/stretches.ts'
import type { Tenant } from '../analytics/tenant.ts'
import { keptAnswers } from './kept-answers.ts'

type Asker = { tenant: Tenant; place: { clickhouse: Pick<ClickHouse, 'ask'> }; nowMs: number }

/** Days are kept, since a search is as right with those of half a minute ago. */
const kept = keptAnswers<DayEvents[]>((days) => days.length === 0)

/**
 * The newest events that a search takes. Its time is read in stretches, the newest first, until there are enough, so that
 * what is common costs the same however many events lie behind it. Errors: throws as the store does.
 */
export async function findEvents(context: Asker, search: Omit<EventsSearch, 'stretch'>): Promise<EventRow[]> {
  const { tenant, place, nowMs } = context
  const stretches = stretchesOf(await daysOf(context), search.rows, { ...rangeOf(search), nowMs })
  const found: EventRow[] = []
  for (let stretch = stretches.next(0); stretch !== null; stretch = stretches.next(found.length)) {
    const rows = search.rows - found.length
    found.push(...(await place.clickhouse.ask(tenant, eventsSearch, { ...search, rows, stretch })))
    if (found.length >= search.rows) break
  }
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
