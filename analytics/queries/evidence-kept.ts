import { query } from '../query.ts'

export type EvidenceKept = {
  data_type: string
  events: number
  bytes: number
  oldest_at: string
  expires_at: string
}

/** How many originals are kept under each kind of data, sealed size, the oldest event and when the last of them expires. */
export const evidenceKept = query<Record<string, never>, EvidenceKept>({
  name: 'evidence-kept',
  tier: 'raw',
  sql: () => ({
    sql: `
      SELECT toString(data_type) AS data_type, countIf(part = 0) AS events, sum(length(envelope)) AS bytes,
        min(created_at) AS oldest_at, max(expires_at) AS expires_at
      FROM evidence
      WHERE org_id = {org_id:String} AND evidence.expires_at > now()
      GROUP BY data_type
      ORDER BY events DESC, data_type`,
    bound: {},
  }),
})
