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
  tier: 'raw',
  sql: ({ nowMs }) => ({
    sql: `
      WITH toDateTime64({now:UInt32}, 3, 'UTC') AS until
      SELECT
          toString(event.vendor_id) AS vendor_id,
          toString(event.model) AS model,
          toInt64(sum(ifNull(event.requests, 1))) AS requests,
          toInt64(sum(event.tokens_in + event.tokens_out)) AS tokens,
          toInt64(sumIf(ifNull(event.requests, 1), event.cost_source = 'unpriced')) AS unpriced_requests,
          toInt64(sumIf(event.tokens_in + event.tokens_out, event.cost_source = 'unpriced')) AS unpriced_tokens
      FROM events AS event
      WHERE event.org_id = {org_id:String} AND event.created_at >= until - INTERVAL 30 DAY AND event.created_at < until
        AND event.kind IN ('llm', 'usage')
      GROUP BY vendor_id, model
      ORDER BY unpriced_tokens DESC, unpriced_requests DESC, vendor_id, model
      LIMIT 5000`,
    bound: { now: Math.ceil(nowMs / 1000) + 1 },
  }),
})
