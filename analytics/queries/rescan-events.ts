import type { StoredEvent } from '../correction.ts'
import { query } from '../query.ts'

/** Moments: `from` included, `to` not, epoch milliseconds; `after` is the last event that was read. */
type Params = {
  fromMs: number
  toMs: number
  after: { createdAt: string; id: string } | null
  rows: number
}

/** Events that had a text, oldest first, as the table holds them, each in its newest revision. */
export const rescanEvents = query<Params, StoredEvent>({
  name: 'rescan-events',
  tier: 'raw',
  sql: ({ fromMs, toMs, after, rows }) => ({
    sql: `
      SELECT * EXCEPT (batch_id)
      FROM events
      WHERE org_id = {org_id:String} AND kind IN ('llm', 'ml')
        AND created_at >= fromUnixTimestamp64Milli({from_ms:Int64}) AND created_at < fromUnixTimestamp64Milli({to_ms:Int64})
        AND ({after_at:String} = '' OR (created_at, id) > (parseDateTime64BestEffortOrZero({after_at:String}, 3, 'UTC'), {after_id:String}))
      ORDER BY created_at, id, revision DESC
      LIMIT 1 BY id
      LIMIT {rows:UInt32}`,
    bound: {
      from_ms: fromMs,
      to_ms: toMs,
      after_at: after?.createdAt ?? '',
      after_id: after?.id ?? '',
      rows,
    },
  }),
})
