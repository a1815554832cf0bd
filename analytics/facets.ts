import { type FacetName, facetNames, type TopDimension } from './contract/analytics.ts'
import type { StoreFilters } from './event-filters.ts'

/** Facets by the names that the store has for them: dimensions are called otherwise than their filters. */
export type FacetRow = { facet: string; value: string; events: number }

export const facetOfDimension: Record<TopDimension, FacetName> = {
  vendor: 'vendor_id',
  model: 'model',
  workspace: 'workspace_id',
  project: 'project_id',
  actor: 'actor_id',
  api_key: 'api_key_id',
  detector: 'detector',
}

/** Columns of events that hold the values of a facet. */
export const arraysOfFacets = { detector: 'compliance_hits', flag: 'flags' } as const

/** The rows of each facet under its filter's name, in the order of `facetNames`; those without a value as well. */
export function byFacet(rows: readonly FacetRow[]): { facet: FacetName; rows: FacetRow[] }[] {
  const found = new Map<string, FacetRow[]>()
  for (const row of rows) {
    const name = (facetOfDimension as Record<string, FacetName>)[row.facet] ?? row.facet
    const known = found.get(name)
    if (known) known.push(row)
    else found.set(name, [row])
  }
  return facetNames.map((facet) => ({ facet, rows: found.get(facet) ?? [] }))
}

/** Facets that stand beside each other in what was used by whom for what each day. */
export const usageFacets = [
  'kind',
  'vendor_id',
  'model',
  'workspace_id',
  'project_id',
  'actor_id',
  'api_key_id',
  'operation',
  'cost_source',
] as const satisfies readonly FacetName[]
export type UsageFacet = (typeof usageFacets)[number]
type UsageFilters = Partial<Pick<StoreFilters, UsageFacet | 'only_violations'>>

const isUsageFacet = (name: string): name is UsageFacet => (usageFacets as readonly string[]).includes(name)

/** The filters that something is asked of, without the times and what is not set. */
export function setFilters({ from: _, to: __, ...filters }: StoreFilters): Partial<StoreFilters> {
  return Object.fromEntries(
    Object.entries(filters).filter(
      ([name, value]) => value !== undefined && !(name === 'only_violations' && value === false),
    ),
  )
}

/** What a facet is counted under: every filter but its own, so that its other values can be seen. */
export function filtersBeside(facet: FacetName, filters: Partial<StoreFilters>): Partial<StoreFilters> {
  return Object.fromEntries(Object.entries(filters).filter(([name]) => name !== facet))
}

/** The question to a rollup that counts a facet under these filters; null where only the events can tell. */
export function usageQuestion(
  facet: FacetName,
  filters: Partial<StoreFilters>,
): { facet: UsageFacet; filters: UsageFilters } | null {
  if (!isUsageFacet(facet)) return null
  const isKnown = Object.keys(filters).every((name) => name === 'only_violations' || isUsageFacet(name))
  return isKnown ? { facet, filters } : null
}
