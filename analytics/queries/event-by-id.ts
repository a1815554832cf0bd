import type { EventRow } from '../event-row.ts'
import { query } from '../query.ts'

/** One event of a tenant by its id. */
export const eventById = query<{ id: string }, EventRow>({
  name: 'event-by-id',
  tier: 'raw',
  sql: ({ id }) => ({
    sql: `
      SELECT * EXCEPT (expires_at, batch_id)
      FROM events
      WHERE org_id = {org_id:String} AND id = {id:String}
      LIMIT 1`,
    bound: { id },
  }),
})
