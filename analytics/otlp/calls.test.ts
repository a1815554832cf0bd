import { describe, expect, it } from 'vitest'
import { attributesOf, callOf, endOf, type Json, spanId, textsOf, traceId } from './test-spans.ts'

describe('a span of today’s conventions', () => {
  const attributes = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'aws.bedrock',
    'gen_ai.request.model': 'claude-sonnet-4',
    'gen_ai.response.model': 'claude-sonnet-4-20250514',
    'gen_ai.usage.input_tokens': 100,
    'gen_ai.usage.output_tokens': 20,
    'gen_ai.usage.cache_read.input_tokens': 60,
    'gen_ai.usage.reasoning.output_tokens': 5,
    'user.id': 'jdoe',
  }

  it('is the call with the model that answered, its tokens, its time and its ids', () => {
    const { event, actorRef } = callOf(attributes, {}, { 'aegisflow.project.id': 'proj_1' })
    expect(event).toEqual({
      id: `${traceId.toLowerCase()}-${spanId}`,
      trace_id: traceId.toLowerCase(),
      operation: 'chat',
      model: 'claude-sonnet-4-20250514',
      vendor_id: 'bedrock',
      project_id: 'proj_1',
      tokens_in: 100,
      tokens_out: 20,
      tokens_cached: 60,
      tokens_reasoning: 5,
      latency_ms: 1250.5,
      timestamp: '2026-11-21T12:00:00.000Z',
      status: 'success',
    })
    expect(actorRef).toBe('jdoe')
  })

  it('is of whom it names, and else of whom its resource does', () => {
    const { 'user.id': _, ...unnamed } = attributes
    expect(callOf(unnamed, {}, { 'enduser.id': 'batch' }).actorRef).toBe('batch')
    expect(callOf(attributes, {}, { 'enduser.id': 'batch' }).actorRef).toBe('jdoe')
    expect(callOf(unnamed).actorRef).toBe('')
  })

  it('failed when it says so in either way', () => {
    expect(callOf(attributes, { status: { code: 2 } }).event.status).toBe('error')
    expect(callOf({ ...attributes, 'error.type': 'timeout' }).event.status).toBe('error')
    expect(callOf(attributes, { status: { code: 1 } }).event.status).toBe('success')
  })

  it.each([
    [60, 20, { tokens_in: 60, tokens_out: 20 }],
    [61, 21, { tokens_in: 121, tokens_out: 41 }],
  ])('with %i cached and %i thought beside 60 sent and 20 answered counts %j', (cached, thought, whole) => {
    const { event } = callOf({
      ...attributes,
      'gen_ai.usage.input_tokens': 60,
      'gen_ai.usage.cache_read.input_tokens': cached,
      'gen_ai.usage.reasoning.output_tokens': thought,
    })
    expect(event).toMatchObject({ ...whole, tokens_cached: cached, tokens_reasoning: thought })
  })

  it.each([
    [40, 100],
    [41, 201],
  ])('with 60 cached and %i written to the cache beside 100 sent counts %i', (written, tokens_in) => {
    const { event } = callOf({ ...attributes, 'gen_ai.usage.cache_creation.input_tokens': written })
    expect(event).toMatchObject({ tokens_in, tokens_cached: 60, tokens_cache_written: written })
  })

  it('has its messages read, structured or as JSON', () => {
    const messages = [
      { role: 'user', parts: [{ type: 'text', content: 'Weather?' }] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c', result: 'rainy' }] },
    ]
    const output = [{ role: 'assistant', parts: [{ type: 'text', content: 'Rain' }], finish_reason: 'stop' }]
    const said = (input: unknown) => ({
      ...attributes,
      'gen_ai.input.messages': input,
      'gen_ai.output.messages': JSON.stringify(output),
      'gen_ai.system_instructions': [{ type: 'text', content: 'Be brief' }],
    })
    const texts = ['user: Weather?', 'tool: rainy', 'system: Be brief', 'assistant: Rain']
    expect(textsOf(said(messages))).toEqual(texts)
    expect(textsOf(said(JSON.stringify(messages)))).toEqual(texts)
  })

  it('whose messages were cut by the sender is read as far as it goes, and says so', () => {
    expect(
      textsOf({ ...attributes, 'gen_ai.input.messages': '[{"role":"user","content":"SSN 219-0' }),
    ).toEqual(['user: [{"role":"user","content":"SSN 219-0', 'truncated'])
  })
})

