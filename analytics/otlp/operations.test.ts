import { describe, expect, it } from 'vitest'
import { callOfLogs, callOfSpan } from './calls.ts'
import type { OtlpLog, OtlpSpan } from './records.ts'

type Given = Record<string, unknown>

const spanOf = (attributes: Given, more: Partial<OtlpSpan> = {}): OtlpSpan => ({
  traceId: 'a'.repeat(32),
  spanId: 'b'.repeat(16),
  name: 'x',
  kind: 3,
  startMs: 1_000,
  endMs: 2_000,
  isError: false,
  events: [],
  resource: new Map(),
  ...more,
  attributes: new Map(Object.entries(attributes)),
})
const endOf = (attributes: Given, more?: Partial<OtlpSpan>) => callOfSpan(spanOf(attributes, more))
const eventOf = (attributes: Given, more?: Partial<OtlpSpan>) => {
  const end = endOf(attributes, more)
  return end.end === 'call' ? end.call.event : null
}
const operationOf = (attributes: Given, kind = 3) => eventOf(attributes, { kind })?.operation ?? null

describe('the operation of a span', () => {
  it.each([
    [{ 'gen_ai.operation.name': 'Text_Completion' }, 'text_completion'],
    [{ 'gen_ai.operation.name': 'preplan' }, 'preplan'],
    [{ 'gen_ai.operation.name': 'planning' }, 'planning'],
    [{ 'gen_ai.operation.name': 'embeddings', 'openinference.span.kind': 'CHAIN' }, 'embeddings'],
    [{ 'openinference.span.kind': 'llm' }, 'chat'],
    [{ 'openinference.span.kind': 'EMBEDDING' }, 'embeddings'],
    [{ 'openinference.span.kind': 'RERANKER' }, 'rerank'],
    [{ 'openinference.span.kind': 'TOOL' }, 'execute_tool'],
    [{ 'openinference.span.kind': 'AGENT', 'llm.model_name': 'm' }, null],
    [{ 'traceloop.span.kind': 'Tool' }, 'execute_tool'],
    [{ 'traceloop.span.kind': 'task', 'llm.model_name': 'm' }, null],
    [{ 'llm.request.type': 'CHAT' }, 'chat'],
    [{ 'llm.request.type': 'completion' }, 'text_completion'],
    [{ 'llm.request.type': 'embedding' }, 'embeddings'],
    [{ 'llm.request.type': 'Rerank' }, 'rerank'],
    [{ 'llm.request.type': 'vision' }, 'chat'],
    [{ 'mcp.method.name': 'tools/call' }, 'execute_tool'],
    [{ 'mcp.method.name': 'tools/list' }, null],
    [{ 'reranker.model_name': 'm' }, 'chat'],
    [{ 'llm.vendor': 'OpenAI' }, 'chat'],
    [{ 'gen_ai.tool.name': 'f' }, 'execute_tool'],
    [{ 'gen_ai.tool.name': '' }, null],
  ])('with %j is %s', (attributes, operation) => expect(operationOf(attributes)).toBe(operation))

  it.each(['create_agent', 'invoke_agent', 'invoke_workflow', 'plan'])(
    'that says %s is a call only of an agent elsewhere',
    (name) => {
      expect(operationOf({ 'gen_ai.operation.name': name }, 3)).toBe(name)
      expect(operationOf({ 'gen_ai.operation.name': name }, 1)).toBeNull()
      expect(operationOf({ 'gen_ai.operation.name': `un${name}` }, 1)).toBe(`un${name}`)
      expect(operationOf({ 'gen_ai.operation.name': `${name}s` }, 1)).toBe(`${name}s`)
    },
  )

  it.each([
    ['execute_tool', 0],
    ['retrieval', 0],
    ['search_memory', 0],
    ['memory_update', 0],
    ['retrievals', undefined],
    ['re_execute_tool', undefined],
    ['chat', undefined],
  ])('%s counts %s calls', (name, requests) => {
    expect(eventOf({ 'gen_ai.operation.name': name })?.requests).toBe(requests)
    const { tokens_in, tokens_out, cost_usd } = eventOf({ 'gen_ai.operation.name': name }) ?? {}
    expect([tokens_in, tokens_out, cost_usd]).toEqual([requests, requests, requests])
  })
})

