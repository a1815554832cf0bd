import { describe, expect, it } from 'vitest'
import { eventSchema } from './contract/event.ts'
import { type EventRow, eventFromRow } from './event-row.ts'

const least: EventRow = {
  org_id: 'org_1',
  id: 'e1',
  kind: 'usage',
  source: 'collector',
  vendor_id: 'openai',
  model: 'gpt-5',
  operation: 'chat',
  created_at: '2026-11-20T12:00:00.000Z',
  ingested_at: '2026-11-20T12:00:01.000Z',
  expires_at: '2027-11-20T12:00:00Z',
  region: 'us',
  cost_source: 'unpriced',
  risk_label: 'normal',
  inspected: 'none',
}

const fromStore: EventRow = {
  ...least,
  workspace_id: '',
  project_id: '',
  actor_id: '',
  api_key_id: '',
  requests: null,
  tokens_in: 0,
  tokens_out: 0,
  tokens_cached: 0,
  tokens_reasoning: 0,
  tokens_estimated: false,
  cost_usd: '0',
  latency_ms: null,
  status: '',
  violation_type: '',
  violation_label: '',
  severity: '',
  compliance_hits: [],
  findings: [],
  prompt_excerpt: '',
  response_excerpt: '',
  risk_score: 0,
  flags: [],
  decision: '',
  policy_version: '',
  uninspected_reason: '',
  ml: '',
  trace_id: '',
}

describe('an event of a row', () => {
  it('is the same for columns that were left out and for the defaults that the store gives them', () => {
    expect(eventFromRow(least)).toEqual(eventFromRow(fromStore))
  })

  it('has exactly the fields of the contract, of their types', () => {
    expect(Object.keys(eventFromRow(least)).sort()).toEqual(Object.keys(eventSchema.shape).sort())
    expect(() => eventSchema.parse(eventFromRow(least))).not.toThrow()
  })

  it('says null where nothing is known, and zero where zero is known', () => {
    expect(eventFromRow({ ...least, requests: 0, latency_ms: 0 })).toMatchObject({
      requests: 0,
      latency_ms: 0,
    })
    expect(eventFromRow(least)).toMatchObject({
      requests: null,
      latency_ms: null,
      severity: null,
      actor_id: null,
      ml: null,
      prompt_excerpt: null,
      tokens_in: 0,
      cost_usd: '0',
    })
  })

  it.each([
    ['0.001500000', '0.0015'],
    ['10.000000000', '10'],
    ['100', '100'],
    ['-0.500000000', '-0.5'],
    ['0.000000000', '0'],
    ['1.000000001', '1.000000001'],
  ])('writes the cost %s as %s', (stored, plain) => {
    expect(eventFromRow({ ...least, cost_usd: stored }).cost_usd).toBe(plain)
  })

  it('takes off what single precision adds to a score', () => {
    expect(eventFromRow({ ...least, risk_score: 0.30000001192092896 }).risk_score).toBe(0.3)
  })

  it('reads the JSON of a prediction, and names a person only when told their address', () => {
    const row = { ...least, ml: '{"prediction":"spam"}', actor_id: 'act_1' }
    expect(eventFromRow(row)).toMatchObject({
      ml: { prediction: 'spam' },
      actor_id: 'act_1',
      actor_email: null,
    })
    expect(eventFromRow(row, 'dana@acme.io').actor_email).toBe('dana@acme.io')
  })

  it('has everything that the row has', () => {
    const finding = {
      code: 'pii_ssn',
      field: 'prompt',
      start: 0,
      end: 9,
      level: 'high',
      confidence: 0.9,
    } as const
    const said = {
      workspace_id: 'w',
      project_id: 'p',
      actor_id: 'a',
      api_key_id: 'k',
      requests: 0,
      tokens_in: 1,
      tokens_out: 2,
      tokens_cached: 3,
      tokens_reasoning: 4,
      tokens_estimated: true,
      latency_ms: 0,
      status: 'success',
      violation_type: 'pii_ssn',
      violation_label: 'SSN',
      severity: 'critical',
      compliance_hits: ['pii_ssn'],
      findings: [finding],
      prompt_excerpt: 'x',
      response_excerpt: 'y',
      flags: ['long_prompt'],
      decision: 'allow',
      policy_version: '1',
      uninspected_reason: 'budget',
      trace_id: 't',
    } as const satisfies Partial<EventRow>
    const row = {
      ...least,
      ...said,
      compliance_hits: [...said.compliance_hits],
      flags: [...said.flags],
      findings: [finding],
    }
    const event = eventFromRow(
      { ...row, cost_usd: '0.250000000', risk_score: 0.30004999, ml: '{"prediction":1}' },
      'a@x.org',
    )
    expect(event).toMatchObject({
      ...said,
      cost_usd: '0.25',
      risk_score: 0.3,
      ml: { prediction: 1 },
      actor_email: 'a@x.org',
    })
    expect(eventFromRow({ ...least, risk_score: 0.30005001 }).risk_score).toBe(0.3001)
  })
})
