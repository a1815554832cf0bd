import { query } from '../query.ts'

/** What a usage row says besides its figures. */
export type UsageRow = {
  id: string
  model: string
  operation: string
  workspace_id: string
  project_id: string
  actor_id: string
  api_key_id: string
  cost_source: string
}

/** Units: epoch milliseconds, both included. `vendorId` null is every vendor. */
type Params = { vendorId: string | null; sinceMs: number; untilMs: number }

/** Differences of usage buckets of a vendor; the id of one is the natural key of its bucket and a number. */
export const usageRows = query<Params, UsageRow>({
  name: 'usage-rows',
  tier: 'raw',
  sql: ({ vendorId, sinceMs, untilMs }) => ({
    sql: `
      SELECT id, model, operation, workspace_id, project_id, actor_id, api_key_id, cost_source
      FROM events
      WHERE org_id = {org_id:String} AND kind = 'usage' AND ({vendor_id:String} = '' OR vendor_id = {vendor_id:String})
        AND created_at BETWEEN fromUnixTimestamp64Milli({since_ms:Int64}) AND fromUnixTimestamp64Milli({until_ms:Int64})
      ORDER BY revision DESC
      LIMIT 1 BY id`,
    bound: { vendor_id: vendorId ?? '', since_ms: sinceMs, until_ms: untilMs },
  }),
})
