import { describe, expect, it } from 'vitest'
import { callOfSpan } from './calls.ts'
import { type OtlpSpan, validId } from './records.ts'

const span: OtlpSpan = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  name: 'chat',
  kind: 3,
  startMs: Date.parse('2026-11-21T12:00:00Z'),
  endMs: Date.parse('2026-11-21T12:00:01Z'),
  isError: false,
  attributes: new Map(),
  events: [],
  resource: new Map(),
}
function callOf(attributes: Record<string, unknown>, more: Partial<OtlpSpan> = {}) {
  const end = callOfSpan({ ...span, ...more, attributes: new Map(Object.entries(attributes)) })
  if (end.end !== 'call') throw new Error(JSON.stringify(end))
  return end.call
}

/** What is read when a name and all names after it are there: each name is known, and in this order. */
function inOrder(
  names: readonly string[],
  nth: (index: number) => unknown,
  read: (attributes: Record<string, unknown>) => unknown,
): unknown[] {
  return names.map((_, from) =>
    read(Object.fromEntries(names.slice(from).map((name, index) => [name, nth(from + index)]))),
  )
}

describe('a name of before', () => {
  const chat = { 'gen_ai.operation.name': 'chat' }
  it.each([
    [
      'model',
      'gen_ai.response.model',
      'gen_ai.request.model',
      'llm.response.model',
      'llm.model_name',
      'llm.request.model',
      'embedding.model_name',
      'reranker.model_name',
    ],
    ['vendor_id', 'gen_ai.provider.name', 'gen_ai.system', 'llm.provider', 'llm.system', 'llm.vendor'],
  ] as const)('of the %s is known, and one of today goes before it', (field, ...names) => {
    const vendors = ['openai', 'anthropic', 'mistral_ai', 'cohere', 'deepseek']
    const values = field === 'model' ? names.map((_, index) => `model-${index}`) : vendors
    const found = inOrder(
      names,
      (index) => values[index],
      (attributes) => callOf({ ...chat, ...attributes }).event[field],
    )
    const expected = field === 'model' ? values : ['openai', 'anthropic', 'mistral', 'cohere', 'deepseek']
    expect(found).toEqual(expected)
  })

  it('of whoever acted is known, and one of today goes before it', () => {
    const names = [
      'user.email',
      'enduser.id',
      'user.id',
      'enduser.pseudo.id',
      'traceloop.association.properties.user_id',
      'langfuse.user.id',
      'ai.telemetry.metadata.userId',
    ]
    const person = (index: number) => `person-${index}`
    const found = inOrder(names, person, (attributes) => callOf({ ...chat, ...attributes }).actorRef)
    expect(found).toEqual(names.map((_, index) => person(index)))
  })

  it.each([
    [
      'tokens_in',
      'gen_ai.usage.input_tokens',
      'gen_ai.usage.prompt_tokens',
      'llm.usage.prompt_tokens',
      'llm.token_count.prompt',
    ],
    [
      'tokens_out',
      'gen_ai.usage.output_tokens',
      'gen_ai.usage.completion_tokens',
      'llm.usage.completion_tokens',
      'llm.token_count.completion',
    ],
    [
      'tokens_cached',
      'gen_ai.usage.cache_read.input_tokens',
      'gen_ai.usage.cache_read_input_tokens',
      'llm.token_count.prompt_details.cache_read',
    ],
    [
      'tokens_cache_written',
      'gen_ai.usage.cache_creation.input_tokens',
      'gen_ai.usage.cache_creation_input_tokens',
      'llm.token_count.prompt_details.cache_write',
    ],
    [
      'tokens_reasoning',
      'gen_ai.usage.reasoning.output_tokens',
      'gen_ai.usage.reasoning_tokens',
      'llm.usage.reasoning_tokens',
      'llm.token_count.completion_details.reasoning',
    ],
  ] as const)('of %s is known, and one of today goes before it', (field, ...names) => {
    const found = inOrder(
      names,
      (index) => index + 1,
      (attributes) =>
        callOf({
          ...chat,
          'gen_ai.usage.input_tokens': 100,
          'gen_ai.usage.output_tokens': 100,
          ...cleared(names),
          ...attributes,
        }).event[field],
    )
    expect(found).toEqual(names.map((_, index) => index + 1))
  })
  const cleared = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, undefined]))

  it('of a tool is known, and stands for its model', () => {
    const names = ['gen_ai.tool.name', 'tool.name', 'traceloop.entity.name']
    const found = inOrder(
      names,
      (index) => `t${index}`,
      (attributes) => callOf({ 'gen_ai.operation.name': 'execute_tool', ...attributes }).event.model,
    )
    expect(found).toEqual(['tool:t0', 'tool:t1', 'tool:t2'])
  })
})

describe('the ids of a span', () => {
  const chat = new Map([['gen_ai.operation.name', 'chat']])
  it.each([
    ['without a trace', { traceId: '' }],
    ['without an id', { spanId: '' }],
  ])('%s: it cannot be told from another, and is refused', (_, ids) => {
    expect(callOfSpan({ ...span, ...ids, attributes: chat }).end).toBe('rejected')
  })

  it.each([
    ['0AF7651916CD43DD8448EB211C80319C', 32, '0af7651916cd43dd8448eb211c80319c'],
    ['b7ad6b7169203331', 16, 'b7ad6b7169203331'],
    ['0000000000000001', 16, '0000000000000001'],
    ['0000000000000000', 16, ''],
    ['b7ad6b716920333', 16, ''],
    ['b7ad6b71692033312', 16, ''],
    ['b7ad6b716920333g', 16, ''],
    ['xb7ad6b716920333', 16, ''],
    ['', 16, ''],
  ] as const)('%j of %d characters is %j', (hex, chars, id) => expect(validId(hex, chars)).toBe(id))
})

describe('the times of a span', () => {
  const chat = { 'gen_ai.operation.name': 'chat' }
  const startMs = span.startMs ?? 0

  it.each([
    ['that has none', { startMs: null, endMs: null }, undefined, undefined],
    ['that does not begin', { startMs: null }, undefined, undefined],
    ['that does not end', { endMs: null }, undefined, '2026-11-21T12:00:00.000Z'],
    ['that ends before it begins', { endMs: startMs - 1 }, undefined, '2026-11-21T12:00:00.000Z'],
    ['that takes no time', { endMs: startMs }, 0, '2026-11-21T12:00:00.000Z'],
    ['of a whole day', { endMs: startMs + 86_400_000 }, 86_400_000, '2026-11-21T12:00:00.000Z'],
    ['of more than a day', { endMs: startMs + 86_400_001 }, undefined, '2026-11-21T12:00:00.000Z'],
  ])('%s', (_, times, latencyMs, timestamp) => {
    const { event } = callOf(chat, times)
    expect([event.latency_ms, event.timestamp]).toEqual([latencyMs, timestamp])
  })
})
