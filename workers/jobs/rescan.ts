import type { Correction, StoredEvent } from '../../analytics/correction.ts'
import { rescanEvents } from '../../analytics/queries/rescan-events.ts'
import { type ChangedDetectors, changedDetectors } from '../../analytics/rescan.ts'
import { idleRescans, leaseRescan, type Rescan, updateRescan } from '../../analytics/store/d1/rescans.ts'
import { errorTrace } from '../../analytics/store/error-text.ts'
import { type Place, placeOf } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { Env, RescanMessage } from '../environment.ts'
import { eventsAgain } from '../evidence/scan-again.ts'
import { count } from '../http/metrics.ts'
import { newId } from '../new-id.ts'
import { pipelineContextOf } from '../pipeline-context.ts'
import { outgoingOf } from '../stored-events.ts'
import { deliver } from '../stream.ts'

/** How long a rescan may be silent before another takes it up; every page prolongs it. Units: milliseconds. */
const leaseMs = 60_000
/** What one message may take; the next goes on from the cursor. Units: milliseconds. */
const stepMsMax = 60_000
/** Two rows of a correction are at most some 20 kB, and a call to the log carries 32 MiB. */
const eventsAtOnce = 500

export type DueRescan = { tenant: Tenant; id: string }

export const rescanFrom = ({ orgId, region, plan, rescanId }: RescanMessage): DueRescan => ({
  tenant: { orgId, region, plan },
  id: rescanId,
})

/** Has a rescan gone on with. */
export async function queueRescan(env: Env, { tenant, id }: DueRescan): Promise<void> {
  const { orgId, region, plan } = tenant
  await env.SYNC_QUEUE.send({ orgId, region, plan, rescanId: id })
}

/** Queues every rescan of the region that is under way and that nobody works on: cut off anywhere, it goes on there. */
export async function queueRescans(env: Env, place: Place, nowMs: number): Promise<void> {
  for (const due of await idleRescans(place.db, place.region, nowMs)) await queueRescan(env, due)
}

/**
 * Goes on with a rescan, page by page from its cursor, under a lease. A page may be read twice after a cut: what it
 * corrected is known to the log by event and revision, and reads the same once it is stored.
 */
export async function runRescan(env: Env, due: DueRescan): Promise<void> {
  const { tenant } = due
  const place = placeOf(env, tenant.region)
  const startedAtMs = Date.now()
  const lease = { leaseId: newId(), leaseUntilMs: startedAtMs + leaseMs }
  const rescan = await leaseRescan(tenant, place.db, due.id, lease, startedAtMs)
  if (!rescan) return
  try {
    const isLeft = await readOn(env, tenant, place, rescan, startedAtMs + stepMsMax)
    if (isLeft) await queueRescan(env, due)
  } catch (error) {
    console.error(`rescan ${due.id} was cut off`, errorTrace(error))
    const lastError = 'It was interrupted and goes on in a minute.'
    await updateRescan(tenant, place.db, rescan, { lastError })
  }
}

/** True when more is left to read. */
async function readOn(
  env: Env,
  tenant: Tenant,
  place: Place,
  rescan: Rescan,
  untilMs: number,
): Promise<boolean> {
  let at = rescan
  while (Date.now() < untilMs) {
    const { fromMs, toMs, cursor } = at
    const window = { fromMs, toMs, after: cursor, rows: eventsAtOnce }
    const events = await place.clickhouse.ask(tenant, rescanEvents, window)
    const page = await pageAgain(env, tenant, place, rescan.id, events)
    if (page === null) return false
    const last = events.at(-1)
    const isDone = events.length < eventsAtOnce
    const nowMs = Date.now()
    const next = {
      eventsRead: at.eventsRead + events.length,
      fromEvidence: at.fromEvidence + page.fromEvidence,
      fromExcerpts: at.fromExcerpts + page.fromExcerpts,
      withoutText: at.withoutText + page.withoutText,
      corrected: at.corrected + page.corrected,
      detectors: summed(at.detectors, page.changed),
      cursor: last ? { createdAt: last.created_at, id: last.id } : cursor,
      leaseUntilMs: nowMs + leaseMs,
      lastError: null,
      ...(isDone
        ? { status: 'succeeded' as const, leaseId: null, leaseUntilMs: 0, finishedAtMs: nowMs }
        : {}),
    }
    if (!(await updateRescan(tenant, place.db, rescan, next))) return false
    if (isDone) return false
    at = { ...at, ...next }
  }
  return updateRescan(tenant, place.db, rescan, { leaseId: null, leaseUntilMs: 0 })
}

type PageCounts = Pick<Rescan, 'fromEvidence' | 'fromExcerpts' | 'withoutText' | 'corrected'> & {
  changed: readonly ChangedDetectors[]
}

/** Counts by detector with those of more events. */
function summed(counts: Rescan['detectors'], more: readonly ChangedDetectors[]): Rescan['detectors'] {
  const all = { ...counts }
  for (const change of more) {
    for (const kind of ['found', 'gone'] as const) {
      for (const code of change[kind]) {
        const known = all[code] ?? { found: 0, gone: 0 }
        all[code] = { ...known, [kind]: known[kind] + 1 }
      }
    }
  }
  return all
}

/** Scans a page and hands its corrections over; null while the log is full, when cron takes it up again. */
async function pageAgain(
  env: Env,
  tenant: Tenant,
  place: Place,
  rescanId: string,
  events: readonly StoredEvent[],
): Promise<PageCounts | null> {
  const counts = { fromEvidence: 0, fromExcerpts: 0, withoutText: 0, corrected: 0 }
  const judging = await pipelineContextOf({ env, tenant, place, nowMs: Date.now() })
  const corrections: Correction[] = []
  for (const again of await eventsAgain({ env, tenant, place }, events, judging)) {
    if (again.source === 'evidence') counts.fromEvidence += 1
    else if (again.source === 'excerpts') counts.fromExcerpts += 1
    else counts.withoutText += 1
    if (again.correction) corrections.push(again.correction)
  }
  count('aegisflow_rescanned_events_total', {}, events.length)
  const changed = corrections.map(changedDetectors)
  if (corrections.length === 0) return { ...counts, changed }
  const event_corrections = corrections.map(outgoingOf)
  const stored = await deliver(env, tenant, { event_corrections }, `rescan-${rescanId}-${newId()}`)
  return stored.accepted ? { ...counts, corrected: stored.changed, changed } : null
}
