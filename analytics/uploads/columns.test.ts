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
    [1_793_534_400, '2026-11-01T12:00:00.000Z'],
    ['1793534400000', '2026-11-01T12:00:00.000Z'],
  ])('%j is %s', (said, stamp) => {
    expect(stampOf(said)).toBe(stamp)
  })

  it.each(['yesterday', '01/11/2026', '2026-13-01', '12', 'NaN'])(
    '%j is none, and the row is refused',
    (said) => {
      expect(llmPushEvent.safeParse({ timestamp: stampOf(said) }).success).toBe(false)
    },
  )
})
