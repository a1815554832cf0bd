import { query } from '../query.ts'

export type VendorAuditRow = {
  id: string
  vendor_id: string
  action: string
  actor_id: string
  project_id: string
  target_type: string
  target_ref: string
  outcome: string
  /** Units: milliseconds since the epoch, as a decimal text. */
  at_ms: string
}

type Params = { vendorId: string | null; after: { atMs: number; id: string } | null; rows: number }

/** Entries of the vendors' own audit logs, newest first. What is personal in them stays sealed. */
export const vendorAudit = query<Params, VendorAuditRow>({
  name: 'vendor-audit',
  tier: 'raw',
  sql: ({ vendorId, after, rows }) => ({
    sql: `
      SELECT
          toString(entry.id) AS id,
          toString(entry.vendor_id) AS vendor_id,
          toString(entry.action) AS action,
          toString(entry.actor_id) AS actor_id,
          toString(entry.project_id) AS project_id,
          toString(entry.target_type) AS target_type,
          entry.target_ref AS target_ref,
          toString(entry.outcome) AS outcome,
          toString(toUnixTimestamp64Milli(entry.created_at)) AS at_ms
      FROM vendor_audit AS entry
      WHERE entry.org_id = {org_id:String}
        AND ({vendor_id:String} = '' OR entry.vendor_id = {vendor_id:String})
        AND ({after_ms:Int64} < 0 OR (entry.created_at, entry.id)
          < (fromUnixTimestamp64Milli({after_ms:Int64}, 'UTC'), {after_id:String}))
      ORDER BY entry.created_at DESC, entry.id DESC
      LIMIT {rows:UInt32}`,
    bound: { vendor_id: vendorId ?? '', after_ms: after?.atMs ?? -1, after_id: after?.id ?? '', rows },
  }),
})
