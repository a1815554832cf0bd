import { query } from '../query.ts'

export type VendorFigures = {
  vendor_id: string
  events_7d: number
  events_30d: number
  requests_7d: number
  tokens_7d: number
  spend_7d_usd: string
  /** Null when no row of the vendor knows its latency. */
  latency_p50_ms: number | null
  latency_p95_ms: number | null
  latency_p99_ms: number | null
}

const sums = (inWeek: string, inMonth: string): string => `
              toString(rollup.value) AS vendor_id,
              sumIf(rollup.events, ${inWeek}) AS events_7d,
              sumIf(rollup.events, ${inMonth}) AS events_30d,
              sumIf(rollup.requests, ${inWeek}) AS requests_7d,
              sumIf(rollup.tokens_in + rollup.tokens_out, ${inWeek}) AS tokens_7d,
              sumIf(rollup.cost_usd, ${inWeek}) AS spend_7d_usd,`

/**
 * Per vendor: events of 7 and 30 days, calls, tokens and spend, by whole hours until the end of this one. Days are read
 * as days and only those where a range begins as hours. Latency is of the whole days of the week, with a relative error
 * of 1 %: sketches cost far more to read than sums.
 */
export const vendorFigures = query<{ nowMs: number }, VendorFigures>({
  name: 'vendor-figures',
  tier: 'daily',
  sql: ({ nowMs }) => ({
    sql: `
      WITH
          toStartOfHour(toDateTime({now:UInt32}, 'UTC')) + INTERVAL 1 HOUR AS until,
          until - INTERVAL 7 DAY AS week,
          until - INTERVAL 30 DAY AS month,
          toDate(week) + 1 AS week_days,
          toDate(month) + 1 AS month_days
      SELECT
          part.vendor_id AS vendor_id,
          sum(part.events_7d) AS events_7d,
          sum(part.events_30d) AS events_30d,
          sum(part.requests_7d) AS requests_7d,
          sum(part.tokens_7d) AS tokens_7d,
          sum(part.spend_7d_usd) AS spend_7d_usd,
          anyIf(part.percentiles, part.known) AS percentiles,
          max(part.known) AS is_known,
          if(is_known, percentiles[1], NULL) AS latency_p50_ms,
          if(is_known, percentiles[2], NULL) AS latency_p95_ms,
          if(is_known, percentiles[3], NULL) AS latency_p99_ms
      FROM (
          SELECT${sums('rollup.day >= week_days', 'true')}
              quantilesDDMergeIf(0.01, 0.5, 0.95, 0.99)(rollup.latency_ms, rollup.day >= week_days) AS percentiles,
              sumIf(rollup.latency_count, rollup.day >= week_days) > 0 AS known
          FROM dimension_daily AS rollup
          WHERE rollup.org_id = {org_id:String} AND rollup.dimension = 'vendor' AND rollup.day >= month_days
            AND rollup.day <= toDate(until)
          GROUP BY vendor_id
          UNION ALL
          SELECT${sums('rollup.hour >= week', 'rollup.hour < week')}
              [] AS percentiles,
              false AS known
          FROM dimension_hourly AS rollup
          WHERE rollup.org_id = {org_id:String} AND rollup.dimension = 'vendor'
            AND ((rollup.hour >= month AND rollup.hour < toDateTime(month_days, 'UTC'))
              OR (rollup.hour >= week AND rollup.hour < toDateTime(week_days, 'UTC')))
          GROUP BY vendor_id
      ) AS part
      GROUP BY vendor_id
      ORDER BY events_7d DESC, vendor_id`,
    bound: { now: Math.floor(nowMs / 1000) },
  }),
})
