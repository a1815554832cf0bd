import type { EventRow } from '../../analytics/event-row.ts'

/** Numbers from 0 to 1 that are the same for the same seed. Source: mulberry32. */
export function chanceOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const oneOf = <T>(chance: () => number, values: readonly T[]): T =>
  values[Math.floor(chance() * values.length)] as T

const words = ['Customer', 'invoice', 'Straße', 'résumé', 'token', 'weather', 'LONDON', 'foo_bar', 'привет']
const hits = ['pii_email', 'secret_api_key', 'prompt_injection']

const textOf = (chance: () => number): string =>
  chance() < 0.2
    ? ''
    : [...Array.from({ length: 4 }, () => oneOf(chance, words)), oneOf(chance, ['', '请总结会议记录'])].join(
        oneOf(chance, [' ', ', ', '\n']),
      )

/** An event with a few values in every column, somewhere in the `days` before an instant. */
export function randomEvent(
  chance: () => number,
  { id, orgId, untilMs, days }: { id: string; orgId: string; untilMs: number; days: number },
): EventRow {
  const found = hits.filter(() => chance() < 0.2)
  const isViolation = found.length > 0 && chance() < 0.8
  const createdAtMs = untilMs - Math.floor(chance() * days * 86_400_000)
  const at = new Date(createdAtMs).toISOString()
  const inspected = oneOf(chance, ['full', 'full', 'partial', 'none'] as const)
  return {
    org_id: orgId,
    id,
    kind: oneOf(chance, ['llm', 'ml', 'usage'] as const),
    source: oneOf(chance, ['ingest', 'otlp', 'collector'] as const),
    vendor_id: oneOf(chance, ['openai', 'anthropic', 'custom_a']),
    model: oneOf(chance, ['m1', 'm2', 'm3', '']),
    operation: oneOf(chance, ['chat', 'embeddings']),
    workspace_id: oneOf(chance, ['', 'w1', 'w2']),
    project_id: oneOf(chance, ['', 'p1', 'p2', 'p3']),
    actor_id: oneOf(chance, ['', 'a1', 'a2', 'a3', 'a4']),
    api_key_id: oneOf(chance, ['', 'k1', 'k2']),
    requests: chance() < 0.2 ? null : Math.floor(chance() * 5),
    tokens_in: Math.floor(chance() * 1_000),
    tokens_out: Math.floor(chance() * 1_000),
    tokens_cached: Math.floor(chance() * 10),
    tokens_reasoning: Math.floor(chance() * 10),
    tokens_estimated: createdAtMs % 2 === 0,
    cost_usd: (Math.floor(chance() * 1e9) / 1e9).toFixed(9),
    cost_source: oneOf(chance, ['priced', 'unpriced', 'vendor'] as const),
    latency_ms: chance() < 0.2 ? null : Math.floor(chance() * 5_000) / 2,
    status: oneOf(chance, ['success', 'error']),
    violation_type: isViolation ? (found[0] ?? '') : '',
    violation_label: isViolation ? `Label of ${found[0]}` : '',
    severity: isViolation ? oneOf(chance, ['low', 'high', 'critical'] as const) : '',
    compliance_hits: found,
    prompt_excerpt: textOf(chance),
    response_excerpt: textOf(chance),
    risk_score: Math.floor(chance() * 8) / 8,
    risk_label: oneOf(chance, ['normal', 'suspicious', 'risky'] as const),
    flags: ['long_prompt', 'jailbreak_pattern'].filter(() => chance() < 0.3),
    decision: oneOf(chance, ['', 'allow', 'block']),
    policy_version: oneOf(chance, ['', 'v1', 'v2']),
    inspected,
    uninspected_reason: inspected === 'full' ? '' : oneOf(chance, ['too_large', 'no_text']),
    region: oneOf(chance, ['us', 'eu']),
    trace_id: oneOf(chance, ['', 't1', 't2']),
    detector_version: oneOf(chance, ['1', '2']),
    created_at: at,
    ingested_at: new Date(createdAtMs + (createdAtMs % 7) * 36_000_000).toISOString(),
    expires_at: `${new Date(untilMs + 400 * 86_400_000).toISOString().slice(0, 19)}Z`,
    batch_id: 'b',
  }
}
