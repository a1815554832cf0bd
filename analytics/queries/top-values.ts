import type { TopDimension, TopMeasure } from '../contract/analytics.ts'
import { query } from '../query.ts'

/** What one value of a dimension stands for; null is everything together. Money is a decimal in US dollars. */
export type TopRow = {
  value: string | null
  events: number
  requests: number
  tokens_in: number
  tokens_out: number
  cost_usd: string
  /** Cost of the rows that know for how many calls they stand. */
  counted_cost_usd: string
  violations: number
  critical: number
}

type Params = { dimension: TopDimension; by: TopMeasure; from: string; to: string; rows: number }

const measures: Record<TopMeasure, string> = {
  cost_usd: 'cost_usd',
  events: 'events',
  requests: 'requests',
  tokens: 'tokens_in + tokens_out',
  violations: 'violations',
}

const sums = `
              sum(rollup.events) AS events,
              sum(rollup.requests) AS requests,
              sum(rollup.tokens_in) AS tokens_in,
              sum(rollup.tokens_out) AS tokens_out,
              sum(rollup.cost_usd) AS cost_usd,
              sum(rollup.counted_cost_usd) AS counted_cost_usd,
              sum(rollup.violations) AS violations,
              sum(rollup.critical) AS critical`

const inRange = 'rollup.day >= {from:Date} AND rollup.day <= {to:Date}'

/** The values of a dimension with most of a measure, and everything together first. Days in UTC, both included. */
export const topValues = query<Params, TopRow>({
  name: 'top-values',
  tier: 'daily',
  sql: ({ dimension, by, from, to, rows }) => ({
    sql: `
      SELECT found.*
      FROM (
          (SELECT CAST(NULL, 'Nullable(String)') AS value,${sums}
          FROM dimension_daily AS rollup
          WHERE rollup.org_id = {org_id:String} AND rollup.dimension = 'vendor' AND ${inRange})
          UNION ALL
          (SELECT CAST(toString(rollup.value), 'Nullable(String)') AS value,${sums}
          FROM dimension_daily AS rollup
          WHERE rollup.org_id = {org_id:String} AND rollup.dimension = {dimension:String} AND ${inRange}
          GROUP BY value
          HAVING events != 0 OR cost_usd != 0
          ORDER BY ${measures[by]} DESC, value
          LIMIT {rows:UInt32})
      ) AS found
      ORDER BY isNull(found.value) DESC, ${measures[by]} DESC, found.value`,
    bound: { dimension, from, to, rows },
  }),
})
