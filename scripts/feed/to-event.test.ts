import { describe, expect, test } from 'vitest'
import { llmPushEvent } from '../../analytics/contract/push.ts'
import { eventOf, promptFieldOf } from './to-event.ts'

const mapping = { fileName: 'prompts.jsonl' }

function made(
  record: Record<string, unknown>,
  options: Partial<Parameters<typeof eventOf>[2]> = {},
  line = 1,
) {
  const result = eventOf(record, line, { ...mapping, ...options })
  if ('problem' in result) throw new Error(result.problem)
  return llmPushEvent.parse(result.event)
}

const problemOf = (record: Record<string, unknown>, field?: string) => {
  const result = eventOf(record, 1, { ...mapping, ...(field === undefined ? {} : { field }) })
  return 'problem' in result ? result.problem : null
}

describe('promptFieldOf', () => {
  test('finds text before prompt, and takes only the field that is named', () => {
    expect(promptFieldOf({ prompt: 'a', text: 'b' })).toBe('text')
    expect(promptFieldOf({ prompt: 'a' })).toBe('prompt')
    expect(promptFieldOf({ prompt: 'a', question: 'b' }, 'question')).toBe('question')
    expect(promptFieldOf({ prompt: 'a' }, 'question')).toBeNull()
    expect(promptFieldOf({ message: 'a' })).toBeNull()
  })
})

describe('eventOf', () => {
  test('takes what stands under the usual names and passes over the rest', () => {
    const event = made({
      prompt: 'hello',
      completion: 'hi',
      model_name: 'gpt-5-mini',
      provider: 'Azure OpenAI',
      user_email: 'ann@example.com',
      latency_ms: '12.5',
      prompt_tokens: 3,
      colour: 'red',
    })
    expect(event).toEqual({
      id: expect.any(String),
      prompt: 'hello',
      response: 'hi',
      model: 'gpt-5-mini',
      vendor_id: 'azure_openai',
      actor_email: 'ann@example.com',
      latency_ms: 12.5,
      tokens_in: 3,
    })
  })

  test('lets the named field be the prompt only', () => {
    const event = made({ text: 'ignored', response: 'the prompt' }, { field: 'response' })
    expect(event.prompt).toBe('the prompt')
    expect(event.response).toBeUndefined()
  })

  test('stands in for a model and a vendor that the record does not name', () => {
    expect(made({ text: 'a', model: '' }, { model: 'm', vendor: 'xai' })).toMatchObject({
      model: 'm',
      vendor_id: 'xai',
    })
    expect(made({ text: 'a', model: 'own' }, { model: 'm' }).model).toBe('own')
  })

  test('gives the same line of the same file the same id, and every other one another', () => {
    const id = made({ text: 'a' }).id
    expect(made({ text: 'a' }, { model: 'm' }).id).toBe(id)
    const others = [
      made({ text: 'b' }).id,
      made({ text: 'a' }, {}, 2).id,
      made({ text: 'a' }, { fileName: 'other.jsonl' }).id,
    ]
    expect(new Set([id, ...others]).size).toBe(4)
  })

  test('keeps an id that is a UUID and replaces one that could occur in another file', () => {
    const id = '0199d2b4-7c1e-7abc-8def-0123456789ab'
    expect(made({ text: 'a', id }).id).toBe(id)
    expect(made({ text: 'a', id: '17' }).id).toMatch(/^feed-[\da-f]{32}$/)
  })

  test.each([
    ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01T10:00:00+02:00', '2026-03-01T08:00:00.000Z'],
    ['2026-03-01 10:00:00', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01 10:00:00 UTC', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    [1772359200, '2026-03-01T10:00:00.000Z'],
    ['1772359200000', '2026-03-01T10:00:00.000Z'],
  ])('understands the time %j', (timestamp, instant) => {
    expect(made({ text: 'a', timestamp }).timestamp).toBe(instant)
  })

  test.each(['01/03/2026', '2026-13-01', 'yesterday', '-5', {}])('reports the time %j', (timestamp) => {
    expect(problemOf({ text: 'a', timestamp })).toBe('timestamp is not a time')
  })

  test.each([
    [{ message: 'a' }, 'there is no text or prompt'],
    [{ text: ' ' }, 'text is empty'],
    [{ text: 3 }, 'text is not text'],
    [{ text: 'a', response: ['b'] }, 'response is not text'],
    [{ text: 'a', latency_ms: 'fast' }, 'latency_ms is not a number'],
  ])('reports %j', (record, problem) => {
    expect(problemOf(record)).toBe(problem)
  })
})
