import type { StoredEvent } from '../correction.ts'
import { query } from '../query.ts'

/** Some events as the table holds them, every column but the batch, each in its newest revision. */
export const storedEvents = query<{ ids: readonly string[] }, StoredEvent>({
  name: 'stored-events',
  tier: 'raw',
  sql: ({ ids }) => ({
    sql: `
      SELECT * EXCEPT (batch_id)
      FROM events
      WHERE org_id = {org_id:String} AND id IN {ids:Array(String)}
      ORDER BY revision DESC
      LIMIT 1 BY id`,
    bound: { ids },
  }),
})
