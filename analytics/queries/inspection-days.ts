import { query } from '../query.ts'

/** One day of the last thirty: how many events there were, had their text inspected, and were flagged. */
export type InspectionDay = {
  day: string
  events: number
  scanned: number
  flagged: number
  critical: number
}

/** What became of the texts of events, per day of the last thirty, oldest first. The current day counts. */
export const inspectionDays = query<{ nowMs: number }, InspectionDay>({
  name: 'inspection-days',
  tier: 'daily',
  sql: ({ nowMs }) => ({
    sql: `
      WITH toDate(toDateTime({now:UInt32}, 'UTC')) AS today
      SELECT
          toString(rollup.day) AS day,
          sum(rollup.events) AS events,
          sumIf(rollup.events, rollup.inspected != 'none') AS scanned,
          sum(rollup.flagged) AS flagged,
          sum(rollup.critical) AS critical
      FROM inspection_daily AS rollup
      WHERE rollup.org_id = {org_id:String} AND rollup.day >= today - 29 AND rollup.day <= today
      GROUP BY day
      ORDER BY day`,
    bound: { now: Math.floor(nowMs / 1000) },
  }),
})
