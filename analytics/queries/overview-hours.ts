import { query } from '../query.ts'

/** One hour of one vendor in the last seven days; or, with both null, the seven days before as a whole. */
export type OverviewHour = {
  at: string | null
  vendor_id: string | null
  events: number
  violations: number
  requests: number
  cost_usd: string
  /** Of the rows that know for how many calls they stand. */
  counted_cost_usd: string
}

/**
 * Sums per hour and vendor over the last seven days, oldest first, and one row for the seven before. Whole hours; the
 * current one counts. One question in place of two, since each costs more to ask than to answer.
 */
export const overviewHours = query<{ nowMs: number }, OverviewHour>({
  name: 'overview-hours',
  tier: 'hourly',
  sql: ({ nowMs }) => ({
    sql: `
      WITH
          toStartOfHour(toDateTime({now:UInt32}, 'UTC')) + INTERVAL 1 HOUR AS until,
          rollup.hour >= until - INTERVAL 7 DAY AS recent
      SELECT
          if(recent, rollup.hour, NULL) AS at,
          if(recent, toString(rollup.value), NULL) AS vendor_id,
          sum(rollup.events) AS events,
          sum(rollup.violations) AS violations,
          sum(rollup.requests) AS requests,
          sum(rollup.cost_usd) AS cost_usd,
          sum(rollup.counted_cost_usd) AS counted_cost_usd
      FROM dimension_hourly AS rollup
      WHERE rollup.org_id = {org_id:String} AND rollup.dimension = 'vendor' AND rollup.hour >= until - INTERVAL 14 DAY AND rollup.hour < until
      GROUP BY at, vendor_id
      ORDER BY at, vendor_id`,
    bound: { now: Math.floor(nowMs / 1000) },
  }),
})
