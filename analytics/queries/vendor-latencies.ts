import { dayOf, hoursAndDays } from '../days.ts'
import { latencyPercentiles } from '../latency-sketch.ts'
import { query } from '../query.ts'

/** How fast a vendor answered. Units: milliseconds. */
export type VendorLatencies = { vendor_id: string; percentiles: [p50: number, p95: number, p99: number] }

/**
 * Per vendor whose latency is known: percentiles of the rows that `events_7d` of `vendorFigures` counts. Asked apart from
 * the sums, which read more days: sketches cost far more to read than sums.
 */
export const vendorLatencies = query<{ nowMs: number }, VendorLatencies>({
  name: 'vendor-latencies',
  tier: 'daily',
  sql: ({ nowMs }) => {
    const { fromMs, daysFromMs, untilMs } = hoursAndDays(nowMs, 7)
    return {
      sql: `
      SELECT toString(part.value) AS vendor_id, ${latencyPercentiles('part.latency_ms')} AS percentiles
      FROM (
        SELECT rollup.value AS value, rollup.latency_ms AS latency_ms, rollup.latency_count AS latency_count
        FROM dimension_daily AS rollup
        WHERE rollup.org_id = {org_id:String} AND rollup.dimension = 'vendor'
          AND rollup.day >= {days_from:Date} AND rollup.day <= {until:Date}
        UNION ALL
        SELECT rollup.value, rollup.latency_ms, rollup.latency_count
        FROM dimension_hourly AS rollup
        WHERE rollup.org_id = {org_id:String} AND rollup.dimension = 'vendor'
          AND rollup.hour >= {from_s:UInt32} AND rollup.hour < {days_from_s:UInt32}
      ) AS part
      GROUP BY vendor_id
      HAVING sum(part.latency_count) > 0`,
      bound: {
        from_s: fromMs / 1000,
        days_from: dayOf(daysFromMs),
        days_from_s: daysFromMs / 1000,
        until: dayOf(untilMs),
      },
    }
  },
})
