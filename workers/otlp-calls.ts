import type { LlmPushEvent } from '../analytics/contract/push.ts'
import type { OtlpSignal } from '../analytics/otlp/answer.ts'
import { callOfLogs, callOfSpan, isOfCall, type OtlpCall, type OtlpEnd } from '../analytics/otlp/calls.ts'
import type { OtlpLog, OtlpSpan } from '../analytics/otlp/records.ts'
import type { Tenant } from '../analytics/tenant.ts'
import { contentHash } from './content-hash.ts'
import type { Env } from './environment.ts'
import { count } from './http/metrics.ts'
import { pseudonymsOf } from './vault/index.ts'

/** What a request of OTLP holds: calls, and how many of its records could not be read and why the first of them. */
export type OtlpContent = { events: LlmPushEvent[]; rejected: number; reason: string }

type Where = { env: Env; tenant: Tenant }

/** The calls among spans. */
export const callsOfSpans = (where: Where, spans: readonly OtlpSpan[]): Promise<OtlpContent> =>
  gathered(
    where,
    'traces',
    spans.map((span) => ({ end: callOfSpan(span), records: 1 })),
  )

/** The calls among log records; those of one span are one. */
export function callsOfLogs(where: Where, logs: readonly OtlpLog[]): Promise<OtlpContent> {
  const bySpan = new Map<string, [OtlpLog, ...OtlpLog[]]>()
  let others = 0
  for (const [index, log] of logs.entries()) {
    if (!isOfCall(log)) {
      others++
      continue
    }
    const name = log.spanId === '' ? String(index) : `${log.traceId}-${log.spanId}`
    const known = bySpan.get(name)
    if (known) known.push(log)
    else bySpan.set(name, [log])
  }
  const ends = [...bySpan.values()].map((group) => ({ end: callOfLogs(group), records: group.length }))
  return gathered(where, 'logs', [...ends, { end: { end: 'other' }, records: others }])
}

async function gathered(
  { env, tenant }: Where,
  signal: OtlpSignal,
  ends: readonly { end: OtlpEnd; records: number }[],
): Promise<OtlpContent> {
  const content: OtlpContent = { events: [], rejected: 0, reason: '' }
  const counts = { call: 0, other: 0, rejected: 0 }
  for (const { end, records } of ends) {
    counts[end.end] += records
    if (end.end === 'call') content.events.push(await named(env, tenant, end.call))
    if (end.end !== 'rejected') continue
    content.rejected += records
    content.reason ||= end.reason
  }
  for (const [end, records] of Object.entries(counts)) {
    if (records > 0) count('aegisflow_otlp_records_total', { signal, end }, records)
  }
  return content
}

/** With a pseudonym of whoever acted, and an id that the same records have again. */
async function named(env: Env, tenant: Tenant, { event, actorRef }: OtlpCall): Promise<LlmPushEvent> {
  const id = event.id ?? `${event.trace_id ?? 'log'}-${await contentHash(JSON.stringify(event))}`
  if (actorRef === '') return { ...event, id }
  if (actorRef.includes('@')) return { ...event, id, actor_id: actorRef }
  return { ...event, id, actor_id: await pseudonymsOf(env).ofVendorUser(tenant.orgId, 'otlp', actorRef) }
}
