import { query } from '../query.ts'

export type PipelineCounts = {
  payloads: number
  bytes: number
  events: number
  cost_lines: number
  audit_entries: number
}

/** What was collected since a moment, as it was received and as rows. Units: `bytes` as sealed and stored. */
export const pipelineCounts = query<{ sinceMs: number }, PipelineCounts>({
  name: 'pipeline-counts',
  tier: 'raw',
  sql: ({ sinceMs }) => ({
    sql: `
      WITH fromUnixTimestamp64Milli({since:Int64}) AS since
      SELECT
          (SELECT countIf(part = 0) FROM raw_payloads WHERE org_id = {org_id:String} AND created_at >= since) AS payloads,
          (SELECT sum(length(envelope)) FROM raw_payloads WHERE org_id = {org_id:String} AND created_at >= since) AS bytes,
          (SELECT count() FROM events
           WHERE org_id = {org_id:String} AND source = 'collector' AND ingested_at >= since) AS events,
          (SELECT count() FROM vendor_costs WHERE org_id = {org_id:String} AND ingested_at >= since) AS cost_lines,
          (SELECT count() FROM vendor_audit WHERE org_id = {org_id:String} AND ingested_at >= since) AS audit_entries`,
    bound: { since: sinceMs },
  }),
})
