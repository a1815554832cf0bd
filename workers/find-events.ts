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

/** The days on which what is rare may stand, and how far a search had to go through them. */
type Rare = { days: DayEvents[]; reach: number }

/** Spares the same searches and their next pages the first stretch, and the wait for the rollups. */
const rare = keptAnswers<Rare>(({ days }) => days.length)

/**
 * The newest events that a search takes. Its time is read in stretches, the newest first, until there are enough, so that
 * what is common costs the same however many events lie behind it; and what is rare is looked for on those days only on
 * which the rollups know of something that may match. Errors: throws as the store does.
 */
export async function findEvents(context: Asker, search: Omit<EventsSearch, 'stretch'>): Promise<EventRow[]> {
  const { tenant, place, nowMs } = context
  const { after: _, rows: wanted, part, withoutText: __, ...filters } = search
  const { fromMs, untilMs } = rangeOf(search)
  const days = await daysOf(context)
  const read = (rows: number, stretch: Stretch) =>
    place.clickhouse.ask(tenant, eventsSearch, { ...search, rows, stretch })
  const knownDays = async () =>
    daysThatMayMatch(knownFilters(filters), await place.clickhouse.ask(tenant, filterDays, { filters }))
  const readBack = async ({ days: mayMatch, reach }: Rare, rows: number, behindMs: number | null) => {
    const found: EventRow[] = []
    const further = furtherStretches(mayMatch, days, rows, { fromMs, untilMs: behindMs }, reach)
    for (let stretch = further.next(0); stretch !== null; stretch = further.next(found.length)) {
      found.push(...(await read(rows - found.length, stretch)))
      if (found.length >= rows) break
    }
    return found
  }
  const name = JSON.stringify([tenant.region, tenant.orgId, filters, part, wanted])
  const keep = (mayMatch: DayEvents[], found: EventRow[]) => {
    const reach = reachOf(mayMatch, found.at(-1)?.created_at.slice(0, 10) ?? '', { untilMs })
    rare.keep(name, { days: mayMatch, reach }, nowMs)
    return found
  }

  const before = rare.find(name, null, nowMs)
  if (before !== null) {
    // Read on trust while the rollups are asked whether another day has come since.
    const [mayMatch, found] = await Promise.all([knownDays(), readBack(before, wanted, untilMs)])
    const trusted = new Set(before.days.map(({ day }) => day))
    if (mayMatch.every(({ day }) => trusted.has(day))) return keep(mayMatch, found)
    return keep(mayMatch, await readBack({ days: mayMatch, reach: before.reach }, wanted, untilMs))
  }
  const first = firstStretch(days, wanted, { fromMs, untilMs, nowMs })
  const newest = await read(wanted, first)
  if (first.isWhole || newest.length >= wanted) return newest
  const mayMatch = await knownDays()
  const older = await readBack({ days: mayMatch, reach: 0 }, wanted - newest.length, first.fromMs)
  return keep(mayMatch, [...newest, ...older])
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
