import { z } from 'zod'
import { severity } from './event.ts'

export const name = z.string().min(1).max(256)
const identifier = z.string().min(1).max(128)

/** What every pushed item may be called by, and where it was asked. */
export const itemFields = {
  id: identifier.regex(/^[\w.:-]+$/, 'Letters, digits and . _ : - only').optional(),
  model_name: name.optional(),
  model: name.optional(),
  vendor_id: z
    .string()
    .regex(
      /^[a-z][a-z0-9_]{0,62}$/,
      'A letter, then lower case letters, digits and underscores: 63 characters at most',
    )
    .optional(),
}

/** When and how a pushed call ran and whose it is. Units: `latency_ms` milliseconds. */
export const callFields = {
  latency_ms: z.number().min(0).max(86_400_000).nullish(),
  timestamp: z.iso.datetime({ offset: true }).optional(),
  created_at: z.iso.datetime({ offset: true }).optional(),
  status: z.string().min(1).max(64).optional(),
  workspace_id: identifier.nullish(),
  project_id: identifier.nullish(),
  actor_id: identifier.nullish(),
  actor_email: z.email().max(254).nullish(),
  api_key_id: identifier.nullish(),
  trace_id: identifier.nullish(),
}

/** What it cost in US dollars, and what an upstream control found in it. */
export const outcomeFields = {
  cost_usd: z
    .union([
      z.number().min(0).max(1_000_000),
      z
        .string()
        .regex(
          /^\d{1,9}(\.\d{1,9})?$/,
          'A decimal such as 0.0125: up to 9 digits before and after the point',
        ),
    ])
    .nullish(),
  violation_type: name.nullish(),
  violation_label: name.nullish(),
  severity: severity.nullish(),
}
