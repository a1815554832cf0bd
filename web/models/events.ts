import { effect, untracked } from '@preact/signals'
import type { EventsQuery } from '../../analytics/contract/endpoints.ts'
import type { AegisEvent } from '../../analytics/contract/event.ts'
import { api } from '../lib/api.ts'
import { patchQuery, query, setQuery } from '../lib/router.ts'
import { rangeBounds } from '../lib/time-range.ts'
import { type PagedList, pagedList } from './paged-list.ts'

/** Filters of the event list that stand in the address under the server's own names. */
const eventFilterNames = [
  'kind',
  'vendor_id',
  'model',
  'severity',
  'violation_type',
  'risk_label',
  'q',
] as const
export type EventFilterName = (typeof eventFilterNames)[number]

const rangeNames = ['range', 'from', 'to']
const searchCharsMin = 2

/** How many filters the address holds; a range other than the default counts as one. */
export function eventFilterCount(address: URLSearchParams): number {
  const named = eventFilterNames.filter((name) => address.has(name)).length
  return rangeNames.some((name) => address.has(name)) ? named + 1 : named
}

/** Takes every filter out of the address, and the range back to its default. */
export function clearEventFilters(): void {
  setQuery(Object.fromEntries([...eventFilterNames, ...rangeNames].map((name) => [name, null])))
}

/** What the server is asked for, from the address. A value it would refuse is answered by it, not hidden here. */
export function eventsQueryOf(
  address: URLSearchParams,
  onlyViolations: boolean,
  nowMs: number,
): Partial<EventsQuery> {
  const filters = eventFilterNames.flatMap((name) => {
    const value = address.get(name)
    const usable = value !== null && value !== '' && (name !== 'q' || value.length >= searchCharsMin)
    return usable ? [[name, value]] : []
  })
  return {
    ...Object.fromEntries(filters),
    ...(onlyViolations ? { only_violations: true } : {}),
    ...rangeBounds(address, nowMs),
  }
}

/** The event list that the address describes; a changed filter loads it anew. */
export function eventsModel(onlyViolations: boolean): PagedList<AegisEvent> {
  let asked: Partial<EventsQuery> = {}
  const list = pagedList<AegisEvent>((cursor, signal) => {
    if (cursor === null) asked = eventsQueryOf(query.value, onlyViolations, Date.now())
    return api('GET /events', { query: { ...asked, cursor: cursor ?? undefined }, signal })
  })
  let shown: string | null = null
  const stop = effect(() => {
    // The open row stands in the address too, and is no filter.
    const wanted = patchQuery(query.value, { event: null })
    if (wanted === shown) return
    shown = wanted
    untracked(() => void list.load())
  })
  return {
    ...list,
    dispose() {
      stop()
      list.dispose()
    },
  }
}
