import { describe, expect, it } from 'vitest'
import { llmPushEvent } from '../contract/push.ts'
import { eventFields } from './columns.ts'

describe('columns', () => {
  it('are known by the contract’s names and by what others call them', () => {
    const row = {
      'Request ID': 'r-1',
      Model: 'gpt-5',
      Provider: 'openai',
      Question: 'Hi',
      answer: 'Hello',
      promptTokens: '1 200',
      'completion-tokens': '7',
      Cost: '$0.25',
      user_email: 'jo@x.org',
      'Duration (s)': '',
      duration_s: '1.5',
      created: '2026-11-01 12:00:00',
      Empty: null,
    }
    const { fields, unknown } = eventFields(row)
    expect(llmPushEvent.parse(fields)).toEqual({
      id: 'r-1',
      model: 'gpt-5',
      vendor_id: 'openai',
      prompt: 'Hi',
      response: 'Hello',
      tokens_in: 1200,
      tokens_out: 7,
      cost_usd: '0.25',
      actor_email: 'jo@x.org',
      latency_ms: 1500,
      timestamp: '2026-11-01T12:00:00.000Z',
    })
    expect(unknown).toEqual([])
  })

  it.each([
    ['id', ['event_id', 'requestId', 'UUID', 'custom_id']],
    ['model', ['model_id', 'engine', 'deployment']],
    ['vendor_id', ['vendor', 'provider']],
    ['operation', ['operation_name']],
    ['prompt', ['question', 'request', 'user_message', 'userPrompt', 'query', 'Input Text']],
    ['response', ['completion', 'answer', 'reply', 'output_text', 'assistant_message']],
    ['status', ['state', 'outcome']],
    ['workspace_id', ['workspace', 'team', 'team_id']],
    ['project_id', ['project']],
    ['actor_email', ['email', ' User-Email']],
    ['actor_id', ['user', 'user_id', 'username', 'actor', 'end_user']],
    ['api_key_id', ['key_id', 'api_key']],
    ['trace_id', ['trace']],
    ['timestamp', ['time', 'date', 'datetime', 'created', 'start_time', 'started_at', 'requestTime', 'ts']],
  ])('%s is also found as %j', (name, others) => {
    for (const other of others) expect(eventFields({ [other]: 'x' }).fields).toEqual({ [name]: 'x' })
  })

  it.each([
    ['latency_ms', ['latency', 'duration_ms', 'duration', 'response_time_ms', 'elapsedMs']],
    ['tokens_in', ['input_tokens', 'prompt_tokens', 'tokens_prompt', 'tokens_input']],
    ['tokens_out', ['output_tokens', 'completion_tokens', 'tokens_completion', 'tokens_output']],
    ['tokens_cached', ['cached_tokens', 'cache_read_tokens', 'cacheReadInputTokens']],
    [
      'tokens_cache_written',
      ['cache_creation_input_tokens', 'cacheWriteInputTokens', 'cache_creation_tokens', 'cache_write_tokens'],
    ],
    ['tokens_cache_written_1h', ['ephemeral_1h_input_tokens']],
    ['tokens_reasoning', ['reasoning_tokens']],
    ['requests', ['Requests']],
  ])('%s is a number, found as %j', (name, others) => {
    for (const other of others) {
      expect(eventFields({ [other]: "1'200" }).fields).toEqual({ [name]: 1200 })
      expect(eventFields({ [other]: 7 }).fields).toEqual({ [name]: 7 })
      expect(llmPushEvent.safeParse(eventFields({ [other]: 'many' }).fields).success).toBe(false)
    }
  })

  it('that tell more of a part than of the whole count it beside, and less or as much is in it', () => {
    const beside = { usage: { input_tokens: 3, cache_read_input_tokens: 2_000, output_tokens: 10 } }
    expect(eventFields(beside).fields).toEqual({ tokens_in: 2_003, tokens_cached: 2_000, tokens_out: 10 })
    const thought = { output_tokens: '5', reasoning_tokens: '6', cached_tokens: 7, prompt_tokens: 7 }
    expect(eventFields(thought).fields).toEqual({
      tokens_out: 11,
      tokens_reasoning: 6,
      tokens_cached: 7,
      tokens_in: 7,
    })
    expect(eventFields({ prompt_tokens: 'many', cached_tokens: 7 }).fields.tokens_in).toBeNaN()
    expect(
      eventFields({ prompt_tokens: 9, cached_tokens: 'many', cache_write_tokens: 9 }).fields,
    ).toMatchObject({
      tokens_in: 9,
    })
    expect(eventFields({ prompt_tokens: 9, cached_tokens: 5, cache_write_tokens: 5 }).fields).toMatchObject({
      tokens_in: 19,
    })
  })

  it('of Anthropic’s and Bedrock’s usage are what touched no cache, what was read and what was written, together', () => {
    const cache_creation = { ephemeral_5m_input_tokens: 250, ephemeral_1h_input_tokens: 50 }
    const usage = {
      ...{ input_tokens: 1_000, cache_read_input_tokens: 400, cache_creation_input_tokens: 300 },
      ...{ cache_creation, output_tokens: 9 },
    }
    const told = { tokens_in: 1_700, tokens_cached: 400, tokens_cache_written: 300, tokens_out: 9 }
    for (const row of [{ response: { usage } }, { response: { body: { usage } } }])
      expect(eventFields(row).fields).toEqual({ ...told, tokens_cache_written_1h: 50 })
    const bedrock = {
      inputTokens: 1_000,
      cacheReadInputTokens: 400,
      cacheWriteInputTokens: 300,
      outputTokens: 9,
    }
    expect(eventFields({ usage: bedrock }).fields).toEqual(told)
    expect(eventFields({ input_tokens: '10', cache_read_input_tokens: '4' }).fields.tokens_in).toBe(14)
    expect(eventFields({ input_tokens: '10', cache_creation_input_tokens: '4' }).fields.tokens_in).toBe(14)
    expect(eventFields({ input_tokens: '10', cache_write_input_tokens: '4' }).fields.tokens_in).toBe(14)
    // Others count all of it in, under other names.
    const litellm = { prompt_tokens: 1_000, cache_read_input_tokens: 400, cache_creation_input_tokens: 300 }
    expect(eventFields({ usage: litellm }).fields.tokens_in).toBe(1_000)
    expect(eventFields({ input_tokens: 1_000, cached_tokens: 400 }).fields.tokens_in).toBe(1_000)
  })

  it('of OpenAI’s usage have what was cached and thought in its details, as parts', () => {
    const chat = {
      ...{ prompt_tokens: 1_000, prompt_tokens_details: { cached_tokens: 400, audio_tokens: 0 } },
      ...{ completion_tokens: 80, completion_tokens_details: { reasoning_tokens: 64 } },
    }
    const responses = {
      ...{ input_tokens: 1_000, input_tokens_details: { cached_tokens: 400 } },
      ...{ output_tokens: 80, output_tokens_details: { reasoning_tokens: 64 } },
    }
    for (const usage of [chat, responses]) {
      expect(eventFields({ response: { body: { usage } } }).fields).toEqual({
        ...{ tokens_in: 1_000, tokens_cached: 400, tokens_out: 80, tokens_reasoning: 64 },
      })
    }
  })

  it('say nothing where they are blank, and their names may have their unit in brackets', () => {
    expect(eventFields({ tokens_in: ' ', cost: '\t', prompt: ' \n', mood: ' ' })).toEqual({
      fields: {},
      unknown: [],
    })
    const row = { 'Latency (ms)': '7', ' Cost (USD)': '0.5', '"Model"': 'm', '(?)': 'x' }
    expect(eventFields(row)).toEqual({
      fields: { latency_ms: 7, cost_usd: '0.5', model: 'm' },
      unknown: ['(?)'],
    })
    expect(eventFields({ 'Latency (s)': '1.5' }).fields).toEqual({ latency_ms: 1500 })
  })

  it('tell seconds from milliseconds by their name, and read costs with or without the sign of dollars', () => {
    expect(eventFields({ latency_s: 1.5 }).fields).toEqual({ latency_ms: 1500 })
    for (const name of ['cost', 'total_cost', 'price_usd', 'spend', 'costInUsd']) {
      expect(eventFields({ [name]: ' $ 0.25 ' }).fields).toEqual({ cost_usd: '0.25' })
      expect(eventFields({ [name]: 0.25 }).fields).toEqual({ cost_usd: 0.25 })
    }
    expect(eventFields({ cost: '5 $ 0.25' }).fields).toEqual({ cost_usd: '5 $ 0.25' })
  })

  it.each([
    ...['messages', 'input', 'contents', 'documents', 'tools', 'choices', 'output', 'candidates', 'content'],
    ...['system', 'system_instruction', 'instructions'],
  ])('%s may be structures written as text, and stays text when it is none', (name) => {
    const readAs = (value: unknown) => eventFields({ [name]: value }).fields[name]
    expect(readAs(' [{"role":"user"}]')).toEqual([{ role: 'user' }])
    expect(readAs([{ role: 'user' }])).toEqual([{ role: 'user' }])
    for (const text of ['[cut off', '7', 'see [1]', `${'['.repeat(40)}${']'.repeat(40)}`])
      expect(readAs(text)).toBe(text)
  })

  it('of text take numbers and truths as what they are called', () => {
    const row = { id: 7, prompt: true, response: false, user: 12.5 }
    expect(eventFields(row).fields).toEqual({ id: '7', prompt: 'true', response: 'false', actor_id: '12.5' })
    expect(eventFields({ prompt: ['a'] }).fields).toEqual({ prompt: ['a'] })
  })

  it('are not opened below the depth of any vendor’s, nor where they hold a list', () => {
    const within = (depth: number): unknown => (depth === 0 ? { model: 'm' } : { body: within(depth - 1) })
    expect(eventFields({ body: within(3) }).fields).toEqual({ model: 'm' })
    expect(eventFields({ body: within(4) })).toEqual({ fields: {}, unknown: [] })
    expect(eventFields({ attributes: { model: 'm' } }).fields).toEqual({ model: 'm' })
    expect(eventFields({ request: ['x'], usage: null, body: 'x' })).toEqual({
      fields: { prompt: ['x'] },
      unknown: ['body'],
    })
  })

  it('that nobody knows are named', () => {
    expect(eventFields({ prompt: 'a', Mood: 'good', __proto__x: 1 })).toEqual({
      fields: { prompt: 'a' },
      unknown: ['Mood', '__proto__x'],
    })
    const hostile = JSON.parse('{"__proto__":{"prompt":"x"},"constructor":"y"}')
    expect(eventFields(hostile)).toEqual({ fields: {}, unknown: ['__proto__', 'constructor'] })
  })

  it('of another name do not take the place of the contract’s own', () => {
    expect(eventFields({ id: 'own', request_id: 'other' }).fields).toEqual({ id: 'own' })
  })

  it('that hold a vendor’s request, answer and usage are read as if they stood in the row', () => {
    const row = {
      request: { model: 'gpt-5', messages: [{ role: 'user', content: 'Hi' }], temperature: 1 },
      response: { body: { choices: [{ message: { content: 'Yo' } }], usage: { prompt_tokens: 3 } } },
    }
    expect(eventFields(row)).toEqual({
      fields: {
        model: 'gpt-5',
        messages: [{ role: 'user', content: 'Hi' }],
        choices: [{ message: { content: 'Yo' } }],
        tokens_in: 3,
      },
      unknown: [],
    })
    expect(eventFields({ messages: '[{"role":"user","content":"Hi"}]' }).fields.messages).toEqual([
      { role: 'user', content: 'Hi' },
    ])
  })
})

