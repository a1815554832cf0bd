import { effect, untracked } from '@preact/signals'
import type { EventsQuery, Timeline } from '../../analytics/contract/analytics.ts'
import type { AegisEvent } from '../../analytics/contract/event.ts'
import { api } from '../lib/api.ts'
import { saveFrom } from '../lib/download.ts'
import { patchQuery, query } from '../lib/router.ts'
import { addressedList } from './addressed-list.ts'
import { eventFilters } from './event-filters.ts'
import { type FacetsModel, facetsModel } from './facets.ts'
import type { PagedList } from './paged-list.ts'
import { type Resource, resource } from './resource.ts'

/** The name of the open row in the address. */
const openName = 'event'
const pageRows = 200
const dayMs = 86_400_000
/** What "all time" reaches back to where a beginning is asked for: longer than any plan keeps events. */
const allTimeDays = 800

export type EventsModel = {
  readonly list: PagedList<AegisEvent>
  readonly timeline: Resource<Timeline>
  readonly facets: FacetsModel
  /** The list and its figures as they are now. */
  refresh(): void
  dispose(): void
}

/** What the server is asked for, from the address. */
export const eventsQueryOf = (
  address: URLSearchParams,
  onlyViolations: boolean,
  nowMs: number,
): Partial<EventsQuery> => ({
  ...eventFilters.asked(address, nowMs),
  ...(onlyViolations ? { only_violations: true } : {}),
})

/** The same with a beginning, which a course over time needs. */
export function timelineQueryOf(asked: Partial<EventsQuery>, nowMs: number): Partial<EventsQuery> {
  if (asked.from !== undefined) return asked
  const endMs = asked.to === undefined ? nowMs : Date.parse(asked.to)
  return { ...asked, from: new Date(endMs - allTimeDays * dayMs).toISOString() }
}

/** Where a course without a beginning of its own begins to hold something, for a finer look from there; null for nowhere. */
export function beginningOf({ items }: Pick<Timeline, 'items'>): string | null {
  const first = items.findIndex(({ events }) => events !== 0)
  return first > 0 ? (items[first]?.at ?? null) : null
}

/** The events that the address describes, and their course over time; a changed filter loads both anew. */
export function eventsModel(onlyViolations: boolean): EventsModel {
  const asked = () => eventsQueryOf(query.value, onlyViolations, Date.now())
  const list = addressedList(openName, asked, (filters, signal) =>
    api('GET /events', { query: { ...filters, limit: pageRows }, signal }),
  )
  const timeline = resource(async (signal) => {
    const filters = asked()
    const query = timelineQueryOf(filters, Date.now())
    const whole = await api('GET /events/timeline', { query, signal })
    const from = filters.from === undefined ? beginningOf(whole) : null
    return from === null ? whole : api('GET /events/timeline', { query: { ...query, from }, signal })
  })
  const facets = facetsModel(onlyViolations)
  let shown: string | null = null
  const stop = effect(() => {
    const wanted = patchQuery(query.value, { [openName]: null })
    if (wanted === shown) return
    shown = wanted
    untracked(() => void timeline.load())
  })
  return {
    list,
    timeline,
    facets,
    refresh() {
      facets.forget()
      void list.load({ keepRows: true })
      void timeline.load()
    },
    dispose() {
      stop()
      list.dispose()
      timeline.dispose()
      facets.dispose()
    },
  }
}

/** Has the browser save what the filters take. Errors: throws when the session has ended. */
export async function exportEvents(onlyViolations: boolean, format: 'csv' | 'jsonl'): Promise<void> {
  // A download cannot renew the session by itself; this does it beforehand.
  await api('GET /auth/me')
  const asked = { ...eventsQueryOf(query.value, onlyViolations, Date.now()), format }
  const search = new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, String(value)]))
  saveFrom(`/api/v1/events?${search}`)
}
