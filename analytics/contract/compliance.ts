import { z } from 'zod'
import { displayName } from './accounts.ts'
import { done } from './done.ts'
import { severity } from './event.ts'
import { minimumLevels } from './levels.ts'
import { page, wholeQuery } from './paging.ts'

const detector = {
  code: z.string(),
  label: z.string(),
  category: z.string(),
  severity,
  data_type: z.string(),
}

const minimumLevel = z.enum(minimumLevels)

/** On the evaluation sets that are named; null where nothing labelled was there to measure with. */
const measured = z.object({
  precision: z.number(),
  recall: z.number(),
  /** Labelled values that it was measured on. */
  n: z.number(),
})

const catalogueEntry = z.object({
  ...detector,
  /** What stands behind a finding: a literal, a checksum, a keyword, a shape. */
  mechanism: z.string(),
  is_custom: z.boolean(),
  minimum_level: minimumLevel,
  /** Whether the organization set it itself. */
  is_set: z.boolean(),
  /** Texts that it is tested with. */
  examples: z.number(),
  measured: measured.nullable(),
})
export type CatalogueItem = z.infer<typeof catalogueEntry>

/**
 * Per detector: events that it hit. An event counts once per detector and on each of its days.
 * `days` are the last thirty in UTC, oldest first, the current one last.
 */
const detectorSummary = z.object({
  ...detector,
  events_7d: z.number(),
  events_30d: z.number(),
  /** The seven days before the last seven. */
  previous_7d: z.number(),
  days: z.array(z.number()),
})
export type DetectorSummary = z.infer<typeof detectorSummary>

const counts = z.object({ scanned: z.number(), flagged: z.number(), critical: z.number() })

/** Items are every detector with a hit in the last thirty days, most events of the last seven first. */
const summary = page(detectorSummary).extend({
  last_7d: counts,
  last_30d: counts,
  previous_7d: counts,
  detectors_active: z.number(),
  detectors_total: z.number(),
  /** The last thirty days in UTC, oldest first. */
  days: z.array(counts.extend({ day: z.string() })),
})
export type ComplianceSummary = z.infer<typeof summary>

const code = z.string().regex(/^[a-z0-9_]{1,64}$/)

const allowance = z.object({
  id: z.string(),
  code: z.string().nullable(),
  hint: z.string(),
  reason: z.string(),
  created_by: z.string(),
  created_at: z.string(),
  expires_at: z.string().nullable(),
})
export type AllowanceItem = z.infer<typeof allowance>

const customBody = z.strictObject({
  name: z.string().regex(/^[a-z0-9_]{1,40}$/, 'Lower case letters, digits and underscores'),
  label: displayName,
  category: z.enum(['pii', 'phi', 'secret', 'security']),
  severity,
  /** One of the two. */
  keywords: z.array(z.string().max(100)).max(1_000).optional(),
  pattern: z.string().max(512).optional(),
})
const custom = customBody.extend({
  id: z.string(),
  code: z.string(),
  keywords: z.array(z.string()).nullable(),
  pattern: z.string().nullable(),
  updated_at: z.string(),
})
export type CustomDetectorItem = z.infer<typeof custom>

/** What texts are scanned with, what was found, and what an organization makes of it. */
export const complianceEndpoints = {
  'GET /compliance/detectors': { query: z.strictObject(wholeQuery), response: page(catalogueEntry) },
  /** Null takes the organization's own word back. */
  'PUT /compliance/detectors/:code': {
    body: z.strictObject({ minimum_level: minimumLevel.nullable() }),
    response: catalogueEntry,
  },
  'GET /compliance/summary': { query: z.strictObject(wholeQuery), response: summary },
  'GET /compliance/allowances': { query: z.strictObject(wholeQuery), response: page(allowance) },
  'POST /compliance/allowances': {
    body: z.strictObject({
      value: z.string().min(1).max(500),
      code: code.optional(),
      reason: z.string().trim().min(1).max(300),
      expires_at: z.iso.datetime({ offset: true }).optional(),
    }),
    response: allowance,
  },
  'DELETE /compliance/allowances/:id': { response: done('removed') },
  'GET /compliance/custom-detectors': { query: z.strictObject(wholeQuery), response: page(custom) },
  'POST /compliance/custom-detectors': { body: customBody, response: custom },
  'PUT /compliance/custom-detectors/:id': { body: customBody, response: custom },
  'DELETE /compliance/custom-detectors/:id': { response: done('removed') },
} as const
