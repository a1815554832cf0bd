import { type LlmPushEvent, llmPushEvent } from '../contract/push.ts'
import { wholeWithPart } from '../token-parts.ts'
import { contentOfCall, isContentEvent } from './content.ts'
import { countAt, textAt } from './named.ts'
import type { Attributes, OtlpEvent, OtlpLog, OtlpSpan } from './records.ts'
import { vendorOfProviderName } from './vendors.ts'

/** A call that a record tells of. `actorRef` is whoever its sender says acted, and not yet a pseudonym. */
export type OtlpCall = { event: LlmPushEvent; actorRef: string }

/** What became of a record: a call, something else that is not kept, or nothing that can be read. */
export type OtlpEnd = { end: 'call'; call: OtlpCall } | { end: 'other' } | { end: 'rejected'; reason: string }

const clientKind = 3
/** Their model calls come as spans of their own; only an agent elsewhere is a call itself. */
const agents = /^(?:create_agent|invoke_agent|invoke_workflow|plan)$/
/** Steps that are no call of a model: they count as none and cost nothing. */
const steps = /^(?:execute_tool|retrieval|.*memory.*)$/
const operationOfKind: Readonly<Record<string, string>> = {
  LLM: 'chat',
  EMBEDDING: 'embeddings',
  RETRIEVER: 'retrieval',
  RERANKER: 'rerank',
  TOOL: 'execute_tool',
}
const operationOfType: Readonly<Record<string, string>> = {
  chat: 'chat',
  completion: 'text_completion',
  embedding: 'embeddings',
  rerank: 'rerank',
}

/** What a span did, in today's words; null when it is no call and no step of one. */
function operationOf({ attributes, kind }: Pick<OtlpSpan, 'attributes' | 'kind'>): string | null {
  const named = textAt(attributes, 'gen_ai.operation.name').toLowerCase()
  if (agents.test(named)) return kind === clientKind ? named : null
  if (named !== '') return named
  const spanKind = textAt(attributes, 'openinference.span.kind').toUpperCase()
  if (spanKind !== '') return operationOfKind[spanKind] ?? null
  const traceloop = textAt(attributes, 'traceloop.span.kind').toLowerCase()
  if (traceloop !== '') return traceloop === 'tool' ? 'execute_tool' : null
  const type = textAt(attributes, 'llm.request.type').toLowerCase()
  if (type !== '') return operationOfType[type] ?? 'chat'
  if (textAt(attributes, 'mcp.method.name') === 'tools/call') return 'execute_tool'
  if (textAt(attributes, ...modelNames, ...providerNames) !== '') return 'chat'
  return textAt(attributes, 'gen_ai.tool.name') === '' ? null : 'execute_tool'
}

const modelNames = [
  'gen_ai.response.model',
  'gen_ai.request.model',
  'llm.response.model',
  'llm.model_name',
  'llm.request.model',
  'embedding.model_name',
  'reranker.model_name',
]
const providerNames = ['gen_ai.provider.name', 'gen_ai.system', 'llm.provider', 'llm.system', 'llm.vendor']
const actorNames = [
  'user.email',
  'enduser.id',
  'user.id',
  'enduser.pseudo.id',
  'traceloop.association.properties.user_id',
  'langfuse.user.id',
  'ai.telemetry.metadata.userId',
]

const iso = (ms: number): string | undefined => {
  const date = new Date(ms)
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 ? undefined : date.toISOString()
}
const cut = (text: string, chars: number): string => text.slice(0, chars).toWellFormed()

/** What attributes say of a call, whoever wrote them. */
function said(attributes: Attributes, resource: Attributes, operation: string) {
  const tool = textAt(attributes, 'gen_ai.tool.name', 'tool.name', 'traceloop.entity.name')
  const model =
    textAt(attributes, ...modelNames) || (operation === 'execute_tool' && tool ? `tool:${tool}` : '')
  const vendorId = vendorOfProviderName(textAt(attributes, ...providerNames))
  const place = (name: string) => textAt(attributes, name) || textAt(resource, name)
  const workspaceId = place('aegisflow.workspace.id')
  const projectId = place('aegisflow.project.id')
  return {
    operation: cut(operation, 64),
    ...(model === '' ? {} : { model: cut(model, 256) }),
    ...(vendorId === undefined ? {} : { vendor_id: vendorId }),
    ...(workspaceId === '' ? {} : { workspace_id: cut(workspaceId, 128) }),
    ...(projectId === '' ? {} : { project_id: cut(projectId, 128) }),
  }
}

const nothingCounted = { tokens_in: 0, tokens_out: 0, cost_usd: 0 } as const

