import type { EventRow } from '../event-row.ts'
import { query } from '../query.ts'
import { conditionsOfPart, type EventsPart } from '../reach.ts'

/** One event of a tenant by its id, when it lies in the part that the reader may see. */
export const eventById = query<{ id: string; part: EventsPart }, EventRow>({
  name: 'event-by-id',
  tier: 'raw',
  sql: ({ id, part }) => {
    const conditions = conditionsOfPart(part)
    const where = ['org_id = {org_id:String}', 'id = {id:String}', ...conditions.map(({ sql }) => sql)]
    return {
      sql: `
        SELECT * EXCEPT (expires_at, batch_id)
        FROM events
        PREWHERE ${where.join(' AND ')}
        LIMIT 1`,
      bound: Object.assign({ id }, ...conditions.map(({ bound }) => bound)),
    }
  },
})
