import type { EventsQuery } from '../../analytics/contract/endpoints.ts'
import type { AegisEvent } from '../../analytics/contract/event.ts'
import { api } from '../lib/api.ts'
import { query } from '../lib/router.ts'
import { addressedList, addressFilters } from './addressed-list.ts'
import type { PagedList } from './paged-list.ts'

const searchCharsMin = 2

export const eventFilters = addressFilters<EventsQuery>(
  ['kind', 'vendor_id', 'model', 'severity', 'violation_type', 'risk_label', 'q'],
  (name, value) => name !== 'q' || value.length >= searchCharsMin,
)

/** What the server is asked for, from the address. */
export const eventsQueryOf = (
  address: URLSearchParams,
  onlyViolations: boolean,
  nowMs: number,
): Partial<EventsQuery> => ({
  ...eventFilters.asked(address, nowMs),
  ...(onlyViolations ? { only_violations: true } : {}),
})

/** The event list that the address describes; a changed filter loads it anew. */
export const eventsModel = (onlyViolations: boolean): PagedList<AegisEvent> =>
  addressedList(
    'event',
    () => eventsQueryOf(query.value, onlyViolations, Date.now()),
    (asked, signal) => api('GET /events', { query: asked, signal }),
  )
