import { query } from '../query.ts'

export type ModelPricing = {
  vendor_id: string
  model: string
  requests: number
  tokens: number
  unpriced_requests: number
  unpriced_tokens: number
}

/** Models of the last thirty days with what of their use has no price, most of it first. */
export const modelPricing = query<{ nowMs: number }, ModelPricing>({
  name: 'model-pricing',
  tier: 'daily',
  sql: ({ nowMs }) => ({
    sql: `
      WITH toDate(toDateTime({now:UInt32}, 'UTC')) AS today
      SELECT
          toString(rollup.vendor_id) AS vendor_id,
          toString(rollup.model) AS model,
          sum(rollup.requests) AS requests,
          sum(rollup.tokens_in + rollup.tokens_out) AS tokens,
          sumIf(rollup.requests, rollup.cost_source = 'unpriced') AS unpriced_requests,
          sumIf(rollup.tokens_in + rollup.tokens_out, rollup.cost_source = 'unpriced') AS unpriced_tokens
      FROM usage_daily AS rollup
      WHERE rollup.org_id = {org_id:String} AND rollup.day >= today - 29 AND rollup.day <= today
        AND rollup.kind IN ('llm', 'usage')
      GROUP BY vendor_id, model
      ORDER BY unpriced_tokens DESC, unpriced_requests DESC, vendor_id, model
      LIMIT 5000`,
    bound: { now: Math.floor(nowMs / 1000) },
  }),
})
