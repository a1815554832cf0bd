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
  tier: 'hourly',
  sql: ({ nowMs }) => ({
    sql: `
      WITH toDate(toDateTime({now:UInt32}, 'UTC')) AS today
      SELECT
          toString(toDate(rollup.hour)) AS day,
          toString(rollup.detector) AS detector,
          sum(rollup.events) AS events,
          sumIf(rollup.events, rollup.severity = 'critical') AS critical
      FROM detector_hourly AS rollup
      WHERE rollup.org_id = {org_id:String} AND rollup.hour >= today - 29 AND rollup.hour < today + 1
      GROUP BY day, detector
      ORDER BY day, detector`,
    bound: { now: Math.floor(nowMs / 1000) },
  }),
})