describe('spans of other conventions', () => {
  it('of the first GenAI conventions: a system, tokens of before, and messages as events', () => {
    const event = (name: string, attributes: Json): Json => ({ name, attributes: attributesOf(attributes) })
    const attributes = {
      'gen_ai.system': 'az.ai.openai',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.usage.prompt_tokens': 7,
      'gen_ai.usage.completion_tokens': 3,
    }
    const events = [
      event('gen_ai.system.message', { content: 'Sys' }),
      event('gen_ai.user.message', { content: 'Hi' }),
      event('gen_ai.tool.message', { 'gen_ai.event.content': '{"content":"42","id":"c"}' }),
      event('gen_ai.choice', { index: 0, message: '{"content":"Hello","role":"assistant"}' }),
      event('exception', { 'exception.message': 'not content' }),
    ]
    const { event: call } = callOf(attributes, { events })
    expect(call).toMatchObject({ vendor_id: 'azure_openai', model: 'gpt-4o', tokens_in: 7, tokens_out: 3 })
    expect(textsOf(attributes, { events })).toEqual([
      'user: Hi',
      'tool: 42',
      'system: Sys',
      'assistant: Hello',
    ])
  })

  it('of Traceloop: prompts and completions that are spelled out', () => {
    const attributes = {
      'llm.request.type': 'chat',
      'gen_ai.system': 'OpenAI',
      'gen_ai.prompt.0.role': 'system',
      'gen_ai.prompt.0.content': 'Sys',
      'gen_ai.prompt.10.role': 'user',
      'gen_ai.prompt.10.content': 'Last',
      'gen_ai.prompt.2.role': 'user',
      'gen_ai.prompt.2.content': '[{"type":"text","text":"First"}]',
      'gen_ai.completion.0.role': 'assistant',
      'gen_ai.completion.0.content': 'Fine',
      'gen_ai.completion.0.tool_calls.0.name': 'mail',
      'gen_ai.completion.0.tool_calls.0.arguments': '{"to":"jo@x.org"}',
      'gen_ai.completion.1.content': 'Second choice',
      'traceloop.association.properties.user_id': 'u1',
    }
    expect(callOf(attributes)).toMatchObject({
      event: { vendor_id: 'openai', operation: 'chat' },
      actorRef: 'u1',
    })
    expect(textsOf(attributes)).toEqual([
      'user: First',
      'user: Last',
      'system: Sys',
      'assistant: Fine',
      'assistant: to: jo@x.org',
      'assistant: Second choice',
    ])
  })

  it('of OpenInference: messages in wrappers, and tokens by other names', () => {
    const attributes = {
      'openinference.span.kind': 'LLM',
      'llm.provider': 'anthropic',
      'llm.model_name': 'claude-3-haiku',
      'llm.token_count.prompt': 11,
      'llm.token_count.completion': 5,
      'llm.token_count.prompt_details.cache_read': 2,
      'llm.input_messages.0.message.role': 'user',
      'llm.input_messages.0.message.contents.0.message_content.type': 'text',
      'llm.input_messages.0.message.contents.0.message_content.text': 'Look',
      'llm.input_messages.0.message.contents.1.message_content.type': 'image',
      'llm.input_messages.0.message.contents.1.message_content.image.image.url': 'data:image/png;base64,AA',
      'llm.output_messages.0.message.role': 'assistant',
      'llm.output_messages.0.message.tool_calls.0.tool_call.function.name': 'f',
      'llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments': '{"a":"b"}',
      'input.value': 'said twice',
    }
    expect(callOf(attributes).event).toMatchObject({
      vendor_id: 'anthropic',
      model: 'claude-3-haiku',
      tokens_in: 11,
      tokens_out: 5,
      tokens_cached: 2,
    })
    expect(textsOf(attributes)).toEqual(['user: Look', 'assistant: a: b', 'image'])
  })

  it('with nothing but a value that went in and one that came out', () => {
    const attributes = { 'openinference.span.kind': 'LLM', 'input.value': 'Q', 'output.value': 'A' }
    expect(textsOf(attributes)).toEqual(['user: Q', 'assistant: A'])
  })
})

