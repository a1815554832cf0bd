import { query } from '../query.ts'

/** One detector on one day of the last thirty. */
export type DetectorDay = {
  day: string
  detector: string
  events: number
  critical: number
}

/** In how many events each detector hit, per day of the last thirty, oldest first. The current day counts. */
export const detectorDays = query<{ nowMs: number }, DetectorDay>({
  name: 'detector-days',
  tier: 'daily',
  sql: ({ nowMs }) => ({
    sql: `
      WITH toDate(toDateTime({now:UInt32}, 'UTC')) AS today
      SELECT
          toString(rollup.day) AS day,
          toString(rollup.value) AS detector,
          sum(rollup.events) AS events,
          sum(rollup.critical) AS critical
      FROM dimension_daily AS rollup
      WHERE rollup.org_id = {org_id:String} AND rollup.dimension = 'detector'
        AND rollup.day >= today - 29 AND rollup.day <= today
      GROUP BY day, detector
      ORDER BY day, detector`,
    bound: { now: Math.floor(nowMs / 1000) },
  }),
})
