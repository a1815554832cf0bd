import type { FacetName } from '../contract/analytics.ts'
import { conditionsOfFilters, type StoreFilters } from '../event-filters.ts'
import { arraysOfFacets, type FacetRow } from '../facets.ts'
import { query } from '../query.ts'
import { conditionsOfPart, type EventsPart } from '../reach.ts'

type Params = {
  facet: FacetName
  filters: StoreFilters
  part: EventsPart
  fromMs: number
  toMs: number
  rows: number
}

const lists: Readonly<Record<string, string>> = {
  ...arraysOfFacets,
  // As its filter takes it: whatever hit in an event with a verdict.
  violation_type: `arrayFilter(each -> event.violation_type != '', event.compliance_hits)`,
}

const valueSql = (facet: FacetName): string =>
  lists[facet] === undefined ? `event.${facet}` : `arrayJoin(${lists[facet]})`

/** Values of one filter under any others, from the events themselves: as many as the list would then show. */
export const facetRaw = query<Params, FacetRow>({
  name: 'facet-raw',
  tier: 'raw',
  sql: ({ facet, filters: { from: _, to: __, ...filters }, part, fromMs, toMs, rows }) => {
    const conditions = [...conditionsOfFilters(filters), ...conditionsOfPart(part)]
    return {
      sql: `
        SELECT '${facet}' AS facet, toString(${valueSql(facet)}) AS value, toInt64(count()) AS events
        FROM events AS event
        WHERE ${[
          'event.org_id = {org_id:String}',
          `event.created_at >= fromUnixTimestamp64Milli({from_ms:Int64}, 'UTC')`,
          `event.created_at < fromUnixTimestamp64Milli({to_ms:Int64}, 'UTC')`,
          ...conditions.map(({ sql }) => sql),
        ].join(' AND ')}
        GROUP BY value
        HAVING value != ''
        ORDER BY events DESC, value
        LIMIT {rows:UInt32}`,
      bound: Object.assign({ from_ms: fromMs, to_ms: toMs, rows }, ...conditions.map(({ bound }) => bound)),
    }
  },
})
