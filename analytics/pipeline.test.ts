import { describe, expect, it } from 'vitest'
import { type LlmPushEvent, llmPushEvent } from './contract/push.ts'
import { eventAgeMsMax, eventAheadMsMax, expiryOf, llmEvent } from './pipeline.ts'
import { context, dayMs, kept, nowMs } from './test-pipeline.ts'

describe('an event with nothing but a model', () => {
  it('becomes a row with every default, and no column that says nothing', () => {
    expect(kept({ model: 'gpt-5-mini' })).toEqual({
      org_id: 'org_1',
      id: 'new-id',
      kind: 'llm',
      source: 'ingest',
      vendor_id: 'openai',
      model: 'gpt-5-mini',
      operation: 'chat',
      requests: 1,
      tokens_in: 0,
      tokens_out: 0,
      tokens_estimated: true,
      cost_usd: '0',
      cost_source: 'priced',
      latency_ms: null,
      status: 'success',
      risk_score: 0,
      risk_label: 'normal',
      inspected: 'none',
      uninspected_reason: 'no_text',
      region: 'us',
      created_at: '2026-11-20T12:00:00.000Z',
      ingested_at: '2026-11-20T12:00:00.000Z',
      expires_at: '2026-12-20T12:00:00Z',
    })
  })

  it('keeps what its sender says', () => {
    const said = {
      id: 'call-1',
      workspace_id: 'w',
      project_id: 'p',
      api_key_id: 'k',
      trace_id: 't',
      operation: 'embed',
      status: 'error',
      latency_ms: 12.5,
      tokens_cached: 3,
      tokens_reasoning: 2,
      tokens_in: 10,
      tokens_out: 4,
    }
    expect(kept({ ...said, model: 'm', created_at: '2026-11-19T13:00:00+01:00' }, 'act_1')).toMatchObject({
      ...said,
      actor_id: 'act_1',
      created_at: '2026-11-19T12:00:00.000Z',
      expires_at: '2026-12-19T12:00:00Z',
    })
  })
})

describe('tokens', () => {
  it('are estimated as characters by four, rounded up, only where they are not told', () => {
    const text = { prompt: 'x'.repeat(9), response: 'y'.repeat(8) }
    expect(kept({ model: 'm', ...text })).toMatchObject({
      tokens_in: 3,
      tokens_out: 2,
      tokens_estimated: true,
    })
    expect(kept({ model: 'm', ...text, tokens_in: 7 })).toMatchObject({
      tokens_in: 7,
      tokens_out: 2,
      tokens_estimated: true,
    })
    const told = kept({ model: 'm', ...text, tokens_in: 0, tokens_out: 0 })
    expect(told).toMatchObject({ tokens_in: 0, tokens_out: 0 })
    expect(told).not.toHaveProperty('tokens_estimated')
  })

  it('of which a part is told are estimated as no fewer than that part', () => {
    const parts = { tokens_cached: 900, tokens_reasoning: 70 }
    const estimated = { tokens_in: 900, tokens_out: 70, ...parts, tokens_estimated: true }
    expect(kept({ model: 'm', prompt: 'short', response: 'short', ...parts })).toMatchObject(estimated)
    const few = { tokens_cached: 1, tokens_reasoning: 1 }
    expect(kept({ model: 'm', prompt: 'x'.repeat(9), response: 'y'.repeat(8), ...few })).toMatchObject({
      tokens_in: 3,
      tokens_out: 2,
    })
    const written = { tokens_cached: 900, tokens_cache_written: 80 }
    expect(kept({ model: 'm', prompt: 'short', ...written })).toMatchObject({ tokens_in: 980 })
    expect(kept({ model: 'm', prompt: 'short', tokens_cache_written_1h: 70 })).toMatchObject({
      tokens_in: 70,
    })
  })

  it('of which some were read from a cache and others written to it are no fewer than both', () => {
    const isTaken = (more: object) =>
      llmPushEvent.safeParse({ model: 'm', tokens_in: 9, tokens_cached: 4, ...more }).success
    expect(isTaken({ tokens_cache_written: 5, tokens_cache_written_1h: 5 })).toBe(true)
    expect(isTaken({ tokens_cache_written_1h: 5 })).toBe(true)
    expect(isTaken({ tokens_cache_written: 6 })).toBe(false)
    expect(isTaken({ tokens_cache_written_1h: 6 })).toBe(false)
    expect(isTaken({ tokens_cache_written: 4, tokens_cache_written_1h: 5 })).toBe(false)
  })

  it.each([
    ['tokens_cached', 'tokens_in'],
    ['tokens_cache_written', 'tokens_in'],
    ['tokens_reasoning', 'tokens_out'],
  ])('of %s are a part of %s: as many are taken, and one more is refused', (part, whole) => {
    const faultsOf = (given: object) => llmPushEvent.safeParse({ model: 'm', ...given }).error?.issues ?? []
    expect(faultsOf({ [whole]: 5, [part]: 5 })).toEqual([])
    expect(faultsOf({ [whole]: null, [part]: 5 })).toEqual([])
    expect(faultsOf({ [whole]: 5, [part]: 6 })).toMatchObject([{ path: [part] }])
    expect(faultsOf({ [whole]: 0, [part]: 1 })).toMatchObject([{ path: [part] }])
  })
})

