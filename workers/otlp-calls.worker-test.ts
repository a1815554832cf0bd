import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { OtlpLog, OtlpSpan } from '../analytics/otlp/records.ts'
import { metricsHubName } from '../durable-objects/names.ts'
import { flushMetrics } from './http/metrics.ts'
import { callsOfLogs, callsOfSpans } from './otlp-calls.ts'

const where = { env, tenant: { orgId: 'org_otlp', region: env.REGION, plan: 'pro' } } as const
const model = new Map([['gen_ai.request.model', 'gpt-5']])
const span: OtlpSpan = {
  traceId: 'a'.repeat(32),
  spanId: 'b'.repeat(16),
  name: 'chat',
  kind: 3,
  startMs: 1_795_262_400_000,
  endMs: 1_795_262_400_500,
  isError: false,
  attributes: model,
  events: [],
  resource: new Map(),
}
const log: OtlpLog = {
  traceId: span.traceId,
  spanId: span.spanId,
  atMs: span.startMs,
  name: 'gen_ai.user.message',
  attributes: model,
  body: { content: 'Hello' },
  resource: new Map(),
}
const nested = (levels: number): unknown => (levels === 0 ? 'deep' : [nested(levels - 1)])
const unreadable = { ...log, spanId: 'd'.repeat(16), body: { content: nested(60) } }
const asked = (user: string): OtlpSpan => ({ ...span, attributes: new Map([...model, ['user.id', user]]) })
const actorOf = async (user: string) => (await callsOfSpans(where, [asked(user)])).events[0]

/** How many records had each end so far, of one signal. */
async function counted(signal: string): Promise<Record<string, number>> {
  await flushMetrics(env)
  const text = await env.METRICS_HUB.getByName(metricsHubName(env.REGION)).render()
  const lines = text.matchAll(/^aegisflow_otlp_records_total\{(.+)\} (\d+)$/gm)
  const found = [...lines].filter(([, labels]) => labels?.includes(`signal="${signal}"`))
  return Object.fromEntries(
    found.map(([, labels = '', value]) => [/end="(\w+)"/.exec(labels)?.[1] ?? '', Number(value)]),
  )
}

describe('spans', () => {
  it('are calls under the ids of their own, or rejected with the reason of the first', async () => {
    const found = await callsOfSpans(where, [
      span,
      { ...span, traceId: '' },
      { ...span, attributes: new Map() },
      { ...span, spanId: '' },
      { ...span, attributes: new Map([...model, ['gen_ai.input.messages', nested(60)]]) },
    ])
    expect(found.events).toMatchObject([{ id: `${span.traceId}-${span.spanId}`, model: 'gpt-5' }])
    expect([found.rejected, found.reason]).toEqual([3, 'A span has no valid trace id or span id.'])
    expect(await counted('traces')).toEqual({ call: 1, other: 1, rejected: 3 })
  })

  it('name people by a pseudonym, an address as it is, and nobody by nothing', async () => {
    const [jo, again, other] = [await actorOf('jo'), await actorOf('jo'), await actorOf('ann')]
    expect(jo?.actor_id).toMatch(/^\w+$/)
    expect(jo?.actor_id).not.toContain('jo')
    expect(again?.actor_id).toBe(jo?.actor_id)
    expect(other?.actor_id).not.toBe(jo?.actor_id)
    expect((await actorOf('jo@example.org'))?.actor_id).toBe('jo@example.org')
    expect(await actorOf('')).not.toHaveProperty('actor_id')
  })
})

describe('log records', () => {
  it('of one span are one call, of another span or trace or of none one each', async () => {
    const { events } = await callsOfLogs(where, [
      log,
      { ...log, name: 'gen_ai.assistant.message' },
      { ...log, spanId: 'c'.repeat(16) },
      { ...log, traceId: 'e'.repeat(32) },
      { ...log, spanId: '' },
      { ...log, spanId: '', body: { content: 'Hello again' } },
    ])
    expect(events).toHaveLength(5)
    expect(new Set(events.map(({ id }) => id)).size).toBe(5)
  })

  it('have the same id when they are sent again, and another when they say something else', async () => {
    const idOf = async (content: string) =>
      (await callsOfLogs(where, [{ ...log, body: { content } }])).events[0]?.id
    expect(await idOf('Hello')).toBe(await idOf('Hello'))
    expect(await idOf('Hello')).not.toBe(await idOf('Bye'))
    expect(await idOf('Hello')).toMatch(new RegExp(`^${log.traceId}-[0-9a-f]{32}$`))
    expect((await callsOfLogs(where, [{ ...log, traceId: '', spanId: '' }])).events[0]?.id).toMatch(/^log-/)
  })

  it('that cannot be read are rejected, each of them counted', async () => {
    const before = await counted('logs')
    const found = await callsOfLogs(where, [log, unreadable, unreadable, { ...log, name: 'other' }])
    expect([found.events.length, found.rejected]).toEqual([1, 2])
    expect(found.reason).not.toBe('')
    const after = await counted('logs')
    const more = Object.keys(after).map((end) => [end, (after[end] ?? 0) - (before[end] ?? 0)])
    expect(Object.fromEntries(more)).toEqual({ call: 1, other: 1, rejected: 2 })
  })
})
