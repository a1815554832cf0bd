import { query } from '../query.ts'

export type QuarantinedReason = { source: string; reason: string; items: number; latest_at: string }

/** Items that became no event and were not taken up again since, by reason. */
export const quarantinedReasons = query<Record<never, never>, QuarantinedReason>({
  name: 'quarantined-reasons',
  tier: 'raw',
  sql: () => ({
    sql: `
      SELECT source, reason, count() AS items, max(created_at) AS latest_at
      FROM quarantined
      WHERE org_id = {org_id:String}
        AND id NOT IN (SELECT id FROM quarantine_ends WHERE org_id = {org_id:String})
      GROUP BY source, reason
      ORDER BY items DESC, source, reason`,
    bound: {},
  }),
})