function usageOf(attributes: Attributes, operation: string): Partial<LlmPushEvent> {
  if (steps.test(operation)) return { requests: 0, ...nothingCounted }
  const counts = {
    tokens_in: countAt(
      attributes,
      'gen_ai.usage.input_tokens',
      'gen_ai.usage.prompt_tokens',
      'llm.usage.prompt_tokens',
      'llm.token_count.prompt',
    ),
    tokens_out: countAt(
      attributes,
      'gen_ai.usage.output_tokens',
      'gen_ai.usage.completion_tokens',
      'llm.usage.completion_tokens',
      'llm.token_count.completion',
    ),
    tokens_cached: countAt(
      attributes,
      'gen_ai.usage.cache_read.input_tokens',
      'gen_ai.usage.cache_read_input_tokens',
      'llm.token_count.prompt_details.cache_read',
    ),
    tokens_cache_written: countAt(
      attributes,
      'gen_ai.usage.cache_creation.input_tokens',
      'gen_ai.usage.cache_creation_input_tokens',
      'llm.token_count.prompt_details.cache_write',
    ),
    tokens_reasoning: countAt(
      attributes,
      'gen_ai.usage.reasoning.output_tokens',
      'gen_ai.usage.reasoning_tokens',
      'llm.usage.reasoning_tokens',
      'llm.token_count.completion_details.reasoning',
    ),
  }
  const { tokens_in: given, tokens_out: answered, tokens_reasoning: thought } = counts
  const cached = (counts.tokens_cached ?? 0) + (counts.tokens_cache_written ?? 0)
  const whole = {
    ...counts,
    tokens_in: given === undefined ? given : wholeWithPart(given, cached),
    tokens_out: answered === undefined ? answered : wholeWithPart(answered, thought ?? 0),
  }
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined))
}

/** The call that a span tells of. Its id is that of the span, so that a span which is sent again is the same event. */
export function callOfSpan(span: OtlpSpan): OtlpEnd {
  const { traceId, spanId, startMs, endMs, attributes, resource } = span
  if (traceId === '' || spanId === '') {
    return { end: 'rejected', reason: 'A span has no valid trace id or span id.' }
  }
  const operation = operationOf(span)
  if (operation === null) return { end: 'other' }
  const latencyMs = startMs === null || endMs === null ? -1 : endMs - startMs
  const timestamp = startMs === null ? undefined : iso(startMs)
  const isError = span.isError || attributes.has('error.type')
  return checked(attributes, resource, {
    id: `${traceId}-${spanId}`,
    trace_id: traceId,
    ...said(attributes, resource, operation),
    ...usageOf(attributes, operation),
    ...contentOfCall(attributes, span.events, operation),
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(latencyMs >= 0 && latencyMs <= 86_400_000 ? { latency_ms: latencyMs } : {}),
    status: isError ? 'error' : 'success',
  })
}

const nameOf = ({ name, attributes }: OtlpEvent): string => name || textAt(attributes, 'event.name')

/** Whether a log record tells what was said in a call. */
export const isOfCall = (log: OtlpLog): boolean => isContentEvent(nameOf(log))

/**
 * The call that log records of one span tell of. The span itself says how many tokens and how long, so the records of
 * one count nothing; a record without a span is a call of its own.
 */
export function callOfLogs(logs: readonly [OtlpLog, ...OtlpLog[]]): OtlpEnd {
  const [first] = logs
  const attributes = new Map(logs.flatMap((log) => [...log.attributes]))
  const operation = operationOf({ attributes, kind: clientKind }) ?? 'chat'
  const isPart = first.spanId !== ''
  const timestamp = first.atMs === null ? undefined : iso(first.atMs)
  const events = logs.map((log) => ({ ...log, name: nameOf(log) }))
  return checked(attributes, first.resource, {
    ...(first.traceId === '' ? {} : { trace_id: first.traceId }),
    ...said(attributes, first.resource, operation),
    ...(isPart ? { requests: null, ...nothingCounted } : usageOf(attributes, operation)),
    ...contentOfCall(new Map(), events, operation),
    ...(timestamp === undefined ? {} : { timestamp }),
  })
}

/** Everything that comes in has the shape of the contract, also what others translated. */
function checked(attributes: Attributes, resource: Attributes, event: LlmPushEvent): OtlpEnd {
  const { success, data, error } = llmPushEvent.safeParse(event)
  if (success) {
    const actorRef = textAt(attributes, ...actorNames) || textAt(resource, ...actorNames)
    return { end: 'call', call: { event: data, actorRef: cut(actorRef, 256) } }
  }
  const [issue] = error.issues
  return { end: 'rejected', reason: `${issue?.path.join('.')}: ${issue?.message}` }
}
