import { conditionsOfFilters, type StoreFilters } from '../event-filters.ts'
import { query } from '../query.ts'
import { conditionsOfPart, type EventsPart } from '../reach.ts'
import type { TimelineStep } from '../timeline.ts'

type Params = { filters: StoreFilters; part: EventsPart; fromMs: number; toMs: number; stepS: number }

/** Events per step with any filters, in the part that the reader may see. */
export const timelineRaw = query<Params, TimelineStep>({
  name: 'timeline-raw',
  tier: 'raw',
  sql: ({ filters: { from: _, to: __, ...filters }, part, fromMs, toMs, stepS }) => {
    const conditions = [...conditionsOfFilters(filters), ...conditionsOfPart(part)]
    return {
      sql: `
        SELECT
            intDiv(toUnixTimestamp(event.created_at), {step_s:UInt32}) * {step_s:UInt32} AS at_s,
            toInt64(count()) AS events,
            sum(ifNull(event.requests, 0)) AS requests,
            toInt64(countIf(event.violation_type != '')) AS violations,
            sum(event.cost_usd) AS cost_usd
        FROM events AS event
        WHERE ${[
          'event.org_id = {org_id:String}',
          `event.created_at >= fromUnixTimestamp64Milli({from_ms:Int64}, 'UTC')`,
          `event.created_at < fromUnixTimestamp64Milli({to_ms:Int64}, 'UTC')`,
          ...conditions.map(({ sql }) => sql),
        ].join(' AND ')}
        GROUP BY at_s
        ORDER BY at_s`,
      bound: Object.assign(
        { from_ms: fromMs, to_ms: toMs, step_s: stepS },
        ...conditions.map(({ bound }) => bound),
      ),
    }
  },
})
