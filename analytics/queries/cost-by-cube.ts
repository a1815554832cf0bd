import {
  type CostQuestion,
  type CostSums,
  filterConditions,
  groupColumns,
  orderOf,
  shownIf,
  spanConditions,
} from '../costs/groups.ts'
import { query } from '../query.ts'

/** Costs by any two groups and under any filter, from what was used by whom for what each day. */
export const costByCube = query<CostQuestion, CostSums>({
  name: 'cost-by-cube',
  tier: 'daily',
  sql: (question) => {
    const { isIn, isBefore, isRead, bound } = spanConditions(question)
    const filters = filterConditions(question.filters)
    return {
      sql: `
        SELECT
            ${groupColumns(question.groups, 'cube')},
            grouping(group_1) AS is_total,
            sumIf(rollup.events, ${isIn}) AS events,
            sumIf(rollup.requests, ${isIn}) AS requests,
            sumIf(rollup.tokens_in, ${isIn}) AS tokens_in,
            sumIf(rollup.tokens_out, ${isIn}) AS tokens_out,
            sumIf(rollup.tokens_cached, ${isIn}) AS tokens_cached,
            sumIf(rollup.requests, ${isIn} AND rollup.cost_source = 'unpriced') AS unpriced_requests,
            sumIf(rollup.tokens_in + rollup.tokens_out, ${isIn} AND rollup.cost_source = 'unpriced') AS unpriced_tokens,
            sumIf(rollup.cost_usd, ${isIn}) AS sum_cost,
            toString(sum_cost) AS cost_usd,
            toString(sumIf(rollup.counted_cost_usd, ${isIn})) AS counted_cost_usd,
            sumIf(rollup.cost_usd, ${isBefore}) AS sum_before,
            toString(sum_before) AS previous_cost_usd
        FROM usage_daily AS rollup
        WHERE rollup.org_id = {org_id:String} AND ${isRead}${filters.sql}
        GROUP BY GROUPING SETS ((group_1, group_2), ())
        HAVING ${shownIf(question.groups)}
        ORDER BY ${orderOf(question.groups)}
        LIMIT {rows:UInt32}`,
      bound: { ...bound, ...filters.bound, rows: question.rows },
    }
  },
})
