import { query } from '../query.ts'

/** `textless`: usage of vendors, which never had a text. */
export type RescanScope = { events: number; textless: number }

/** How much a rescan has before it. Units: epoch milliseconds, end excluded. */
export const rescanScope = query<{ fromMs: number; toMs: number }, RescanScope>({
  name: 'rescan-scope',
  tier: 'raw',
  sql: ({ fromMs, toMs }) => ({
    sql: `
      SELECT count() AS events, countIf(kind NOT IN ('llm', 'ml')) AS textless
      FROM events
      WHERE org_id = {org_id:String}
        AND created_at >= fromUnixTimestamp64Milli({from_ms:Int64}) AND created_at < fromUnixTimestamp64Milli({to_ms:Int64})`,
    bound: { from_ms: fromMs, to_ms: toMs },
  }),
})
