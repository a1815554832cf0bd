import { query } from '../query.ts'

/** A minute in which an event may have happened. Units: epoch milliseconds of its beginning. */
export type EventMinute = { minute_ms: number }

/** When an event happened, by an id that does not tell it: one minute, or several when hashes of ids meet. */
export const eventTimes = query<{ id: string }, EventMinute>({
  name: 'event-times',
  tier: 'raw',
  sql: ({ id }) => ({
    sql: `
      SELECT DISTINCT toUnixTimestamp(known.minute) * 1000 AS minute_ms
      FROM event_times AS known
      WHERE known.org_id = {org_id:String} AND known.id_hash = sipHash64({id:String})
      ORDER BY minute_ms`,
    bound: { id },
  }),
})
