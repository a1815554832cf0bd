import { describe, expect, it } from 'vitest'
import { llmPushEvent } from '../contract/push.ts'
import { eventFields } from './columns.ts'

/** The event of a row, which says nothing that has no place. */
function eventOf(row: Record<string, unknown>) {
  const { fields, unknown } = eventFields(row)
  expect(unknown).toEqual([])
  return llmPushEvent.parse(fields)
}

const message = {
  id: 'msg_014VwiXbi91y3JMjcpyGBHX5',
  type: 'message',
  role: 'assistant',
  model: 'claude-sonnet-4-6',
  content: [{ type: 'text', text: 'Hello!' }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: {
    input_tokens: 11,
    cache_read_input_tokens: 5,
    cache_creation_input_tokens: 0,
    output_tokens: 36,
    server_tool_use: { web_search_requests: 2, web_fetch_requests: 1 },
    service_tier: 'batch',
  },
}

describe('the results of a batch', () => {
  it('of Anthropic are messages, under their own ids, since others are unique in their batch only', () => {
    const row = { custom_id: 'request-1', result: { type: 'succeeded', message } }
    const { service_tier: _, ...usage } = message.usage
    const untold = { ...row, result: { ...row.result, message: { ...message, usage } } }
    for (const each of [row, untold]) {
      expect(eventOf(each)).toEqual({
        id: message.id,
        vendor_id: 'anthropic',
        model: 'claude-sonnet-4-6',
        content: message.content,
        tokens_in: 16,
        tokens_cached: 5,
        tokens_cache_written: 0,
        tokens_out: 36,
        web_searches: 2,
        batch: true,
      })
    }
    expect(eventOf({ ...row, vendor_id: 'vertex', time: '2026-11-01' })).toMatchObject({
      vendor_id: 'vertex',
      timestamp: '2026-11-01T00:00:00.000Z',
    })
  })

  it.each([
    ['errored', 'error', 1],
    ['canceled', 'canceled', 0],
    ['expired', 'expired', 0],
  ])('of Anthropic that %s cost nothing, and share no name with other batches', (type, status, requests) => {
    const error = { type: 'error', error: { type: 'invalid_request_error', message: 'Too long' } }
    expect(eventOf({ custom_id: 'request-1', result: { type, error } })).toEqual({
      ...{ vendor_id: 'anthropic', status, requests, tokens_in: 0, tokens_out: 0, cost_usd: 0, batch: true },
    })
  })

  it.each([
    ['of no known end', { type: 'lost' }],
    ['of a name that every object has', { type: 'constructor' }],
    ['of a message that ended otherwise', { type: 'lost', message }],
    ['of ends', { type: ['expired'] }],
    ['that succeeded without a message', { type: 'succeeded' }],
    ['that succeeded with nothing', { type: 'succeeded', message: null }],
    ['that is a text', 'succeeded'],
  ])('are not made of a row with a result %s', (_, result) => {
    expect(eventFields({ custom_id: 'r', result })).toEqual({ fields: { id: 'r' }, unknown: ['result'] })
    expect(eventFields({ result: { type: 'expired' } }).fields).toEqual({})
    expect(eventFields({ custom_id: 'r', result: null }).fields).toEqual({ id: 'r' })
  })

  it('of OpenAI are known by their id', () => {
    const body = { model: 'gpt-5-mini', usage: { prompt_tokens: 3, completion_tokens: 4 } }
    const row = {
      custom_id: 'request-1',
      response: { status_code: 200, request_id: 'req_1', body },
      error: null,
    }
    const event = { model: 'gpt-5-mini', tokens_in: 3, tokens_out: 4 }
    expect(eventOf({ id: 'batch_req_1', ...row })).toEqual({ ...event, id: 'batch_req_1', batch: true })
    expect(eventOf({ id: 'b_batch_req_1', ...row })).toEqual({ ...event, id: 'b_batch_req_1' })
  })

  it.each([
    ['expired', { code: 'batch_expired', message: 'Not within the window' }, null, 'expired', 0],
    ['was canceled', { code: 'batch_cancelled', message: 'Canceled' }, null, 'canceled', 0],
    ['failed', { code: 'server_error', message: 'Failed' }, null, 'error', 1],
    ['failed with no known code', { code: 'constructor' }, null, 'error', 1],
    ['was refused by the model', null, { status_code: 400, body: { error: { message: 'No' } } }, 'error', 1],
  ])('of OpenAI that %s cost nothing', (_, error, response, status, requests) => {
    const row = { id: 'batch_req_1', custom_id: 'request-1', error, response }
    const event = { id: 'batch_req_1', vendor_id: 'openai', status, requests, batch: true }
    const nothing = { tokens_in: 0, tokens_out: 0, cost_usd: 0 }
    expect(eventFields(row)).toEqual({ fields: { ...event, ...nothing }, unknown: [] })
  })

  it('may be told by a column or a tier, of which other values say nothing', () => {
    for (const row of [{ batch: true }, { batch: 'True' }, { service_tier: 'batch' }])
      expect(eventOf(row)).toEqual({ batch: true })
    for (const row of [
      { batch: 'batch_12' },
      { batch: 'untrue' },
      { batch: 'false' },
      { batch: false },
      { service_tier: 'standard' },
    ])
      expect(eventOf(row)).toEqual({})
    expect(eventOf({ request: { service_tier: 'auto' }, usage: { service_tier: 'batch' } })).toEqual({
      batch: true,
    })
  })
})

describe('Gemini’s answers', () => {
  const usageMetadata = {
    promptTokenCount: 1_000,
    cachedContentTokenCount: 400,
    candidatesTokenCount: 80,
    thoughtsTokenCount: 60,
    toolUsePromptTokenCount: 20,
    totalTokenCount: 1_160,
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: 1_000 }],
  }
  const candidates = [{ content: { role: 'model', parts: [{ text: 'Hi' }] } }]

  it('count thoughts and what tools brought beside, and what was cached as a part', () => {
    const response = { candidates, usageMetadata, modelVersion: 'gemini-2.5-flash', responseId: 'resp-1' }
    const event = {
      ...{ id: 'resp-1', model: 'gemini-2.5-flash', candidates },
      ...{ tokens_in: 1_020, tokens_cached: 400, tokens_out: 140, tokens_reasoning: 60 },
    }
    expect(eventOf(response)).toEqual(event)
    const snake = { prompt_token_count: 1_020, cached_content_token_count: 400, thoughts_token_count: 60 }
    expect(eventOf({ response: { usage_metadata: { ...snake, candidates_token_count: 80 } } })).toEqual({
      ...{ tokens_in: 1_020, tokens_cached: 400, tokens_out: 140, tokens_reasoning: 60 },
    })
  })

  it('leave out what is 0, and are refused where a count is none', () => {
    expect(eventOf({ usageMetadata: { promptTokenCount: 7 } })).toEqual({ tokens_in: 7, tokens_out: 0 })
    expect(eventOf({ usageMetadata: { thoughtsTokenCount: 7 } })).toEqual({
      ...{ tokens_in: 0, tokens_out: 7, tokens_reasoning: 7 },
    })
    for (const name of ['promptTokenCount', 'toolUsePromptTokenCount', 'candidatesTokenCount']) {
      const { fields } = eventFields({ usageMetadata: { ...usageMetadata, [name]: 'many' } })
      expect(llmPushEvent.safeParse(fields).success).toBe(false)
    }
  })
})

it('searches of the web are a number, however they are written', () => {
  expect(eventOf({ web_search_requests: '3' })).toEqual({ web_searches: 3 })
  expect(eventOf({ usage: { server_tool_use: { web_search_requests: 0 } } })).toEqual({ web_searches: 0 })
})
