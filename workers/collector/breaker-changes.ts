import type { Breaker } from '../../analytics/contract/collector.ts'
import { noteThat, settleNotice } from '../../analytics/store/d1/notices.ts'
import { errorText } from '../../analytics/store/error-text.ts'
import type { BreakerChange, BreakerView } from '../../durable-objects/breaker-state.ts'
import { liveRoomName } from '../../durable-objects/names.ts'
import type { Doing } from '../audit.ts'
import type { Env } from '../environment.ts'
import { count } from '../http/metrics.ts'
import { type Circuit, circuitLabel } from './circuit.ts'
import { noted } from './system.ts'

const circuitOf = (env: Env, circuit: Circuit) => env.CIRCUIT_BREAKER.getByName(circuit.objectName)

/** A circuit as people see it. */
export async function shownBreaker(env: Env, circuit: Circuit, nowMs: number): Promise<Breaker> {
  return breakerFrom(circuit, await circuitOf(env, circuit).view(nowMs))
}

function breakerFrom(circuit: Circuit, { state, failures, openedAtMs }: BreakerView): Breaker {
  return {
    name: circuitLabel(circuit),
    vendor_id: circuit.vendorId,
    host: circuit.host,
    state,
    failures,
    opened_at: openedAtMs === null ? null : new Date(openedAtMs).toISOString(),
  }
}

/**
 * Tells of a change of a circuit: a metric, an entry in the ledger of the organization whose run met it, a notice while
 * it is open, and a live frame.
 */
export async function breakerChanged(doing: Doing, circuit: Circuit, change: BreakerChange): Promise<void> {
  const { env, tenant, place } = doing
  const nowMs = Date.now()
  const subject = circuitLabel(circuit)
  count('aegisflow_breaker_changes_total', { vendor_id: circuit.vendorId, change })
  await noted(doing, { action: `breaker.${change}`, target: `breaker:${subject}` })
  const message = 'It failed five times within a minute. It is asked again after 30 seconds.'
  if (change === 'opened') await noteThat(tenant, place.db, { kind: 'breaker_open', subject, message }, nowMs)
  if (change === 'closed') await settleNotice(tenant, place.db, { kind: 'breaker_open', subject }, nowMs)
  try {
    const breaker = await shownBreaker(env, circuit, nowMs)
    await env.LIVE_ROOM.getByName(liveRoomName(tenant.region, tenant.orgId)).showBreaker(breaker)
  } catch (error) {
    console.error('live room was not reached', errorText(error))
  }
}
