import { query } from '../query.ts'

/** How many events a day (UTC) has. */
export type DayEvents = { day: string; events: number }

/** Events of the whole organization by day, newest first; every event has one vendor, known or not. */
export const eventsPerDay = query<Record<never, never>, DayEvents>({
  name: 'events-per-day',
  tier: 'daily',
  sql: () => ({
    sql: `
      SELECT toString(held.day) AS day, sum(held.events) AS events
      FROM dimension_daily AS held
      WHERE held.org_id = {org_id:String} AND held.dimension = 'vendor'
      GROUP BY held.day
      HAVING events > 0
      ORDER BY held.day DESC`,
    bound: {},
  }),
})
