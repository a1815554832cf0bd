import { type FacetName, facetNames, type TopDimension } from './contract/analytics.ts'

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
