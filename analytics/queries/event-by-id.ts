import type { Condition } from '../event-filters.ts'
import type { EventRow } from '../event-row.ts'
import { boundMoment, query } from '../query.ts'
import { conditionsOfPart, type EventsPart } from '../reach.ts'

/** Only what happened from `fromMs` to `toMs`, both included: at any time would read the filters of every part. */
type Params = { id: string; part: EventsPart; fromMs: number; toMs: number }

/** One event of a tenant by its id and about when it happened, when it lies in the part that the reader may see. */
export const eventById = query<Params, EventRow>({
  name: 'event-by-id',
  tier: 'raw',
  sql: ({ id, part, fromMs, toMs }) => {
    const conditions: Condition[] = [
      ...conditionsOfPart(part),
      {
        sql: `created_at BETWEEN ${boundMoment('from_ms')} AND ${boundMoment('to_ms')}`,
        bound: { from_ms: fromMs, to_ms: toMs },
      },
    ]
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
