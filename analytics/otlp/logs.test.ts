import { describe, expect, it } from 'vitest'
import { contentOf } from '../content/content-of.ts'
import { callOfLogs, isOfCall } from './calls.ts'
import { logsFromJson } from './from-json.ts'
import type { OtlpLog } from './records.ts'
import { anyOf, attributesOf, type Json, spanId, traceId } from './test-spans.ts'

describe('log records', () => {
  const logOf = (eventName: string, body: unknown, more: Json = {}): Json => ({
    timeUnixNano: 1795262400000000000,
    traceId,
    spanId,
    eventName,
    body: anyOf(body),
    attributes: attributesOf({ 'gen_ai.system': 'openai' }),
    ...more,
  })
  const read = (records: Json[]): OtlpLog[] =>
    logsFromJson({ resourceLogs: [{ scopeLogs: [{ logRecords: records }] }] })
  const callOfRecords = (records: Json[]) => {
    const end = callOfLogs(read(records) as [OtlpLog, ...OtlpLog[]])
    if (end.end !== 'call') throw new Error(JSON.stringify(end))
    return end.call.event
  }
  const said = [
    logOf('gen_ai.user.message', { content: 'SSN 219-09-1234' }),
    logOf('gen_ai.choice', {
      index: 0,
      finish_reason: 'stop',
      message: { role: 'assistant', content: 'No' },
    }),
  ]

  it('of one span are what was said in it, and count nothing', () => {
    const event = callOfRecords(said)
    expect(event).toMatchObject({ requests: null, tokens_in: 0, cost_usd: 0, vendor_id: 'openai' })
    expect(contentOf(event)).toMatchObject({
      prompt: [{ origin: 'user', text: 'SSN 219-09-1234' }],
      response: [{ origin: 'assistant', text: 'No' }],
    })
  })

  it('without a span are a call of their own', () => {
    const details = {
      'gen_ai.request.model': 'gpt-5',
      'gen_ai.usage.input_tokens': 4,
      'gen_ai.input.messages': '[{"role":"user","content":"Hi"}]',
    }
    const record = logOf('gen_ai.client.inference.operation.details', '', {
      traceId: '',
      spanId: '',
      attributes: attributesOf(details),
    })
    const event = callOfRecords([record])
    expect(event).toMatchObject({ model: 'gpt-5', tokens_in: 4 })
    expect(event).not.toHaveProperty('requests')
    expect(contentOf(event).prompt).toEqual([{ origin: 'user', text: 'Hi' }])
  })

  it('of anything else are none', () => {
    const [plain, named] = read([
      logOf('', 'GET /'),
      logOf('', 'x', { attributes: attributesOf({ 'event.name': 'gen_ai.user.message' }) }),
    ])
    expect(plain && isOfCall(plain)).toBe(false)
    expect(named && isOfCall(named)).toBe(true)
  })
})