describe('a call', () => {
  const chat = { 'gen_ai.operation.name': 'chat' }

  it('is named after its tool only where a tool was used', () => {
    const tool = { 'gen_ai.tool.name': 'lookup' }
    expect(eventOf({ ...chat, ...tool })).not.toHaveProperty('model')
    expect(eventOf({ 'gen_ai.operation.name': 'execute_tool', ...tool })?.model).toBe('tool:lookup')
    expect(eventOf({ 'gen_ai.operation.name': 'execute_tool' })).not.toHaveProperty('model')
  })

  it.each([
    ['workspace_id', 'aegisflow.workspace.id'],
    ['project_id', 'aegisflow.project.id'],
  ] as const)('has the %s that it names, and else that of its resource', (field, name) => {
    const resource = new Map([[name, 'r'.repeat(129)]])
    expect(eventOf({ ...chat, [name]: 'own' }, { resource })?.[field]).toBe('own')
    expect(eventOf(chat, { resource })?.[field]).toBe('r'.repeat(128))
    expect(eventOf(chat)).not.toHaveProperty(field)
  })

  it('has names no longer than they may be, of whole characters', () => {
    expect(operationOf({ 'gen_ai.operation.name': 'o'.repeat(65) })).toBe('o'.repeat(64))
    expect(eventOf({ ...chat, 'gen_ai.request.model': `${'m'.repeat(255)}😀` })?.model).toBe(
      `${'m'.repeat(255)}\ufffd`,
    )
    const end = endOf({ ...chat, 'user.id': 'u'.repeat(257) })
    expect(end).toMatchObject({ end: 'call', call: { actorRef: 'u'.repeat(256) } })
  })

  it.each([
    [1_000, 2_000, 1_000],
    [1_000, 1_000, 0],
    [1_000, 86_401_000, 86_400_000],
    [1_000, 86_401_001, undefined],
    [1_000, 999, undefined],
    [1_000, null, undefined],
    [null, 2_000, undefined],
  ])('from %s to %s took %s', (startMs, endMs, latencyMs) => {
    const event = eventOf(chat, { startMs, endMs })
    expect([event?.status, event?.latency_ms]).toEqual(['success', latencyMs])
  })

  it.each([
    [253_402_300_799_999, '9999-12-31T23:59:59.999Z'],
    [253_402_300_800_000, undefined],
    [8_640_000_000_000_001, undefined],
    [null, undefined],
  ])('that began at %s is stamped %s', (startMs, stamp) => {
    const event = eventOf(chat, { startMs, endMs: null })
    expect(event?.timestamp).toBe(stamp)
    expect(Object.hasOwn(event ?? {}, 'timestamp')).toBe(stamp !== undefined)
    const log: OtlpLog = { ...spanOf(chat), name: '', body: null, atMs: startMs }
    const ofLog = callOfLogs([log])
    expect(ofLog.end === 'call' && ofLog.call.event.timestamp).toBe(stamp)
  })

  it('of log records has the operation that they name, and their trace where they have one', () => {
    const log: OtlpLog = { ...spanOf({ 'gen_ai.operation.name': 'embeddings' }), body: null, atMs: 1 }
    expect(callOfLogs([log])).toMatchObject({
      call: { event: { operation: 'embeddings', trace_id: 'a'.repeat(32) } },
    })
    const bare = callOfLogs([{ ...log, attributes: new Map(), traceId: '', spanId: '' }])
    expect(bare).toMatchObject({ call: { event: { operation: 'chat' } } })
    expect(bare.end === 'call' && bare.call.event).not.toHaveProperty('trace_id')
  })
})
