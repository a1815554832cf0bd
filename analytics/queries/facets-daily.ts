import type { FacetRow } from '../facets.ts'
import { query } from '../query.ts'

type Params = { from: string; to: string; rows: number }

/** Values of every filter and in how many events they stand, by whole days (UTC, both included). */
export const facetsDaily = query<Params, FacetRow>({
  name: 'facets-daily',
  tier: 'daily',
  sql: ({ from, to, rows }) => ({
    sql: `
      SELECT found.facet AS facet, found.value AS value, found.events AS events
      FROM (
          SELECT toString(rollup.dimension) AS facet, toString(rollup.value) AS value, sum(rollup.events) AS events
          FROM dimension_daily AS rollup
          WHERE rollup.org_id = {org_id:String} AND rollup.day >= {from:Date} AND rollup.day <= {to:Date}
          GROUP BY facet, value
          UNION ALL
          SELECT toString(rollup.facet) AS facet, toString(rollup.value) AS value, sum(rollup.events) AS events
          FROM facet_daily AS rollup
          WHERE rollup.org_id = {org_id:String} AND rollup.day >= {from:Date} AND rollup.day <= {to:Date}
          GROUP BY facet, value
      ) AS found
      WHERE found.events > 0 AND found.value != ''
      ORDER BY facet, events DESC, value
      LIMIT {rows:UInt32} BY facet`,
    bound: { from, to, rows },
  }),
})
