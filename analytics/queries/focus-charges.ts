import type { Span } from '../costs/groups.ts'
import type { UsedDay } from '../focus/charge.ts'
import { query } from '../query.ts'

type Params = { span: Span }

/**
 * What was used each day, by vendor, model, workspace, project and key, and by where its price comes from: the rows of a
 * cost export, oldest first. Events that are no use of a model and cost nothing are no charges.
 */
export const focusCharges = query<Params, UsedDay>({
  name: 'focus-charges',
  tier: 'daily',
  sql: ({ span: { from, to } }) => ({
    sql: `
      SELECT
          toString(rollup.day) AS day,
          toString(rollup.vendor_id) AS vendor_id,
          toString(rollup.model) AS model,
          toString(rollup.workspace_id) AS workspace_id,
          toString(rollup.project_id) AS project_id,
          toString(rollup.api_key_id) AS api_key_id,
          toString(rollup.cost_source) AS cost_source,
          sum(rollup.events) AS events,
          sum(rollup.requests) AS requests,
          sum(rollup.tokens_in) AS tokens_in,
          sum(rollup.tokens_out) AS tokens_out,
          sum(rollup.tokens_cached) AS tokens_cached,
          toString(sum(rollup.cost_usd)) AS cost_usd
      FROM usage_daily AS rollup
      WHERE rollup.org_id = {org_id:String} AND rollup.day BETWEEN {from:Date} AND {to:Date}
      GROUP BY day, vendor_id, model, workspace_id, project_id, api_key_id, cost_source
      HAVING sum(rollup.cost_usd) != 0 OR sumIf(rollup.events, rollup.kind IN ('llm', 'usage')) != 0
      ORDER BY day, vendor_id, model, workspace_id, project_id, api_key_id, cost_source`,
    bound: { from, to },
  }),
})