describe('cost', () => {
  const usage = { model: 'gpt-4o-mini', tokens_in: 1_000_000, tokens_out: 0 }

  it.each([
    ['as a number', 0.1, '0.100000000'],
    ['as a number below a billionth', 1e-10, '0.000000000'],
    ['as text', '123456789.000000001', '123456789.000000001'],
    ['as nothing', 0, '0.000000000'],
  ])('is the sender’s when they give it %s', (_, given, cost) => {
    expect(kept({ ...usage, cost_usd: given })).toMatchObject({ cost_usd: cost, cost_source: 'vendor' })
  })

  it('is the list price otherwise', () => {
    expect(kept(usage)).toMatchObject({ cost_usd: '0.15', cost_source: 'priced' })
    expect(kept({ ...usage, cost_usd: null, tokens_cached: 1_000_000 })).toMatchObject({ cost_usd: '0.075' })
  })

  it('of tokens that were written to a cache is by how long they stay there', () => {
    const cached = { model: 'claude-sonnet-4-5', tokens_in: 1_000, tokens_out: 0, tokens_cached: 400 }
    // Dollars per million: 100 x 3 + 400 x 0.3 + 300 x 3.75 + 200 x 6
    const written = { tokens_cache_written: 500, tokens_cache_written_1h: 200 }
    expect(kept({ ...cached, ...written })).toMatchObject({ cost_usd: '0.002745', tokens_in: 1_000 })
    // 400 x 3 + 400 x 0.3 + 200 x 6
    expect(kept({ ...cached, tokens_cache_written_1h: 200 })).toMatchObject({ cost_usd: '0.00252' })
  })

  it('of a call in a batch is half of its tokens’, with searches of the web beside them', () => {
    const call = { model: 'claude-sonnet-4-5', tokens_in: 1_000, tokens_out: 100 }
    // 1,000 x 3 + 100 x 15 dollars per million; 2 searches at 10 dollars per thousand
    expect(kept({ ...call, batch: false })).toMatchObject({ cost_usd: '0.0045' })
    expect(kept({ ...call, web_searches: 2 })).toMatchObject({ cost_usd: '0.0245', cost_source: 'priced' })
    expect(kept({ ...call, batch: true })).toMatchObject({ cost_usd: '0.00225', cost_source: 'priced' })
    expect(kept({ ...call, batch: true, web_searches: 2 })).toMatchObject({ cost_usd: '0.02225' })
    expect(kept({ ...usage, batch: true })).toMatchObject({ cost_usd: '0.075' })
    expect(kept({ ...call, batch: true, cost_usd: '1' })).toMatchObject({ cost_usd: '1' })
    // Nobody knows what batches cost elsewhere.
    for (const more of [{ vendor_id: 'bedrock' }, { model: 'gemini-2.5-flash' }])
      expect(kept({ ...call, ...more, batch: true })).toMatchObject({
        cost_source: 'unpriced',
        cost_usd: '0',
      })
  })

  it('is nothing, and said to be unpriced, for what has no list price', () => {
    expect(kept({ ...usage, model: 'house-model-1' })).toMatchObject({
      cost_usd: '0',
      cost_source: 'unpriced',
    })
  })
})

describe('vendor and model', () => {
  it.each<[LlmPushEvent, string, string]>([
    [{ model: 'claude-opus-4' }, 'anthropic', 'claude-opus-4'],
    [{ model_name: 'gpt-5' }, 'openai', 'gpt-5'],
    [{ model: 'claude-opus-4', model_name: 'gpt-5' }, 'anthropic', 'claude-opus-4'],
    [{ model: 'gpt-5', vendor_id: 'azure_openai' }, 'azure_openai', 'gpt-5'],
    [{}, 'custom', 'unknown'],
  ])('of %j are %s and %s', (push, vendorId, model) => {
    expect(kept(push)).toMatchObject({ vendor_id: vendorId, model })
  })
})

describe('the time of an event', () => {
  const endAt = (ms: number, retentionMs = 760 * dayMs) =>
    llmEvent({ timestamp: new Date(ms).toISOString() }, null, { ...context, retentionMs })

  it('is taken up to its limits', () => {
    expect(endAt(nowMs + eventAheadMsMax).end).toBe('kept')
    expect(endAt(nowMs - eventAgeMsMax).end).toBe('kept')
  })

  it('is quarantined beyond them, with the reason', () => {
    expect(endAt(nowMs + eventAheadMsMax + 1)).toEqual({ end: 'quarantined', reason: 'timestamp_in_future' })
    expect(endAt(nowMs - eventAgeMsMax - 1)).toEqual({ end: 'quarantined', reason: 'timestamp_too_old' })
  })

  it('is quarantined beyond what the plan keeps, since it would be gone as soon as it was stored', () => {
    const monthMs = 30 * dayMs
    expect(endAt(nowMs - monthMs + 60_000, monthMs).end).toBe('kept')
    expect(endAt(nowMs - monthMs - 1, monthMs)).toEqual({ end: 'quarantined', reason: 'timestamp_too_old' })
  })

  it('may lie as far back as a reader of a whole history says', () => {
    const longAgo = { timestamp: new Date(nowMs - 700 * dayMs).toISOString() }
    expect(llmEvent(longAgo, null, { ...context, ageMsMax: 761 * dayMs }).end).toBe('kept')
  })

  it('decides when the row expires, to the second', () => {
    expect(expiryOf(nowMs + 999, dayMs)).toBe('2026-11-21T12:00:00Z')
  })
})
