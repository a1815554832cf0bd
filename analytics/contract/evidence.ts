import { z } from 'zod'
import { page, pageQuery } from './paging.ts'

/** Units: days; sealed bytes. `days_max` is what the plan keeps events for. */
const evidence = z.object({
  is_kept: z.boolean(),
  retention_days: z.int(),
  days_max: z.int(),
  updated_by: z.string().nullable(),
  updated_at: z.iso.datetime().nullable(),
  kept: z.object({
    events: z.int(),
    bytes: z.int(),
    oldest_at: z.iso.datetime().nullable(),
    /** When the last of it expires. */
    expires_at: z.iso.datetime().nullable(),
    by_data_type: z.array(z.object({ data_type: z.string(), events: z.int() })),
  }),
})
export type EvidenceView = z.infer<typeof evidence>

/** Units: `start` and `end` are UTF-16 code units into the original of `field`. */
const originalFinding = z.object({
  code: z.string(),
  label: z.string(),
  severity: z.enum(['low', 'medium', 'high', 'critical']),
  field: z.enum(['prompt', 'response']),
  start: z.int(),
  end: z.int(),
  level: z.enum(['high', 'medium', 'low']),
  confidence: z.number(),
})

/** An event's texts as they came, with what the detectors of now find in them. */
const revealed = z.object({
  id: z.string(),
  prompt: z.string(),
  response: z.string(),
  data_type: z.string(),
  detector_version: z.string(),
  findings: z.array(originalFinding),
})
export type Revealed = z.infer<typeof revealed>

/** Counts of events. `events_read` = from_evidence + from_excerpts + without_text. */
const rescan = z.object({
  id: z.string(),
  status: z.enum(['queued', 'running', 'succeeded', 'failed']),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  progress: z.number(),
  events_total: z.int(),
  events_read: z.int(),
  from_evidence: z.int(),
  from_excerpts: z.int(),
  without_text: z.int(),
  corrected: z.int(),
  /** Which detectors made the difference, the greatest first: events in which one finds something now, or no longer does. */
  detectors: z.array(z.object({ code: z.string(), found: z.int(), gone: z.int() })),
  started_by: z.string(),
  last_error: z.string().nullable(),
  created_at: z.iso.datetime(),
  finished_at: z.iso.datetime().nullable(),
})
export type RescanItem = z.infer<typeof rescan>

const said = z.object({
  severity: z.enum(['low', 'medium', 'high', 'critical']).nullable(),
  violation_type: z.string().nullable(),
  compliance_hits: z.array(z.string()),
  detector_version: z.string(),
})

/** What one event's rescan came to. `source` is what was scanned; null when there was no text. */
const scannedAgain = z.object({
  id: z.string(),
  source: z.enum(['evidence', 'excerpts']).nullable(),
  is_corrected: z.boolean(),
  before: said,
  after: said,
})
export type ScannedAgain = z.infer<typeof scannedAgain>

/** Originals of events, for who keeps them, and today's detectors over what was stored before. */
export const evidenceEndpoints = {
  'GET /evidence': { response: evidence },
  'PUT /evidence': {
    body: z.strictObject({ is_kept: z.boolean(), retention_days: z.int().min(1).max(3_650) }),
    response: evidence,
  },
  /** Deletes every original that is kept now. */
  'DELETE /evidence': { response: z.object({ deleted: z.int() }) },
  'POST /events/:id/reveal': {
    body: z.strictObject({ reason: z.string().trim().min(5).max(300) }),
    response: revealed,
  },
  'POST /compliance/backfill': {
    query: z.strictObject({ days: z.coerce.number().int().min(1).max(760).default(30) }),
    response: rescan,
  },
  'GET /compliance/backfills': { query: z.strictObject(pageQuery), response: page(rescan) },
  'GET /compliance/backfills/:id': { response: rescan },
  'POST /compliance/scan/:id': { response: scannedAgain },
} as const
