import type { Span } from '../costs/groups.ts'
import { query } from '../query.ts'

/** What one value of a dimension cost on a day. */
export type CostDay = { value: string; day: string; cost_usd: string }

type Params = { dimension: 'vendor' | 'workspace' | null; span: Span }

/**
 * Cost per day and vendor or workspace, or per day alone under the empty value, oldest first: what forecasts learn from.
 * Days without events are left out. Every event has one vendor, known or not.
 */
export const costDays = query<Params, CostDay>({
  name: 'cost-days',
  tier: 'daily',
  sql: ({ dimension, span: { from, to } }) => ({
    sql: `
      SELECT
          ${dimension === null ? `''` : 'toString(rollup.value)'} AS value,
          toString(rollup.day) AS day,
          toString(sum(rollup.cost_usd)) AS cost_usd
      FROM dimension_daily AS rollup
      WHERE rollup.org_id = {org_id:String} AND rollup.dimension = {dimension:String}
        AND rollup.day BETWEEN {from:Date} AND {to:Date}
      GROUP BY value, day
      ORDER BY day, value`,
    bound: { dimension: dimension ?? 'vendor', from, to },
  }),
})
