import { type ReadonlySignal, signal } from '@preact/signals'
import type { CatalogueItem, DetectorSummary } from '../../analytics/contract/compliance.ts'
import { catalogueLevel, type MinimumLevel } from '../../analytics/contract/levels.ts'
import { api } from '../lib/api.ts'
import { resource } from './resource.ts'

/** A detector and, where one may see figures, what it hit in the last thirty days; null where it hit nothing. */
export type CatalogueRow = CatalogueItem & { readonly hits: DetectorSummary | null }

export type CatalogueModel = {
  readonly rows: ReadonlySignal<readonly CatalogueRow[] | null>
  readonly error: ReadonlySignal<unknown>
  load(): Promise<void>
  /** Errors: as `api`; the row then stays as it was. */
  setLevel(code: string, level: MinimumLevel): Promise<void>
  dispose(): void
}

/** Filters that stand in the address. */
export const catalogueFilterNames = ['q', 'data_type', 'severity', 'state'] as const

/** What passes the filters of an address: every word of `q`, the kind of data, the severity, and what was made of it. */
export function catalogueMatches(address: URLSearchParams): (row: CatalogueItem) => boolean {
  const words = (address.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const [dataType, severity, state] = ['data_type', 'severity', 'state'].map(
    (name) => address.get(name) ?? '',
  )
  return (row) => {
    const text = `${row.label} ${row.code} ${row.data_type} ${row.mechanism}`.toLowerCase()
    return (
      words.every((word) => text.includes(word)) &&
      (dataType === '' || row.data_type === dataType) &&
      (severity === '' || row.severity === severity) &&
      isInState(row, state ?? '')
    )
  }
}

function isInState({ minimum_level, is_set, is_custom }: CatalogueItem, state: string): boolean {
  if (state === 'on') return minimum_level !== 'off'
  if (state === 'off') return minimum_level === 'off'
  if (state === 'changed') return is_set
  if (state === 'own') return is_custom
  return true
}

/** What the organization set, as a scan takes it. */
export function thresholdsOf(items: readonly CatalogueItem[]): Readonly<Record<string, MinimumLevel>> {
  return Object.fromEntries(
    items.filter(({ is_set }) => is_set).map(({ code, minimum_level }) => [code, minimum_level]),
  )
}

/** Every detector, by label, with its hits where `withHits`. */
export function catalogueModel(withHits: boolean): CatalogueModel {
  const found = resource(async (signal): Promise<readonly CatalogueRow[]> => {
    const [{ items }, hits] = await Promise.all([
      api('GET /compliance/detectors', { signal }),
      withHits ? api('GET /compliance/summary', { signal }) : { items: [] },
    ])
    const byCode = new Map(hits.items.map((item) => [item.code, item]))
    return items
      .map((item) => ({ ...item, hits: byCode.get(item.code) ?? null }))
      .toSorted((a, b) => a.label.localeCompare(b.label))
  })
  const rows = signal<readonly CatalogueRow[] | null>(null)
  async function load(): Promise<void> {
    await found.load()
    rows.value = found.data.value
  }
  void load()
  return {
    rows,
    error: found.error,
    load,
    async setLevel(code, level) {
      // The catalogue's own word is none of the organization's: nothing is kept for it.
      const body = { minimum_level: level === catalogueLevel ? null : level }
      const changed = await api('PUT /compliance/detectors/:code', { params: { code }, body })
      rows.value = rows.value?.map((row) => (row.code === code ? { ...row, ...changed } : row)) ?? null
    },
    dispose: found.dispose,
  }
}
