import type { StoreFilters } from '../../analytics/event-filters.ts'
import type { EventRow } from '../../analytics/event-row.ts'
import { nanoFromDecimal } from '../../analytics/pricing/money.ts'

type Name = Exclude<keyof StoreFilters, 'actor_email'>

/** The filters once more, as plainly as can be. */
export const naive: { [Each in Name]-?: (event: EventRow, value: never) => boolean } = {
  kind: (event, value: string) => event.kind === value,
  source: (event, value: string) => event.source === value,
  operation: (event, value: string) => event.operation === value,
  vendor_id: (event, value: string) => event.vendor_id === value,
  model: (event, value: string) => event.model === value,
  workspace_id: (event, value: string) => event.workspace_id === value,
  project_id: (event, value: string) => event.project_id === value,
  actor_id: (event, value: string) => event.actor_id === value,
  actor_ids: (event, value: readonly string[]) => value.includes(event.actor_id ?? ''),
  api_key_id: (event, value: string) => event.api_key_id === value,
  status: (event, value: string) => event.status === value,
  severity: (event, value: string) => event.severity === value,
  violation_type: (event, value: string) =>
    event.violation_type !== '' && (event.compliance_hits ?? []).includes(value),
  violation_label: (event, value: string) => event.violation_label === value,
  detector: (event, value: string) => (event.compliance_hits ?? []).includes(value),
  risk_label: (event, value: string) => event.risk_label === value,
  flag: (event, value: string) => (event.flags ?? []).includes(value),
  decision: (event, value: string) => event.decision === value,
  policy_version: (event, value: string) => event.policy_version === value,
  inspected: (event, value: string) => event.inspected === value,
  uninspected_reason: (event, value: string) => event.uninspected_reason === value,
  detector_version: (event, value: string) => event.detector_version === value,
  cost_source: (event, value: string) => event.cost_source === value,
  region: (event, value: string) => event.region === value,
  trace_id: (event, value: string) => event.trace_id === value,
  only_violations: (event, value: boolean) => !value || event.violation_type !== '',
  latency_min_ms: (event, value: number) => event.latency_ms != null && event.latency_ms >= value,
  latency_max_ms: (event, value: number) => event.latency_ms != null && event.latency_ms <= value,
  cost_min_usd: (event, value: number) => nanoFromDecimal(event.cost_usd ?? '0') >= nanoFromDecimal(value),
  cost_max_usd: (event, value: number) => nanoFromDecimal(event.cost_usd ?? '0') <= nanoFromDecimal(value),
  risk_min: (event, value: number) => (event.risk_score ?? 0) >= value,
  risk_max: (event, value: number) => (event.risk_score ?? 0) <= value,
  tokens_min: (event, value: number) => (event.tokens_in ?? 0) + (event.tokens_out ?? 0) >= value,
  tokens_max: (event, value: number) => (event.tokens_in ?? 0) + (event.tokens_out ?? 0) <= value,
  tokens_cached_min: (event, value: number) => (event.tokens_cached ?? 0) >= value,
  tokens_reasoning_min: (event, value: number) => (event.tokens_reasoning ?? 0) >= value,
  tokens_estimated: (event, value: boolean) => event.tokens_estimated === value,
  requests_min: (event, value: number) => event.requests != null && event.requests >= value,
  requests_max: (event, value: number) => event.requests != null && event.requests <= value,
  from: (event, value: string) => Date.parse(event.created_at) >= Date.parse(value),
  to: (event, value: string) => Date.parse(event.created_at) < Date.parse(value),
  ingested_from: (event, value: string) => Date.parse(event.ingested_at) >= Date.parse(value),
  ingested_to: (event, value: string) => Date.parse(event.ingested_at) < Date.parse(value),
  metered: ({ kind }) => kind === 'llm' || kind === 'usage',
  q: (event, value: string) => saysNaively(event, value),
}

/** Every word of the question is a word of the texts; what has no word, or no spaces between words, stands in them. */
function saysNaively({ prompt_excerpt = '', response_excerpt = '' }: EventRow, q: string): boolean {
  const text = `${prompt_excerpt}\n${response_excerpt}`.toLowerCase()
  const wordsOf = (of: string) =>
    of
      .toLowerCase()
      .split(/[^a-z0-9\u0080-\uffff]+/)
      .filter((word) => word !== '')
  const asked = wordsOf(q)
  if (asked.length === 0 || /\p{Script=Han}/u.test(q)) return text.includes(q.toLowerCase())
  const words = new Set(wordsOf(text))
  return asked.every((word) => words.has(word))
}

/** Whether every one of some filters takes an event. */
export const takes = (filters: StoreFilters, event: EventRow): boolean =>
  Object.entries(filters).every(([name, value]) =>
    (naive[name as Name] as (event: EventRow, value: unknown) => boolean)(event, value),
  )
