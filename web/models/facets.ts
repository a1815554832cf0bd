import { type ReadonlySignal, signal } from '@preact/signals'
import type { FacetName, Facets } from '../../analytics/contract/analytics.ts'
import { api } from '../lib/api.ts'
import { query } from '../lib/router.ts'
import { rangeBounds } from '../lib/time-range.ts'

type FacetValue = Facets['items'][number]['values'][number]

export type FacetsModel = {
  /** Null until they are there, or where they cannot be had. */
  readonly items: ReadonlySignal<Facets['items'] | null>
  readonly loading: ReadonlySignal<boolean>
  /** Fetches them for the range of the address, unless they are there already. */
  load(): void
  /** The next look fetches them anew. */
  forget(): void
  dispose(): void
}

/** What filters can be set to in the time range, with counts: fetched once somebody looks. */
export function facetsModel(): FacetsModel {
  const items = signal<Facets['items'] | null>(null)
  const loading = signal(false)
  let loaded: string | null = null
  let request = new AbortController()

  async function fetchInto(bounds: { from?: string; to?: string }): Promise<void> {
    request.abort()
    const current = new AbortController()
    request = current
    loading.value = true
    try {
      const answer = await api('GET /events/facets', { query: bounds, signal: current.signal })
      if (!current.signal.aborted) items.value = answer.items
    } catch {
      // Values can be typed as well; the next look asks again.
      if (!current.signal.aborted) loaded = null
    } finally {
      if (!current.signal.aborted) loading.value = false
    }
  }

  return {
    items,
    loading,
    load() {
      const bounds = rangeBounds(query.value, Date.now())
      // They are counted by days, so that the hour does not matter.
      const key = `${bounds.from?.slice(0, 10)}/${bounds.to?.slice(0, 10)}`
      if (key === loaded) return
      loaded = key
      void fetchInto(bounds)
    },
    forget() {
      loaded = null
    },
    dispose: () => request.abort(),
  }
}

/** The values of a filter, most events first; null where they are not known. */
export function valuesOf(items: Facets['items'] | null, name: string): readonly FacetValue[] | null {
  return items?.find(({ facet }) => facet === (name as FacetName))?.values ?? (items === null ? null : [])
}
