import { contentOf } from './content/content-of.ts'
import type { LlmPushEvent } from './contract/push.ts'
import type { DetectionProfile } from './detection.ts'
import type { EventRow } from './event-row.ts'
import { judged, type Original } from './judged.ts'
import { decimalFromNano } from './pricing/money.ts'
import { batchPrice, type PriceBook, type PricedUsage } from './pricing/price.ts'
import { vendorOfModel } from './vendor-of-model.ts'

export const eventAgeMsMax = 400 * 86_400_000
export const eventAheadMsMax = 86_400_000
const charsPerToken = 4

/** What the pipeline knows of the tenant and the moment. Units: `retentionMs` milliseconds. */
export type PipelineContext = {
  orgId: string
  region: string
  retentionMs: number
  nowMs: number
  /** How long ago an event may have been; default: `eventAgeMsMax`, and no longer than the plan would keep it. */
  ageMsMax?: number
  newId: () => string
  detection: DetectionProfile
  /** Stands in every row whose text was looked at. */
  detectorVersion: string
  /** What gives a price to a call whose sender named none. */
  price: PriceBook
}

/**
 * Every item has exactly one end; what is dropped as a duplicate is known only to the log. `original` is what was inspected
 * as it came: it is stored nowhere but sealed, and only for who keeps evidence; none of what had no text.
 */
export type PipelineEnd =
  | { end: 'kept'; row: EventRow; original?: Original }
  | { end: 'quarantined'; reason: string }

const tokensOf = (text: string): number => Math.ceil(text.length / charsPerToken)

/** Normalise → detect → decide → protect, for one pushed LLM call. `actorId` is the sender's or a pseudonym. */
export function llmEvent(push: LlmPushEvent, actorId: string | null, context: PipelineContext): PipelineEnd {
  const stamp = push.timestamp ?? push.created_at
  const createdAtMs = stamp === undefined ? context.nowMs : Date.parse(stamp)
  if (createdAtMs > context.nowMs + eventAheadMsMax)
    return { end: 'quarantined', reason: 'timestamp_in_future' }
  const ageMsMax = context.ageMsMax ?? Math.min(eventAgeMsMax, context.retentionMs)
  if (createdAtMs < context.nowMs - ageMsMax) return { end: 'quarantined', reason: 'timestamp_too_old' }

  const original: Original = {
    content: contentOf(push),
    upstream: upstreamOf(push),
  }
  const { columns, prompt, response } = judged(original, context)

  const model = push.model ?? push.model_name ?? 'unknown'
  const vendorId = push.vendor_id ?? vendorOfModel(model)
  const tokensCached = push.tokens_cached ?? 0
  const cacheWrite1h = push.tokens_cache_written_1h ?? 0
  const cacheWritten = push.tokens_cache_written ?? cacheWrite1h
  const tokensReasoning = push.tokens_reasoning ?? 0
  // What is told of a part says something of a whole that is not told.
  const tokensIn = push.tokens_in ?? Math.max(tokensOf(prompt), tokensCached + cacheWritten)
  const tokensOut = push.tokens_out ?? Math.max(tokensOf(response), tokensReasoning)
  const cost = costOf(push, context.price, {
    vendorId,
    model,
    tokensIn,
    tokensOut,
    tokensCached,
    cacheWrite5m: cacheWritten - cacheWrite1h,
    cacheWrite1h,
    webSearches: push.web_searches ?? 0,
    atMs: createdAtMs,
  })

  const row: EventRow = {
    org_id: context.orgId,
    id: push.id ?? context.newId(),
    kind: 'llm',
    source: 'ingest',
    vendor_id: vendorId,
    model,
    operation: push.operation ?? 'chat',
    requests: push.requests === undefined ? 1 : push.requests,
    tokens_in: tokensIn,
    tokens_out: tokensOut,
    cost_usd: cost.usd,
    cost_source: cost.source,
    latency_ms: push.latency_ms ?? null,
    status: push.status ?? 'success',
    risk_score: columns.risk_score,
    risk_label: columns.risk_label,
    inspected: columns.inspected,
    region: context.region,
    created_at: new Date(createdAtMs).toISOString(),
    ingested_at: nowOf(context),
    expires_at: expiryOf(createdAtMs, context.retentionMs),
  }
  if (push.tokens_in == null || push.tokens_out == null) row.tokens_estimated = true
  if (tokensCached > 0) row.tokens_cached = tokensCached
  if (tokensReasoning > 0) row.tokens_reasoning = tokensReasoning
  if (push.workspace_id) row.workspace_id = push.workspace_id
  if (push.project_id) row.project_id = push.project_id
  if (push.api_key_id) row.api_key_id = push.api_key_id
  if (push.trace_id) row.trace_id = push.trace_id
  if (actorId) row.actor_id = actorId
  if (columns.violation_type) row.violation_type = columns.violation_type
  if (columns.violation_label) row.violation_label = columns.violation_label
  if (columns.severity) row.severity = columns.severity
  if (columns.compliance_hits) row.compliance_hits = columns.compliance_hits
  if (columns.flags) row.flags = columns.flags
  if (columns.prompt_excerpt) row.prompt_excerpt = columns.prompt_excerpt
  if (columns.response_excerpt) row.response_excerpt = columns.response_excerpt
  if (columns.findings) row.findings = columns.findings
  if (columns.uninspected_reason) row.uninspected_reason = columns.uninspected_reason
  if (columns.detector_version) row.detector_version = columns.detector_version
  return { end: 'kept', row, original }
}

/** What an upstream control found. One that names no type found something all the same. */
function upstreamOf({ violation_type, violation_label, severity }: LlmPushEvent): Original['upstream'] {
  if (!violation_type && !violation_label && !severity) return null
  return { type: violation_type ?? 'upstream', label: violation_label ?? null, severity: severity ?? null }
}

let lastNow = { ms: Number.NaN, text: '' }

/** The moment as rows have it; the same for a whole batch. */
function nowOf({ nowMs }: PipelineContext): string {
  if (lastNow.ms !== nowMs) lastNow = { ms: nowMs, text: new Date(nowMs).toISOString() }
  return lastNow.text
}

/** Rows live as long as the plan says, counted from when the thing happened. Units: ISO 8601 in UTC, to the second. */
export function expiryOf(createdAtMs: number, retentionMs: number): string {
  return `${new Date(createdAtMs + retentionMs).toISOString().slice(0, 19)}Z`
}

function costOf(
  push: LlmPushEvent,
  price: PriceBook,
  usage: PricedUsage,
): { usd: string; source: EventRow['cost_source'] } {
  if (push.cost_usd != null) {
    const usd = typeof push.cost_usd === 'number' ? push.cost_usd.toFixed(9) : push.cost_usd
    return { usd, source: 'vendor' }
  }
  const priced = push.batch ? batchPrice(price, usage) : price(usage)
  return { usd: decimalFromNano(priced.costNanoUsd), source: priced.costSource }
}
