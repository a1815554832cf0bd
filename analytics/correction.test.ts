import { describe, expect, it } from 'vitest'
import { correctionOf, type StoredEvent } from './correction.ts'

const stored: StoredEvent = {
  org_id: 'o',
  id: 'e',
  kind: 'llm',
  source: 'ingest',
  vendor_id: 'openai',
  model: 'gpt-5',
  operation: 'chat',
  created_at: '2026-11-20T12:00:00.000Z',
  ingested_at: '2026-11-20T12:00:01.000Z',
  expires_at: '2027-11-20T12:00:00Z',
  region: 'us',
  cost_source: 'priced',
  cost_usd: '0.001500000',
  risk_label: 'normal',
  risk_score: 0.30000001192092896,
  inspected: 'full',
  requests: null,
  tokens_estimated: true,
  violation_type: 'ssn',
  compliance_hits: ['ssn'],
  findings: [
    { code: 'ssn', field: 'prompt', start: 0, end: 5, level: 'high', confidence: 0.8999999761581421 },
  ],
  flags: [],
  revision: 2,
}

describe('a correction', () => {
  it('takes the event back as it was and brings it as it is, both under the next revision', () => {
    const correction = correctionOf(stored, { violation_type: 'phone', model: 'gpt-5' })
    expect(correction?.before).toEqual({ ...stored, sign: -1, revision: 3 })
    expect(correction?.row).toEqual({ ...stored, sign: 1, revision: 3, violation_type: 'phone' })
  })

  it('is none when both sides only write the same value differently', () => {
    const same = {
      cost_usd: '0.0015',
      risk_score: 0.3,
      findings: [
        { code: 'ssn', field: 'prompt' as const, start: 0, end: 5, level: 'high' as const, confidence: 0.9 },
      ],
      flags: undefined,
      severity: undefined,
      tokens_in: 0,
      requests: null,
    }
    expect(correctionOf(stored, same)).toBeNull()
  })

  it('is none for a column that is empty in the table and left out by the row', () => {
    const empty = {
      ...stored,
      tokens_estimated: false,
      actor_id: '',
      severity: '' as const,
      tokens_in: 0,
      cost_usd: '0.000000000',
      compliance_hits: [],
      findings: [],
    }
    const same = {
      tokens_estimated: undefined,
      actor_id: undefined,
      severity: undefined,
      tokens_in: undefined,
      cost_usd: undefined,
      compliance_hits: undefined,
      findings: undefined,
    }
    expect(correctionOf(empty, same)).toBeNull()
  })

  it('is one for the smallest real difference, and for a value that is gone', () => {
    expect(correctionOf(stored, { cost_usd: '0.001500001' })).not.toBeNull()
    expect(correctionOf(stored, { risk_score: 0.31 })).not.toBeNull()
    expect(correctionOf(stored, { tokens_estimated: false })?.row.tokens_estimated).toBe(false)
    const gone = correctionOf(stored, { violation_type: undefined, compliance_hits: undefined })
    expect(gone?.row).toMatchObject({ violation_type: '', compliance_hits: [] })
  })

  it.each([
    [null, 0, 0],
    [0, null, null],
    [5, undefined, null],
    [5, 0, 0],
  ])('of %s calls to %s says so, since none are not the same as not known', (known, said, corrected) => {
    const correction = correctionOf({ ...stored, requests: known }, { requests: said })
    expect(correction?.before.requests).toBe(known)
    expect(correction?.row.requests).toBe(corrected)
  })

  it.each([
    [null, undefined],
    [null, null],
    [0, 0],
    [3, 3],
  ])('of %s calls to %s is none', (known, said) => {
    expect(correctionOf({ ...stored, requests: known }, { requests: said })).toBeNull()
  })

  it('leaves a column empty by its kind when the value is gone', () => {
    const all = { ...stored, tokens_in: 7, cost_usd: '1.5', actor_id: 'a', tokens_estimated: true }
    const gone = {
      tokens_in: undefined,
      cost_usd: undefined,
      actor_id: undefined,
      tokens_estimated: undefined,
    }
    expect(correctionOf(all, gone)?.row).toMatchObject({
      tokens_in: 0,
      cost_usd: '0',
      actor_id: '',
      tokens_estimated: false,
    })
  })
})
