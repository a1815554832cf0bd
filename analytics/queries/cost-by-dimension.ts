import {
  type CostQuestion,
  type CostSums,
  dimensionOf,
  groupColumns,
  orderOf,
  shownIf,
  spanConditions,
} from '../costs/groups.ts'
import { query } from '../query.ts'

/** Costs by one dimension and a time, or by one of the two, of everything that the organization has. */
export const costByDimension = query<CostQuestion, CostSums>({
  name: 'cost-by-dimension',
  tier: 'daily',
  sql: (question) => {
    const { isIn, isBefore, isRead, bound } = spanConditions(question)
    return {
      sql: `
        SELECT
            ${groupColumns(question.groups, 'dimension')},
            grouping(group_1) AS is_total,
            sumIf(rollup.events, ${isIn}) AS events,
            sumIf(rollup.requests, ${isIn}) AS requests,
            sumIf(rollup.tokens_in, ${isIn}) AS tokens_in,
            sumIf(rollup.tokens_out, ${isIn}) AS tokens_out,
            sumIf(rollup.tokens_cached, ${isIn}) AS tokens_cached,
            sumIf(rollup.unpriced_requests, ${isIn}) AS unpriced_requests,
            sumIf(rollup.unpriced_tokens, ${isIn}) AS unpriced_tokens,
            sumIf(rollup.cost_usd, ${isIn}) AS sum_cost,
            toString(sum_cost) AS cost_usd,
            toString(sumIf(rollup.counted_cost_usd, ${isIn})) AS counted_cost_usd,
            sumIf(rollup.cost_usd, ${isBefore}) AS sum_before,
            toString(sum_before) AS previous_cost_usd
        FROM dimension_daily AS rollup
        WHERE rollup.org_id = {org_id:String} AND rollup.dimension = {dimension:String} AND ${isRead}
        GROUP BY GROUPING SETS ((group_1, group_2), ())
        HAVING ${shownIf(question.groups)}
        ORDER BY ${orderOf(question.groups)}
        LIMIT {rows:UInt32}`,
      bound: { ...bound, dimension: dimensionOf(question) ?? '', rows: question.rows },
    }
  },
})
