import { z } from 'zod'

/**
 * How what was taken stands against what was stored. Counts of the last 24 hours but for `lag_s`: how long ago each
 * stream last reached its vendor's present.
 */
const pipelineStatus = z.object({
  raw: z.object({ payloads_24h: z.int(), bytes_24h: z.int() }),
  structured: z.object({ events_24h: z.int(), cost_lines_24h: z.int(), audit_entries_24h: z.int() }),
  log: z.object({ rows_waiting: z.int(), oldest_waiting_s: z.number() }),
  streams: z.array(
    z.object({
      credential_id: z.string(),
      vendor_id: z.string(),
      stream: z.string(),
      lag_s: z.number().nullable(),
      progress: z.number(),
      status: z.enum(['active', 'stopped']),
      last_error: z.string().nullable(),
    }),
  ),
  quarantined: z.array(
    z.object({ source: z.string(), reason: z.string(), items: z.int(), latest_at: z.iso.datetime() }),
  ),
})
export type PipelineStatus = z.infer<typeof pipelineStatus>

/**
 * Taking items up again, at most about `limit` a call; `next_cursor` null when none is left. From `raw`, `taken` counts
 * pages of kept answers and `missing` those that are no longer whole. From `vendor`, `taken` counts the streams that are
 * read again; what changes by it shows in their runs.
 */
const reingested = z.object({
  taken: z.int(),
  stored: z.int(),
  duplicates: z.int(),
  still_quarantined: z.int(),
  missing: z.int(),
  next_cursor: z.string().nullable(),
})

export const pipelineEndpoints = {
  'GET /pipeline/status': { response: pipelineStatus },
  /**
   * Re-runs quarantined items through today's pipeline, reads the kept answers of one credential's vendor again, or asks
   * the vendor for everything again. Harmless to repeat.
   */
  'POST /pipeline/ingest': {
    body: z.strictObject({
      from: z.enum(['quarantined', 'raw', 'vendor']).default('quarantined'),
      credential_id: z.string().max(128).optional(),
      reason: z.string().max(64).optional(),
      limit: z.int().min(1).max(1_000).default(500),
      cursor: z.string().max(8_192).optional(),
    }),
    response: reingested,
  },
} as const
