import { updateLeased, updateRun } from '../../analytics/store/d1/collection.ts'
import { noteCheck } from '../../analytics/store/d1/credential-health.ts'
import { noteThat, settleNotice } from '../../analytics/store/d1/notices.ts'
import { refused } from './credential-refused.ts'
import { type Ending, endingMessage, type Run } from './run.ts'
import { systemDoing } from './system.ts'

const retryMsMin = 60_000
const jitterShare = 0.1

/** Writes down how a run ended and when its stream is due again. `ending` null: all was read. */
export async function settle(run: Run, ending: Ending | null, progress: number): Promise<void> {
  const { place, due, row, id, tally } = run
  const nowMs = Date.now()
  const message = ending && endingMessage(ending)
  const isFailure = ending !== null && ending.kind !== 'paused' && ending.kind !== 'history_ends'
  // A pause says that the vendor answered only where something was read before it.
  const isRead = !isFailure && (ending?.kind !== 'paused' || tally.pages > 0)
  await updateRun(due.tenant, place.db, id, {
    status: statusOf(run, ending),
    pulled: tally.pulled,
    pages: tally.pages,
    progress,
    errors: tally.skipped + Number(isFailure),
    errorMessage: message,
    finishedAtMs: nowMs,
  })
  const isStopped = ending?.kind === 'vendor' && ending.failure.tag === 'forbidden'
  const isOurs = await updateLeased(due, place.db, {
    leaseId: null,
    leaseUntilMs: 0,
    lastError: isFailure ? message : isRead ? null : row.lastError,
    nextDueAtMs: nowMs + dueInMs(ending, row.intervalS * 1000),
    ...(isStopped ? { status: 'stopped' as const } : {}),
  })
  if (!isOurs) return
  if (isRead && (row.lastError !== null || run.credential.lastError !== null)) await recovered(run, nowMs)
  if (isFailure) await complain(run, ending, message ?? '', nowMs)
}

function statusOf({ tally }: Run, ending: Ending | null): 'succeeded' | 'partial' | 'failed' {
  if (ending === null || ending.kind === 'history_ends') return tally.skipped > 0 ? 'partial' : 'succeeded'
  return ending.kind === 'paused' || tally.pages > 0 ? 'partial' : 'failed'
}

/** Units: milliseconds from now. Waits are spread, so that all who met one outage do not come back as one. */
function dueInMs(ending: Ending | null, intervalMs: number): number {
  const spread = (ms: number): number => ms + Math.floor(Math.random() * jitterShare * ms)
  if (ending === null) return spread(intervalMs)
  switch (ending.kind) {
    case 'paused':
      return ending.dueInMs
    case 'lease_lost':
      return 0
    case 'log_full':
      return spread(ending.retryAfterS * 1000)
    case 'history_ends':
    case 'unreadable':
      return spread(intervalMs)
    case 'broken':
      return spread(retryMsMin)
    case 'vendor':
      break
  }
  const { failure } = ending
  switch (failure.tag) {
    case 'circuit_open':
      return failure.retryAfterMs + Math.floor(Math.random() * 5_000)
    case 'rate_limited':
    case 'server_error':
      return spread(Math.max(retryMsMin, failure.retryAfterMs ?? 0))
    case 'network':
    case 'timeout':
      return spread(retryMsMin)
    default:
      // Asking the same again soon would be answered the same.
      return spread(Math.max(retryMsMin, intervalMs))
  }
}

/** What needs a person is told once; the stream itself shows the rest. */
async function complain(run: Run, ending: Ending, message: string, nowMs: number): Promise<void> {
  const { env, place, due, vendor, credential, stream } = run
  console.warn(`sync of ${vendor.id} ${stream.name} ended early`, message)
  if (ending.kind === 'unreadable')
    await noteThat(due.tenant, place.db, { kind: 'key_unreadable', subject: credential.id, message }, nowMs)
  if (ending.kind !== 'vendor') return
  if (ending.failure.tag === 'unauthorized')
    await refused(systemDoing(env, due.tenant, place, run.id), vendor, credential, message)
  if (ending.failure.tag === 'forbidden') {
    const subject = streamSubject(run)
    await noteThat(due.tenant, place.db, { kind: 'stream_forbidden', subject, message }, nowMs)
  }
}

/** What was complained of is over. */
async function recovered(run: Run, nowMs: number): Promise<void> {
  const { place, due, credential } = run
  if (credential.lastError !== null) await noteCheck(due.tenant, place.db, credential.id, null, nowMs)
  for (const notice of [
    { kind: 'credential_invalid', subject: credential.id },
    { kind: 'key_unreadable', subject: credential.id },
    { kind: 'stream_forbidden', subject: streamSubject(run) },
    { kind: 'breaker_open', subject: run.vendor.id },
  ] as const) {
    await settleNotice(due.tenant, place.db, notice, nowMs)
  }
}

const streamSubject = ({ credential, stream }: Run): string => `${credential.id}/${stream.name}`