describe('steps of agents', () => {
  it('that use a tool are events that count no call and cost nothing', () => {
    const attributes = {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'lookup',
      'gen_ai.tool.call.arguments': '{"ssn":"219-09-1234"}',
      'gen_ai.tool.call.result': 'Ann',
    }
    expect(callOf(attributes).event).toMatchObject({
      model: 'tool:lookup',
      operation: 'execute_tool',
      requests: 0,
      tokens_in: 0,
      cost_usd: 0,
      latency_ms: 1250.5,
    })
    expect(textsOf(attributes)).toEqual(['tool: Ann', 'assistant: ssn: 219-09-1234'])
    expect(
      textsOf({
        'traceloop.span.kind': 'tool',
        'traceloop.entity.input': '{"q":1}',
        'traceloop.entity.output': '2',
      }),
    ).toEqual(['tool: 2', 'assistant: q: 1'])
  })

  it('that look something up bring what was retrieved', () => {
    const attributes = {
      'openinference.span.kind': 'RETRIEVER',
      'input.value': 'who',
      'retrieval.documents.0.document.content': 'Ann',
      'output.value': 'said twice',
    }
    expect(callOf(attributes).event).toMatchObject({ operation: 'retrieval', requests: 0 })
    expect(textsOf(attributes)).toEqual(['user: who', 'retrieved: Ann'])
  })

  it('that hold other spans are none, but an agent elsewhere is a call', () => {
    expect(endOf({ 'gen_ai.operation.name': 'invoke_agent' }, { kind: 1 }).end).toBe('other')
    expect(endOf({ 'gen_ai.operation.name': 'invoke_agent' }, { kind: 3 }).end).toBe('call')
    expect(endOf({ 'openinference.span.kind': 'CHAIN', 'input.value': 'x' }).end).toBe('other')
    expect(endOf({ 'traceloop.span.kind': 'workflow' }).end).toBe('other')
  })
})

describe('what is no call', () => {
  it('is passed over', () => {
    expect(endOf({ 'http.method': 'GET', 'db.system': 'postgresql' }).end).toBe('other')
    expect(endOf({}).end).toBe('other')
  })

  it.each([
    ['no trace', { traceId: '' }],
    ['a trace of zeros', { traceId: '0'.repeat(32) }],
    ['half a trace', { traceId: traceId.slice(16) }],
    ['a span of base64', { spanId: 't61rcWkgMzE=' }],
    ['a number for a span', { spanId: 7 }],
  ])('is rejected with %s', (_, more) => {
    expect(endOf({ 'gen_ai.system': 'openai' }, more)).toMatchObject({
      end: 'rejected',
      reason: expect.stringContaining('span'),
    })
  })

  it('is a call without what makes no sense in it', () => {
    const attributes = {
      'gen_ai.request.model': 'm'.repeat(300),
      'gen_ai.usage.input_tokens': -4,
      'gen_ai.system': '!!',
    }
    const { event } = callOf(attributes, { startTimeUnixNano: '9'.repeat(20), endTimeUnixNano: 'x' })
    expect(event.model).toHaveLength(256)
    expect(Object.keys(event).toSorted()).toEqual([
      'id',
      'model',
      'operation',
      'status',
      'timestamp',
      'trace_id',
    ])
  })
})
