import type { Condition } from '../event-filters.ts'
import type { EventRow } from '../event-row.ts'
import { boundMoment, query } from '../query.ts'
import { conditionsOfPart, type EventsPart } from '../reach.ts'

const hourMs = 3_600_000

/** `aroundMs`: only within an hour of that; null: at any time. */
type Params = { id: string; part: EventsPart; aroundMs: number | null }

/** One event of a tenant by its id, when it lies in the part that the reader may see. */
export const eventById = query<Params, EventRow>({
  name: 'event-by-id',
  tier: 'raw',
  sql: ({ id, part, aroundMs }) => {
    const conditions: Condition[] = conditionsOfPart(part)
    if (aroundMs !== null) {
      conditions.push({
        sql: `created_at BETWEEN ${boundMoment('from_ms')} AND ${boundMoment('to_ms')}`,
        bound: { from_ms: aroundMs - hourMs, to_ms: aroundMs + hourMs },
      })
    }
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
