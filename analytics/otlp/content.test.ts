import { describe, expect, it } from 'vitest'
import { contentOfCall, isContentEvent } from './content.ts'
import type { OtlpEvent } from './records.ts'

type Given = Record<string, unknown>

const contentOf = (attributes: Given, operation = 'chat', events: OtlpEvent[] = []) =>
  contentOfCall(new Map(Object.entries(attributes)), events, operation)
const event = (name: string, attributes: Given, body: unknown = null): OtlpEvent => ({
  name,
  attributes: new Map(Object.entries(attributes)),
  body,
})

describe('what a call holds', () => {
  it('are the texts that were embedded, and no other value beside them', () => {
    const attributes = {
      'embedding.embeddings.0.embedding.text': 'first',
      'embedding.embeddings.11.embedding.text': 'second',
      'embedding.embeddings.1.embedding.vector': [1, 2],
      'embedding.embeddings.2.embedding.text': 7,
      'my.embedding.embeddings.3.embedding.text': 'of another',
      'embedding.embeddings.4.embedding.text.length': 'five',
    }
    expect(contentOf(attributes, 'embeddings').messages).toEqual([
      { role: 'user', content: 'first' },
      { role: 'user', content: 'second' },
    ])
  })

  it('is all that one event tells of it', () => {
    const details = event('gen_ai.client.inference.operation.details', {
      'gen_ai.input.messages': [{ role: 'user', content: 'Q' }],
      'gen_ai.output.messages': [{ role: 'assistant', content: 'A' }],
      'gen_ai.system_instructions': ['Be brief'],
      'gen_ai.tool.definitions': [{ name: 'f', description: 'Mails' }],
    })
    const told = {
      messages: [{ role: 'user', content: 'Q' }],
      choices: [{ message: { role: 'assistant', content: 'A' } }],
      system: ['Be brief'],
      tools: [{ name: 'f', description: 'Mails' }],
    }
    expect(contentOf({}, 'chat', [details])).toEqual(told)
    expect(contentOf({}, 'chat', [event(details.name, {})])).toEqual({})
    expect(contentOf({}, 'chat', [event('gen_ai.other', Object.fromEntries(details.attributes))])).toEqual({})
  })

  it.each([
    ['gen_ai.content.prompt', { 'gen_ai.prompt': 'Q' }, { messages: ['Q'] }],
    ['gen_ai.content.completion', { 'gen_ai.completion': 'A' }, { choices: [{ message: 'A' }] }],
  ])('is what the event %s tells', (name, attributes, content) => {
    expect(isContentEvent(name)).toBe(true)
    expect(contentOf({}, 'chat', [event(name, attributes)])).toMatchObject(content)
  })

  it('is what a message says, as text, as fields or beside its body, in its own role', () => {
    const said = (attributes: Given, body: unknown) =>
      contentOf({}, 'chat', [event('gen_ai.user.message', attributes, body)]).messages?.[0]
    expect(said({}, 'plain')).toMatchObject({ role: 'user', content: 'plain' })
    expect(said({ content: 'beside' }, null)).toMatchObject({ role: 'user', content: 'beside' })
    expect(said({ role: 'system' }, { role: 'tool', content: 'within' })).toMatchObject({
      role: 'user',
      content: 'within',
    })
    expect(said({}, ['a', 'list'])).toMatchObject({ role: 'user', content: ['a', 'list'] })
    expect(said({ 'gen_ai.system': 'openai' }, null)).toEqual(
      Object.assign(Object.create(null), { role: 'user' }),
    )
  })

  it('is the arguments of calls that the answer makes, be they none that has fields', () => {
    expect(
      contentOf({ 'ai.response.toolCalls': [{ toolName: 'f', args: '{}' }, 'raw', null] }).output,
    ).toEqual([
      { type: 'tool_call', toolName: 'f', args: '{}' },
      { type: 'tool_call', arguments: 'raw' },
      { type: 'tool_call', arguments: null },
    ])
  })

  it('is the value that came out where nothing else says what did, but of what was retrieved or used', () => {
    const out = { 'output.value': 'A', 'input.value': 'Q' }
    expect(contentOf(out)).toEqual({ prompt: 'Q', response: 'A' })
    expect(contentOf({ ...out, 'gen_ai.output.messages': ['B'] })).toEqual({
      prompt: 'Q',
      choices: [{ message: 'B' }],
    })
    expect(contentOf({ ...out, 'ai.response.toolCalls': ['c'] })).toMatchObject({ prompt: 'Q' })
    expect(contentOf({ ...out, 'ai.response.toolCalls': ['c'] })).not.toHaveProperty('response')
    expect(contentOf(out, 'retrieval')).toEqual({ prompt: 'Q' })
    expect(contentOf({ ...out, 'gen_ai.input.messages': ['M'] })).toEqual({ messages: ['M'], response: 'A' })
  })

  it('of a tool is what went in and what came out, and nothing where nothing did', () => {
    expect(contentOf({}, 'execute_tool')).toEqual({})
    expect(contentOf({ 'input.value': 'in', 'output.value': 'out' }, 'execute_tool')).toEqual({
      output: [{ type: 'tool_call', arguments: 'in' }],
      messages: [{ type: 'tool_call_response', response: 'out' }],
    })
    expect(
      contentOf({ 'traceloop.entity.output': 'first', 'output.value': 'out' }, 'execute_tool').messages,
    ).toEqual([{ type: 'tool_call_response', response: 'first' }])
  })
})
