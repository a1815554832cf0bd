import type { EventFilters } from '../contract/analytics.ts'
import type { FacetRow, UsageFacet } from '../facets.ts'
import { query } from '../query.ts'

type Params = {
  facet: UsageFacet
  /** Filters of the same columns, and violations alone. */
  filters: Partial<Pick<EventFilters, UsageFacet | 'only_violations'>>
  from: string
  to: string
  rows: number
}

/** Values of one filter under others, from what was used by whom for what each day (UTC, both included). */
export const facetUsage = query<Params, FacetRow>({
  name: 'facet-usage',
  tier: 'daily',
  sql: ({ facet, filters: { only_violations: onlyViolations, ...equal }, from, to, rows }) => {
    const measure = onlyViolations ? 'violations' : 'events'
    const conditions = Object.keys(equal).map((name) => ` AND rollup.${name} = {${name}:String}`)
    return {
      sql: `
        SELECT '${facet}' AS facet, toString(rollup.${facet}) AS value, sum(rollup.${measure}) AS events
        FROM usage_daily AS rollup
        WHERE rollup.org_id = {org_id:String} AND rollup.day >= {from:Date} AND rollup.day <= {to:Date}${conditions.join('')}
        GROUP BY value
        HAVING events > 0 AND value != ''
        ORDER BY events DESC, value
        LIMIT {rows:UInt32}`,
      bound: { ...equal, from, to, rows },
    }
  },
})
