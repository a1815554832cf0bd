import type { AegisEvent, EventFinding, Severity } from './contract/event.ts'

/**
 * An event as a row of the `events` table. A column that is left out has its default: the empty string, zero, an
 * empty array, or null for `requests` and `latency_ms`. Units as in the contract.
 */
export type EventRow = {
  org_id: string
  id: string
  kind: AegisEvent['kind']
  source: AegisEvent['source']
  vendor_id: string
  model: string
  operation: string
  created_at: string
  ingested_at: string
  expires_at: string
  region: string
  cost_source: AegisEvent['cost_source']
  risk_label: AegisEvent['risk_label']
  inspected: AegisEvent['inspected']
  batch_id?: string
  workspace_id?: string
  project_id?: string
  actor_id?: string
  api_key_id?: string
  requests?: number | null
  tokens_in?: number
  tokens_out?: number
  tokens_cached?: number
  tokens_reasoning?: number
  tokens_estimated?: boolean
  cost_usd?: string
  latency_ms?: number | null
  status?: string
  violation_type?: string
  violation_label?: string
  severity?: Severity | ''
  compliance_hits?: string[]
  findings?: EventFinding[]
  prompt_excerpt?: string
  response_excerpt?: string
  risk_score?: number
  flags?: string[]
  decision?: string
  policy_version?: string
  uninspected_reason?: string
  ml?: string
  trace_id?: string
  /** Version of the detectors that read its text. */
  detector_version?: string
  /** Grows with each correction; the newest is what the table holds. */
  revision?: number
}

const known = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text)

/** Trailing zeros of a decimal say nothing: `0.001500000` is `0.0015`. */
const plainDecimal = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

/** The event that a row stands for. `actorEmail` is given only to those who may see it. */
export function eventFromRow(row: EventRow, actorEmail: string | null = null): AegisEvent {
  return {
    id: row.id,
    kind: row.kind,
    org_id: row.org_id,
    workspace_id: known(row.workspace_id),
    project_id: known(row.project_id),
    source: row.source,
    vendor_id: row.vendor_id,
    model: row.model,
    operation: row.operation,
    actor_id: known(row.actor_id),
    actor_email: actorEmail,
    api_key_id: known(row.api_key_id),
    requests: row.requests ?? null,
    tokens_in: row.tokens_in ?? 0,
    tokens_out: row.tokens_out ?? 0,
    tokens_cached: row.tokens_cached ?? 0,
    tokens_reasoning: row.tokens_reasoning ?? 0,
    tokens_estimated: row.tokens_estimated ?? false,
    cost_usd: plainDecimal(row.cost_usd ?? '0'),
    cost_source: row.cost_source,
    latency_ms: row.latency_ms ?? null,
    status: row.status ?? '',
    violation_type: known(row.violation_type),
    violation_label: known(row.violation_label),
    severity: row.severity === '' || row.severity === undefined ? null : row.severity,
    compliance_hits: row.compliance_hits ?? [],
    findings: row.findings ?? [],
    prompt_excerpt: known(row.prompt_excerpt),
    response_excerpt: known(row.response_excerpt),
    risk_score: Math.round((row.risk_score ?? 0) * 1e4) / 1e4,
    risk_label: row.risk_label,
    flags: row.flags ?? [],
    decision: known(row.decision),
    policy_version: known(row.policy_version),
    inspected: row.inspected,
    uninspected_reason: known(row.uninspected_reason),
    ml: row.ml === undefined || row.ml === '' ? null : (JSON.parse(row.ml) as Record<string, unknown>),
    region: row.region,
    trace_id: known(row.trace_id),
    created_at: row.created_at,
    ingested_at: row.ingested_at,
  }
}
