import {
  detectors,
  type Finding,
  type Origin,
  type ScanOptions,
  type ScanResult,
  scan,
} from '../detectors/index.ts'
import { violationOf } from '../policy/violation.ts'
import type { LlmPushEvent } from './contract/push.ts'
import { catalogueProfile, type DetectionProfile } from './detection.ts'
import type { EventRow } from './event-row.ts'
import { decimalFromNano } from './pricing/money.ts'
import type { PriceBook, PricedUsage } from './pricing/price.ts'
import { excerptCharsMax, protect } from './protect.ts'
import { llmRisk } from './risk/llm-risk.ts'
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
  newId: () => string
  detection: DetectionProfile
  /** What gives a price to a call whose sender named none. */
  price: PriceBook
}

/** Every item has exactly one end; what is dropped as a duplicate is known only to the log. */
export type PipelineEnd = { end: 'kept'; row: EventRow } | { end: 'quarantined'; reason: string }

const catalogue = new Map(detectors.map((detector) => [detector.code, detector]))
const severityOf = (code: string) => catalogue.get(code)?.severity ?? null

/** How the findings of one organization are judged. */
function judgement({ thresholds, labels }: DetectionProfile) {
  return {
    isData: (code: string): boolean =>
      (catalogue.get(code)?.dataType ?? labels.get(code)?.category) !== 'security',
    hitOf: (finding: Finding) => ({
      code: finding.code,
      label: catalogue.get(finding.code)?.label ?? labels.get(finding.code)?.label ?? finding.code,
      severity: finding.severity,
    }),
    /** Shape alone is not enough for a verdict unless the organization says so; it is still redacted. */
    counts: (finding: Finding): boolean => finding.level !== 'low' || thresholds[finding.code] === 'low',
  }
}

const tokensOf = (text: string): number => Math.ceil(text.length / charsPerToken)

/** What was seen in a text. `head` is the part that was inspected to its end: only that may become an excerpt. */
type Look = { scan: ScanResult; found: readonly Finding[]; head: string; headFound: readonly Finding[] }

/** A scan whose budget ran out may have missed the very beginning, so the beginning then has a scan of its own. */
function look(text: string, origin: Origin, { detection, nowMs }: PipelineContext): Look {
  const { thresholds, allowed, custom } = detection
  const options: ScanOptions =
    detection === catalogueProfile
      ? { origin }
      : { origin, thresholds, custom, allow: { entries: allowed, nowMs } }
  const whole = scan(text, options)
  if (whole.inspected === 'full') {
    return { scan: whole, found: whole.findings, head: text, headFound: whole.findings }
  }
  const head = text.slice(0, 2 * excerptCharsMax)
  const { findings } = scan(head, options)
  return { scan: whole, found: [...findings, ...whole.findings], head, headFound: findings }
}

type Inspection = { inspected: EventRow['inspected']; reason: string }

function inspection(looks: readonly Look[]): Inspection {
  const partial = looks.find(({ scan }) => scan.inspected === 'partial')?.scan
  return partial
    ? { inspected: 'partial', reason: partial.reason ?? 'budget' }
    : { inspected: 'full', reason: '' }
}

/** Normalise → detect → decide → protect, for one pushed LLM call. `actorId` is the sender's or a pseudonym. */
export function llmEvent(push: LlmPushEvent, actorId: string | null, context: PipelineContext): PipelineEnd {
  const stamp = push.timestamp ?? push.created_at
  const createdAtMs = stamp === undefined ? context.nowMs : Date.parse(stamp)
  if (createdAtMs > context.nowMs + eventAheadMsMax)
    return { end: 'quarantined', reason: 'timestamp_in_future' }
  if (createdAtMs < context.nowMs - eventAgeMsMax) return { end: 'quarantined', reason: 'timestamp_too_old' }

  const prompt = push.prompt ?? ''
  const response = push.response ?? ''
  const asked = look(prompt, 'user', context)
  const answered = look(response, 'assistant', context)
  const { isData, hitOf, counts } = judgement(context.detection)
  const found = [...asked.found, ...answered.found].filter(counts)
  const violation = violationOf(
    found.map(hitOf),
    push.violation_type
      ? { type: push.violation_type, label: push.violation_label ?? null, severity: push.severity ?? null }
      : null,
    severityOf,
  )
  const risk = llmRisk(prompt, violation.complianceHits)
  const promptExcerpt = protect(asked.head, asked.headFound, 'prompt', isData)
  const responseExcerpt = protect(answered.head, answered.headFound, 'response', isData)
  const { inspected, reason } =
    prompt === '' && response === ''
      ? { inspected: 'none' as const, reason: 'no_text' }
      : inspection([asked, answered])

  const model = push.model ?? push.model_name ?? 'unknown'
  const vendorId = push.vendor_id ?? vendorOfModel(model)
  const tokensIn = push.tokens_in ?? tokensOf(prompt)
  const tokensOut = push.tokens_out ?? tokensOf(response)
  const tokensCached = push.tokens_cached ?? 0
  const cost = costOf(push, context.price, {
    vendorId,
    model,
    tokensIn,
    tokensOut,
    tokensCached,
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
    requests: 1,
    tokens_in: tokensIn,
    tokens_out: tokensOut,
    cost_usd: cost.usd,
    cost_source: cost.source,
    latency_ms: push.latency_ms ?? null,
    status: push.status ?? 'success',
    risk_score: risk.score,
    risk_label: risk.label,
    inspected,
    region: context.region,
    created_at: new Date(createdAtMs).toISOString(),
    ingested_at: new Date(context.nowMs).toISOString(),
    expires_at: expiryOf(createdAtMs, context.retentionMs),
  }
  if (push.tokens_in == null || push.tokens_out == null) row.tokens_estimated = true
  if (tokensCached > 0) row.tokens_cached = tokensCached
  if (push.tokens_reasoning) row.tokens_reasoning = push.tokens_reasoning
  if (push.workspace_id) row.workspace_id = push.workspace_id
  if (push.project_id) row.project_id = push.project_id
  if (push.api_key_id) row.api_key_id = push.api_key_id
  if (push.trace_id) row.trace_id = push.trace_id
  if (actorId) row.actor_id = actorId
  if (violation.type) row.violation_type = violation.type
  if (violation.label) row.violation_label = violation.label
  if (violation.severity) row.severity = violation.severity
  if (violation.complianceHits.length > 0) row.compliance_hits = violation.complianceHits
  if (risk.flags.length > 0) row.flags = risk.flags
  if (promptExcerpt.text) row.prompt_excerpt = promptExcerpt.text
  if (responseExcerpt.text) row.response_excerpt = responseExcerpt.text
  const findings = [...promptExcerpt.findings, ...responseExcerpt.findings]
  if (findings.length > 0) row.findings = findings
  if (reason) row.uninspected_reason = reason
  return { end: 'kept', row }
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
  const priced = price(usage)
  return { usd: decimalFromNano(priced.costNanoUsd), source: priced.costSource }
}
