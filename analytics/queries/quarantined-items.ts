import { query } from '../query.ts'

export type QuarantinedItem = {
  id: string
  source: 'ingest' | 'otlp' | 'collector'
  envelope: string
  created_at: string
  expires_at: string
}

type Params = {
  reason: string | null
  after: { createdAtMs: number; id: string } | null
  rows: number
}

/** Items that are still quarantined, oldest first, each once. */
export const quarantinedItems = query<Params, QuarantinedItem>({
  name: 'quarantined-items',
  tier: 'raw',
  sql: ({ reason, after, rows }) => ({
    sql: `
      SELECT id, source, envelope, created_at, expires_at
      FROM quarantined
      WHERE org_id = {org_id:String}
        AND (created_at, id) > (fromUnixTimestamp64Milli({after_ms:Int64}), {after_id:String})
        AND ({reason:String} = '' OR reason = {reason:String})
        AND id NOT IN (SELECT id FROM quarantine_ends WHERE org_id = {org_id:String})
      ORDER BY created_at, id
      LIMIT 1 BY id
      LIMIT {rows:UInt32}`,
    bound: { reason: reason ?? '', after_ms: after?.createdAtMs ?? 0, after_id: after?.id ?? '', rows },
  }),
})
