import { witnessRequest } from '../../analytics/ledger/checkpoint.ts'
import {
  type CheckpointTarget,
  dueCheckpointTargets,
  noteAttempt,
} from '../../analytics/store/d1/checkpoint-targets.ts'
import { errorText } from '../../analytics/store/error-text.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { privateHosts, refusal } from '../collector/host-guard.ts'
import { readText } from '../collector/outbound.ts'
import type { Env } from '../environment.ts'
import { ledgerOf } from './ledger.ts'

const targetsAtOnce = 100
const attemptMsMax = 10_000
/** A number of at most 15 digits and the end of its line. */
const sizeBytesMax = 32
const idleMs = 60_000
const backoffMsMax = 6 * 3_600_000

/** Why an address must not be sent checkpoints, or null. */
export function targetRefusal(env: Env, address: string): string | null {
  const url = URL.parse(address)
  return url === null
    ? 'the address cannot be read'
    : refusal(url, privateHosts(env.AEGISFLOW_ALLOW_PRIVATE_HOSTS))
}

/**
 * Sends every organization's newest checkpoint to the address that it named, with the proof that it continues the last
 * one that was taken there. What fails is tried again, after longer and longer waits.
 */
export async function pushCheckpoints(env: Env, place: Place, nowMs: number): Promise<void> {
  const due = await dueCheckpointTargets(place.db, place.region, nowMs, targetsAtOnce)
  await Promise.all(
    due.map(async ({ tenant, target }) => {
      try {
        await noteAttempt(tenant, place.db, await pushed(env, tenant, target, nowMs))
      } catch (error) {
        console.error('a checkpoint was not sent', errorText(error))
      }
    }),
  )
}

async function pushed(
  env: Env,
  tenant: Tenant,
  target: CheckpointTarget,
  nowMs: number,
): Promise<CheckpointTarget> {
  const ledger = ledgerOf(env, tenant)
  const checkpoint = await ledger.checkpoint(tenant.orgId, null)
  if (checkpoint === null || checkpoint.size <= target.pushedSize)
    return { ...target, nextAttemptAtMs: nowMs + idleMs / 2 }
  const proof = await ledger.consistency(target.pushedSize, checkpoint.size)
  const body = witnessRequest(target.pushedSize, proof?.hashes ?? [], checkpoint.note)
  const refused = await send(env, target.url, body)
  if (refused === null) {
    const next = nowMs + idleMs / 2
    return {
      ...target,
      pushedSize: checkpoint.size,
      pushedAtMs: nowMs,
      lastError: null,
      failures: 0,
      nextAttemptAtMs: next,
    }
  }
  const failures = target.failures + 1
  const waitMs = Math.min(backoffMsMax, idleMs * 2 ** (failures - 1))
  const known = refused.knownSize === null ? target.pushedSize : Math.min(refused.knownSize, checkpoint.size)
  return {
    ...target,
    pushedSize: known,
    lastError: refused.message,
    failures,
    nextAttemptAtMs: nowMs + waitMs / 2,
  }
}

type Refused = { message: string; knownSize: number | null }

/** Null when it was taken. A witness that knows another size says which (409). Source: c2sp.org/tlog-witness. */
async function send(env: Env, address: string, body: string): Promise<Refused | null> {
  const reason = targetRefusal(env, address)
  if (reason !== null) return { message: `The address was refused: ${reason}.`, knownSize: null }
  const signal = AbortSignal.timeout(attemptMsMax)
  try {
    const response = await fetch(address, {
      method: 'POST',
      body,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'user-agent': 'AegisFlow' },
      redirect: 'manual',
      signal,
    })
    const isSize = response.status === 409 && response.headers.get('content-type') === 'text/x.tlog.size'
    const size = isSize ? sizeOf(await readText(response, sizeBytesMax)) : null
    if (!isSize) await response.body?.cancel()
    if (response.ok) return null
    return { message: `The address answered with ${response.status}.`, knownSize: size }
  } catch {
    const message = signal.aborted
      ? 'The address did not answer in time.'
      : 'The address could not be reached.'
    return { message, knownSize: null }
  }
}

const sizeOf = (text: string | null): number | null =>
  text !== null && /^\d{1,15}\s*$/.test(text) ? Number(text) : null
