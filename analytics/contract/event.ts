import { z } from 'zod'

const severities = ['low', 'medium', 'high', 'critical'] as const
export const eventKinds = ['llm', 'ml', 'usage', 'decision'] as const
export const eventSources = ['collector', 'ingest', 'otlp', 'gateway', 'check'] as const

export const severity = z.enum(severities)
export type Severity = z.infer<typeof severity>

/** One hit of a detector. Units: `start` and `end` are UTF-16 code units into the stored excerpt of `field`. */
const findingSchema = z.object({
  code: z.string(),
  field: z.enum(['prompt', 'response']),
  start: z.int().min(0),
  end: z.int().min(0),
  level: z.enum(['high', 'medium', 'low']),
  confidence: z.number().min(0).max(1),
})
export type EventFinding = z.infer<typeof findingSchema>

/**
 * The canonical event: one row of what happened, as every reader sees it.
 * Units: `cost_usd` is a decimal string in US dollars; counts of collector rows are signed (corrections);
 * `requests` says how many calls the row stands for and is null when the vendor does not say.
 */
export const eventSchema = z.object({
  id: z.string(),
  kind: z.enum(eventKinds),
  org_id: z.string(),
  workspace_id: z.string().nullable(),
  project_id: z.string().nullable(),
  source: z.enum(eventSources),
  vendor_id: z.string(),
  model: z.string(),
  operation: z.string(),
  actor_id: z.string().nullable(),
  actor_email: z.string().nullable(),
  api_key_id: z.string().nullable(),
  requests: z.int().nullable(),
  tokens_in: z.int(),
  tokens_out: z.int(),
  tokens_cached: z.int(),
  tokens_reasoning: z.int(),
  tokens_estimated: z.boolean(),
  cost_usd: z.string(),
  cost_source: z.enum(['priced', 'unpriced', 'vendor']),
  latency_ms: z.number().nullable(),
  status: z.string(),
  violation_type: z.string().nullable(),
  violation_label: z.string().nullable(),
  severity: severity.nullable(),
  compliance_hits: z.array(z.string()),
  findings: z.array(findingSchema),
  prompt_excerpt: z.string().nullable(),
  response_excerpt: z.string().nullable(),
  risk_score: z.number(),
  risk_label: z.enum(['normal', 'suspicious', 'risky']),
  flags: z.array(z.string()),
  decision: z.string().nullable(),
  policy_version: z.string().nullable(),
  inspected: z.enum(['full', 'partial', 'none']),
  uninspected_reason: z.string().nullable(),
  ml: z.record(z.string(), z.unknown()).nullable(),
  region: z.string(),
  trace_id: z.string().nullable(),
  created_at: z.iso.datetime(),
  ingested_at: z.iso.datetime(),
})
export type AegisEvent = z.infer<typeof eventSchema>
