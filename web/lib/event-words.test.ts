import { describe, expect, it } from 'vitest'
import type { AegisEvent } from '../../analytics/contract/event.ts'
import { storyOf } from './event-words.ts'

const event: AegisEvent = {
  id: 'e',
  kind: 'llm',
  org_id: 'o',
  workspace_id: null,
  project_id: null,
  source: 'ingest',
  vendor_id: 'openai',
  model: 'gpt-5-mini',
  operation: 'chat',
  actor_id: 'a',
  actor_email: 'ann@example.org',
  api_key_id: null,
  requests: 1,
  tokens_in: 1,
  tokens_out: 1,
  tokens_cached: 0,
  tokens_reasoning: 0,
  tokens_estimated: false,
  cost_usd: '0.1',
  cost_source: 'priced',
  latency_ms: 420,
  status: 'success',
  violation_type: null,
  violation_label: null,
  severity: null,
  compliance_hits: [],
  findings: [],
  prompt_excerpt: null,
  response_excerpt: null,
  risk_score: 0,
  risk_label: 'normal',
  flags: [],
  decision: null,
  policy_version: null,
  inspected: 'full',
  uninspected_reason: null,
  ml: null,
  region: 'us',
  trace_id: null,
  created_at: '2026-01-01T00:00:00Z',
  ingested_at: '2026-01-01T00:00:00Z',
}
const told = (change: Partial<AegisEvent>) =>
  storyOf({ ...event, ...change }, { vendor: 'OpenAI', violation: 'Credit card' })

describe('the story of an event', () => {
  it('of a call tells who asked whom, and that nothing was found', () => {
    expect(told({})).toBe(
      'ann@example.org asked gpt-5-mini of OpenAI and had an answer after 420 ms. Nothing was found in it.',
    )
  })

  it('tells what was found, how grave it is and what was decided', () => {
    expect(told({ violation_type: 'x', severity: 'critical', decision: 'block', latency_ms: null })).toBe(
      'ann@example.org asked gpt-5-mini of OpenAI. Credit card was found, which is critical. The decision was to block.',
    )
  })

  it('does not say that nothing was found where not all was looked through', () => {
    expect(told({ inspected: 'partial', uninspected_reason: 'too_long_head_and_tail_inspected' })).toMatch(
      /420 ms\. Only a part of it was inspected: too long, only its beginning and end were inspected\.$/,
    )
    expect(told({ inspected: 'none', uninspected_reason: 'house_rule' })).toMatch(
      /It was not inspected: house rule\.$/,
    )
  })

  it('of a usage record tells how many calls it stands for, as far as the vendor says', () => {
    const usage = { kind: 'usage', inspected: 'none' } as const
    expect(told({ ...usage, requests: 1_200 })).toBe(
      'OpenAI reported 1,200 calls of gpt-5-mini by ann@example.org.',
    )
    expect(told({ ...usage, requests: null, actor_email: null })).toBe('OpenAI reported usage of gpt-5-mini.')
  })

  it('of a prediction tells how long it took', () => {
    expect(told({ kind: 'ml' })).toMatch(/^The model gpt-5-mini made a prediction after 420 ms\./)
  })

  it('tells of a call that failed, and names nobody who is not known', () => {
    expect(told({ actor_email: null, actor_id: null, status: 'rate_limited', latency_ms: null })).toMatch(
      /^Somebody unknown asked gpt-5-mini of OpenAI; it ended as “rate limited”\./,
    )
  })
})
