import { query } from '../query.ts'

export type VendorFigures = {
  vendor_id: string
  events_7d: number
  events_30d: number
  tokens_7d: number
  spend_7d_usd: string
  /** Null when no row of the vendor knows its latency. */
  latency_p50_ms: number | null
  latency_p95_ms: number | null
}

/** Per vendor: events of 7 and 30 days, tokens, spend and latency of 7 days. Percentiles have 1 % relative error. */
export const vendorFigures = query<{ nowMs: number }, VendorFigures>({
  name: 'vendor-figures',
  tier: 'hourly',
  sql: ({ nowMs }) => ({
    sql: `
      WITH
          toStartOfHour(toDateTime({now:UInt32}, 'UTC')) + INTERVAL 1 HOUR AS until,
          hour >= until - INTERVAL 7 DAY AS recent
      SELECT
          vendor_id,
          sumIf(events, recent) AS events_7d,
          sum(events) AS events_30d,
          sumIf(tokens, recent) AS tokens_7d,
          sumIf(cost_usd, recent) AS spend_7d_usd,
          quantilesDDMergeIf(0.01, 0.5, 0.95)(latency_ms, recent) AS percentiles,
          sumIf(latency_count, recent) > 0 AS known,
          if(known, percentiles[1], NULL) AS latency_p50_ms,
          if(known, percentiles[2], NULL) AS latency_p95_ms
      FROM vendor_hourly
      WHERE org_id = {org_id:String} AND hour >= until - INTERVAL 30 DAY AND hour < until
      GROUP BY vendor_id
      ORDER BY events_7d DESC, vendor_id`,
    bound: { now: Math.floor(nowMs / 1000) },
  }),
})
