import type { LlmPushEvent } from '../contract/push.ts'
import { listOf, opened, spelledAt, textAt, unwrapped } from './named.ts'
import { type Attributes, type OtlpEvent, structure } from './records.ts'

type Content = Pick<
  LlmPushEvent,
  'prompt' | 'response' | 'system' | 'messages' | 'documents' | 'tools' | 'choices' | 'output'
>

const roleOfEvent: Readonly<Record<string, string>> = {
  'gen_ai.system.message': 'system',
  'gen_ai.user.message': 'user',
  'gen_ai.assistant.message': 'assistant',
  'gen_ai.tool.message': 'tool',
}

/** Events that carry what was said, as span events or as log records. */
export const isContentEvent = (name: string): boolean =>
  Object.hasOwn(roleOfEvent, name) ||
  name === 'gen_ai.choice' ||
  name === 'gen_ai.content.prompt' ||
  name === 'gen_ai.content.completion' ||
  name === 'gen_ai.client.inference.operation.details'

/** What an event says: fields of its body, of the attribute that some put it into, and its attributes. */
function saidBy({ attributes, body }: OtlpEvent): Record<string, unknown> {
  const inner = opened(body) ?? opened(attributes.get('gen_ai.event.content'))
  const isFields = typeof inner === 'object' && inner !== null && !Array.isArray(inner)
  const fields = isFields ? Object.entries(inner) : inner === undefined ? [] : [['content', inner] as const]
  const own = [...attributes].filter(([name]) => !name.includes('.'))
  return structure([...own, ...fields].map(([name, value]) => [name, opened(value)] as const))
}

/** What was said in a call, wherever its instrumentation put it: attributes of today and of before, and events. */
export function contentOfCall(
  attributes: Attributes,
  events: readonly OtlpEvent[],
  operation: string,
): Content {
  const messages = [
    ...listOf(attributes.get('gen_ai.input.messages')),
    ...spelledAt(attributes, 'gen_ai.prompt'),
    ...(unwrapped(spelledAt(attributes, 'llm.prompts')) as unknown[]),
    ...(unwrapped(spelledAt(attributes, 'llm.input_messages')) as unknown[]),
    ...listOf(attributes.get('ai.prompt.messages')),
    ...listOf(attributes.get('gen_ai.prompt')),
  ]
  const choices = [
    ...listOf(attributes.get('gen_ai.output.messages')),
    ...spelledAt(attributes, 'gen_ai.completion'),
    ...(unwrapped(spelledAt(attributes, 'llm.completions')) as unknown[]),
    ...(unwrapped(spelledAt(attributes, 'llm.output_messages')) as unknown[]),
    ...listOf(attributes.get('gen_ai.completion')),
    ...listOf(attributes.get('ai.response.text')),
  ].map((message) => ({ message }))
  const system = listOf(attributes.get('gen_ai.system_instructions'))
  const output: object[] = listOf(attributes.get('ai.response.toolCalls')).map((call) => ({
    type: 'tool_call',
    ...fields(call),
  }))
  const documents = [
    ...listOf(attributes.get('gen_ai.retrieval.documents')),
    ...(unwrapped(spelledAt(attributes, 'retrieval.documents')) as unknown[]),
  ]
  const tools = [...listOf(attributes.get('gen_ai.tool.definitions')), ...spelledAt(attributes, 'llm.tools')]
  for (const { text } of textsEmbedded(attributes)) messages.push({ role: 'user', content: text })

  for (const event of events) {
    const role = Object.hasOwn(roleOfEvent, event.name) ? roleOfEvent[event.name] : undefined
    if (role !== undefined) messages.push({ ...saidBy(event), role })
    else if (event.name === 'gen_ai.choice') choices.push({ message: messageOf(saidBy(event)) })
    else if (isContentEvent(event.name)) {
      const inner = contentOfCall(event.attributes, [], operation)
      messages.push(...(inner.messages ?? []))
      choices.push(...((inner.choices ?? []) as { message: unknown }[]))
      system.push(...((inner.system ?? []) as unknown[]))
      tools.push(...(inner.tools ?? []))
    }
  }
  const isStep = operation === 'execute_tool'
  if (isStep) {
    const call = opened(attributes.get('gen_ai.tool.call.arguments') ?? entity(attributes, 'input'))
    const result = opened(attributes.get('gen_ai.tool.call.result') ?? entity(attributes, 'output'))
    if (call !== undefined) output.push({ type: 'tool_call', arguments: call })
    if (result !== undefined) messages.push({ type: 'tool_call_response', response: result })
  }
  const prompt = [
    textAt(attributes, 'gen_ai.retrieval.query.text'),
    messages.length === 0 && !isStep ? textAt(attributes, 'input.value', 'ai.prompt') : '',
  ]
  const isSilent = choices.length + output.length === 0 && operation !== 'retrieval' && !isStep
  return present({
    messages,
    choices,
    system,
    output,
    documents,
    tools,
    prompt: prompt.filter((text) => text !== '').join('\n'),
    response: isSilent ? textAt(attributes, 'output.value') : '',
  })
}

const fields = (value: unknown): object =>
  typeof value === 'object' && value !== null ? value : { arguments: value }

/** A choice is its message, or has one. */
const messageOf = (said: Record<string, unknown>): unknown => said.message ?? said

const entity = (attributes: Attributes, side: 'input' | 'output'): unknown =>
  attributes.get(`traceloop.entity.${side}`) ?? attributes.get(`${side}.value`)

/** Texts that OpenInference says were embedded; their vectors are not read. */
function textsEmbedded(attributes: Attributes): { text: string }[] {
  return [...attributes].flatMap(([name, value]) =>
    /^embedding\.embeddings\.\d+\.embedding\.text$/.test(name) && typeof value === 'string'
      ? [{ text: value }]
      : [],
  )
}

/** Without what says nothing, so that a call without content stays plain. */
function present(content: Content): Content {
  return Object.fromEntries(
    Object.entries(content).filter(
      ([, value]) => (Array.isArray(value) || typeof value === 'string') && value.length > 0,
    ),
  )
}
