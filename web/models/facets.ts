import { type ReadonlySignal, signal } from '@preact/signals'
import type { EventsQuery, FacetName, Facets } from '../../analytics/contract/analytics.ts'
import { api } from '../lib/api.ts'
import { query } from '../lib/router.ts'
import { rangeBounds } from '../lib/time-range.ts'
import { eventFilters } from './event-filters.ts'

type FacetValue = Facets['items'][number]['values'][number]

/** How the values of an open menu were counted. */
export type Counting =
  /** Under no other filter, since none is set. */
  | 'alone'
  /** Under the other filters, by whole days of the time range. */
  | 'by-days'
  /** Under the other filters, in exactly the time range. */
  | 'exactly'
  /** Without the other filters, since counting under them failed. */
  | 'without-others'

export type FacetsModel = {
  /** Every filter's values without any filter, which know the names of ids; null until they are there. */
  readonly items: ReadonlySignal<Facets['items'] | null>
  /** The values that the open menu offers; null until they are there, or where they cannot be had. */
  readonly values: ReadonlySignal<readonly FacetValue[] | null>
  readonly counting: ReadonlySignal<Counting>
  readonly loading: ReadonlySignal<boolean>
  /** Fetches what names the ids of the address, unless it is there already. */
  load(): void
  /** Counts a filter's values under the others that the address holds. */
  open(facet: FacetName): void
  /** The next look fetches them anew. */
  forget(): void
  dispose(): void
}

/** What filters can be set to in the time range, with counts: fetched once somebody looks. */
export function facetsModel(onlyViolations: boolean): FacetsModel {
  const items = signal<Facets['items'] | null>(null)
  const values = signal<readonly FacetValue[] | null>(null)
  const counting = signal<Counting>('alone')
  const loading = signal(false)
  let loaded: string | null = null
  let whole: Promise<Facets['items'] | null> = Promise.resolve(null)
  let [ofAll, ofOne] = [new AbortController(), new AbortController()]

  function load(): Promise<Facets['items'] | null> {
    const bounds = rangeBounds(query.value, Date.now())
    // They are counted by days, so that the hour does not matter.
    const key = `${bounds.from?.slice(0, 10)}/${bounds.to?.slice(0, 10)}`
    if (key === loaded) return whole
    loaded = key
    ofAll.abort()
    ofAll = new AbortController()
    whole = fetchAll(bounds, ofAll.signal)
    return whole
  }

  async function fetchAll(bounds: { from?: string; to?: string }, ending: AbortSignal) {
    try {
      const answer = await api('GET /events/facets', { query: bounds, signal: ending })
      if (!ending.aborted) items.value = answer.items
      return answer.items
    } catch {
      // Values can be typed as well; the next look asks again.
      if (!ending.aborted) loaded = null
      return null
    }
  }

  async function count(facet: FacetName, ending: AbortSignal): Promise<void> {
    const asked = othersOf(facet, onlyViolations)
    const isAlone = Object.keys(asked).every((name) => name === 'from' || name === 'to')
    const counted = isAlone ? null : await countUnder(facet, asked, ending)
    const found = counted?.values ?? valuesOf(await load(), facet)
    if (ending.aborted) return
    values.value = found
    counting.value = counted?.counting ?? (isAlone ? 'alone' : 'without-others')
    loading.value = false
  }

  return {
    items,
    values,
    counting,
    loading,
    load: () => void load(),
    open(facet) {
      ofOne.abort()
      ofOne = new AbortController()
      values.value = null
      loading.value = true
      void count(facet, ofOne.signal)
    },
    forget() {
      loaded = null
    },
    dispose() {
      ofAll.abort()
      ofOne.abort()
    },
  }
}

async function countUnder(facet: FacetName, asked: Partial<EventsQuery>, ending: AbortSignal) {
  try {
    const answer = await api('GET /events/facets', { query: { ...asked, facet }, signal: ending })
    const counting: Counting = answer.tier === 'daily' ? 'by-days' : 'exactly'
    return { values: valuesOf(answer.items, facet), counting }
  } catch {
    return null
  }
}

/** The filters of the address but one, as the server takes them. */
function othersOf(facet: FacetName, onlyViolations: boolean): Partial<EventsQuery> {
  const { [facet]: _, ...others } = eventFilters.asked(query.value, Date.now())
  return onlyViolations ? { ...others, only_violations: true } : others
}

/** The values of a filter, most events first; null where they are not known. */
export function valuesOf(items: Facets['items'] | null, name: string): readonly FacetValue[] | null {
  return items?.find(({ facet }) => facet === (name as FacetName))?.values ?? (items === null ? null : [])
}