describe('moments', () => {
  const stampOf = (timestamp: unknown) => eventFields({ timestamp }).fields.timestamp

  it.each([
    ['2026-11-01T12:00:00+01:00', '2026-11-01T11:00:00.000Z'],
    ['2026-11-01T12:00:00.5Z', '2026-11-01T12:00:00.500Z'],
    ['2026-11-01 12:00', '2026-11-01T12:00:00.000Z'],
    ['2026-11-01 12:00:00 UTC', '2026-11-01T12:00:00.000Z'],
    ['2026-11-01', '2026-11-01T00:00:00.000Z'],
    [' 2026-11-01 12:00:00 utc ', '2026-11-01T12:00:00.000Z'],
    ['2026-11-01t12:00:00z', '2026-11-01T12:00:00.000Z'],
    ['2026-11-01 12:00:00 -0130', '2026-11-01T13:30:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
    [1_793_534_400, '2026-11-01T12:00:00.000Z'],
    ['1793534400.5', '2026-11-01T12:00:00.500Z'],
    ['1793534400000', '2026-11-01T12:00:00.000Z'],
    [99_999_999_999, '5138-11-16T09:46:39.000Z'],
    [100_000_000_000, '1973-03-03T09:46:40.000Z'],
  ])('%j is %s', (said, stamp) => {
    expect(stampOf(said)).toBe(stamp)
  })

  it.each([
    ...['yesterday', '01/11/2026', '2026-13-01', '2026-02-29', '2026-02-30 12:00', '12', 'NaN'],
    ...['17935344000000', 'at 1793534400', '1793534400 or so', 'on 2026-11-01', '2026-11-01 or so'],
    ...['2026-11-01 12:00 CET', '2026-11-01 25:00'],
  ])('%j is none, and the row is refused', (said) => {
    expect(stampOf(said)).toBe(said)
    expect(llmPushEvent.safeParse({ timestamp: stampOf(said) }).success).toBe(false)
  })

  it('may stand in any column that tells one', () => {
    expect(eventFields({ created_at: '2026-11-01' }).fields).toEqual({
      created_at: '2026-11-01T00:00:00.000Z',
    })
  })
})
