import type { StoreFilters } from './event-filters.ts'
import { usageFacets } from './facets.ts'
import type { DayEvents } from './queries/events-per-day.ts'

type Filter = keyof StoreFilters

/** What rollups tell of a filter's value by day. */
const dimensions = {
  vendor_id: 'vendor',
  model: 'model',
  workspace_id: 'workspace',
  project_id: 'project',
  actor_id: 'actor',
  api_key_id: 'api_key',
  detector: 'detector',
  violation_type: 'detector',
} as const satisfies Partial<Record<Filter, string>>
const facets = {
  kind: 'kind',
  source: 'source',
  operation: 'operation',
  status: 'status',
  severity: 'severity',
  risk_label: 'risk_label',
  decision: 'decision',
  inspected: 'inspected',
  uninspected_reason: 'uninspected_reason',
  cost_source: 'cost_source',
  policy_version: 'policy_version',
  region: 'region',
  flag: 'flag',
} as const satisfies Partial<Record<Filter, string>>
/** At most so many events of a day can match, as far as one source knows. `known` names the source. */
export type KnownDay = { known: string; day: string; events: number }

/**
 * What rollups know about filters: values of dimensions, by their name; of facets; and what usage has counted under
 * several filters at once. `measure` is the column that counts least among those that hold whatever the filters take.
 */
export type KnownFilters = {
  measure: 'events' | 'violations' | 'critical'
  dimensions: readonly (readonly [dimension: string, filter: Filter])[]
  facets: readonly (readonly [facet: string, filter: Filter])[]
  used: readonly Filter[]
}

export function knownFilters(filters: StoreFilters): KnownFilters {
  // Facets do not count events without a value.
  const isAsked = (filter: string): boolean => (filters[filter as Filter] ?? '') !== ''
  const together = usageFacets.filter(isAsked)
  return {
    measure:
      filters.severity === 'critical'
        ? 'critical'
        : filters.only_violations || isAsked('violation_type')
          ? 'violations'
          : 'events',
    // A detector is asked for by two filters; one of them is as good a bound.
    dimensions: [
      ...new Map(
        Object.entries(dimensions).flatMap(([filter, name]) =>
          isAsked(filter) ? [[name, filter as Filter] as const] : [],
        ),
      ),
    ],
    facets: Object.entries(facets).flatMap(([filter, name]) =>
      isAsked(filter) ? [[name, filter as Filter] as const] : [],
    ),
    used: together.length > 1 ? together : [],
  }
}

/** The names of the sources that answer for filters; one of all events is among them. */
const sourcesOf = ({ dimensions: named, facets: counted, used: together }: KnownFilters): string[] => [
  'all',
  ...named.map(([name]) => name),
  ...counted.map(([name]) => `facet ${name}`),
  ...(together.length === 0 ? [] : ['usage']),
]

/** Days on which something may match, newest first, each with the least of what is known of it. */
export function daysThatMayMatch(known: KnownFilters, rows: readonly KnownDay[]): DayEvents[] {
  const sources = sourcesOf(known).map(
    (source) =>
      new Map(rows.flatMap((row) => (row.known === source ? [[row.day, row.events] as const] : []))),
  )
  return [...(sources[0]?.keys() ?? [])]
    .map((day) => ({ day, events: Math.min(...sources.map((source) => source.get(day) ?? 0)) }))
    .filter(({ events }) => events > 0)
    .sort((a, b) => (a.day < b.day ? 1 : -1))
}
