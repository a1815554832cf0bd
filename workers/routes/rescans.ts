import type { RescanItem } from '../../analytics/contract/evidence.ts'
import type { EventRow } from '../../analytics/event-row.ts'
import { rescanScope } from '../../analytics/queries/rescan-scope.ts'
import { fail, ok } from '../../analytics/result.ts'
import { addRescan, type Rescan, rescanById, rescansOf } from '../../analytics/store/d1/rescans.ts'
import { eventsAgain } from '../evidence/scan-again.ts'
import { asking } from '../http/asking.ts'
import { cutPage, datedPosition, decodeCursor } from '../http/cursor.ts'
import { route } from '../http/route.ts'
import { subjectOf } from '../identity/caller.ts'
import { queueRescan } from '../jobs/rescan.ts'
import { newId } from '../new-id.ts'
import { pipelineContextOf } from '../pipeline-context.ts'
import { outgoingOf, storedById } from '../stored-events.ts'
import { deliver } from '../stream.ts'

const dayMs = 86_400_000
const instant = (ms: number): string => new Date(ms).toISOString()
const none = fail({ kind: 'not_found', message: 'There is no such rescan.' } as const)

export const backfill = route('POST /compliance/backfill', {
  summary:
    'Have today’s detectors read the events of the last days again: originals where they are kept, else the redacted excerpts. What changes is corrected in every list and figure.',
  success: 202,
  permission: 'detectors:write',
  audit: 'rescan.started',
  handle: (context) =>
    asking(async () => {
      const { env, tenant, place, query, caller, nowMs, trail } = context
      const window = { fromMs: nowMs - query.days * dayMs, toMs: nowMs }
      const [scope] = await place.clickhouse.ask(tenant, rescanScope, window)
      const { events = 0, textless = 0 } = scope ?? {}
      const id = newId()
      const begun = await addRescan(tenant, place.db, {
        id,
        ...window,
        eventsTotal: events,
        eventsRead: textless,
        withoutText: textless,
        startedBy: subjectOf(caller),
        createdAtMs: nowMs,
      })
      if (!begun)
        return fail({ kind: 'conflict', message: 'A rescan is under way. Wait until it has ended.' })
      trail.target = id
      trail.after = { days: query.days, events }
      await queueRescan(env, { tenant, id })
      const rescan = await rescanById(tenant, place.db, id)
      return rescan ? ok(itemOf(rescan)) : none
    }),
})

export const backfills = route('GET /compliance/backfills', {
  summary: 'Rescans, newest first, with how far they are and what they changed.',
  permission: 'detectors:read',
  async handle({ tenant, place, query }) {
    const after = decodeCursor(query.cursor, datedPosition)
    if (!after.ok) return after
    const rows = await rescansOf(tenant, place.db, after.value, query.limit + 1)
    const { shown, nextCursor } = cutPage(rows, query.limit, ({ createdAtMs, id }) => ({ createdAtMs, id }))
    return ok({ items: shown.map(itemOf), next_cursor: nextCursor })
  },
})

export const backfillById = route('GET /compliance/backfills/:id', {
  summary: 'One rescan: how far it is and what it changed.',
  permission: 'detectors:read',
  async handle({ tenant, place, params }) {
    const rescan = await rescanById(tenant, place.db, params.id ?? '')
    return rescan ? ok(itemOf(rescan)) : none
  },
})

export const scan = route('POST /compliance/scan/:id', {
  summary: 'Have today’s detectors read one event again, and say what it was and what it is.',
  permission: 'detectors:write',
  audit: 'event.rescanned',
  handle: ({ env, tenant, place, params, nowMs, trail }) =>
    asking(async () => {
      const id = params.id ?? ''
      const event = (await storedById(tenant, place, [id])).get(id)
      if (!event) return fail({ kind: 'not_found', message: 'There is no such event.' })
      const judging = await pipelineContextOf({ env, tenant, place, nowMs })
      const [again] = await eventsAgain({ env, tenant, place }, [event], judging)
      const correction = again?.correction ?? null
      if (correction) {
        const stored = await deliver(env, tenant, { event_corrections: [outgoingOf(correction)] }, newId())
        if (!stored.accepted) {
          const message = 'The store is behind. Scan the event again later.'
          return fail({ kind: 'rate_limited', message, retryAfterS: stored.retryAfterS })
        }
      }
      trail.after = { source: again?.source ?? null, is_corrected: correction !== null }
      return ok({
        id,
        source: again?.source ?? null,
        is_corrected: correction !== null,
        before: saidOf(event),
        after: saidOf(correction?.row ?? event),
      })
    }),
})

const saidOf = ({ severity, violation_type, compliance_hits = [], detector_version = '' }: EventRow) => ({
  severity: severity || null,
  violation_type: violation_type || null,
  compliance_hits,
  detector_version,
})

const itemOf = (rescan: Rescan): RescanItem => ({
  id: rescan.id,
  status: rescan.status,
  from: instant(rescan.fromMs),
  to: instant(rescan.toMs),
  progress:
    rescan.status === 'succeeded'
      ? 1
      : rescan.eventsTotal === 0
        ? 0
        : Math.min(1, rescan.eventsRead / rescan.eventsTotal),
  events_total: rescan.eventsTotal,
  events_read: rescan.eventsRead,
  from_evidence: rescan.fromEvidence,
  from_excerpts: rescan.fromExcerpts,
  without_text: rescan.withoutText,
  corrected: rescan.corrected,
  detectors: Object.entries(rescan.detectors)
    .map(([code, counts]) => ({ code, ...counts }))
    .toSorted((a, b) => b.found + b.gone - a.found - a.gone || (a.code < b.code ? -1 : 1)),
  started_by: rescan.startedBy,
  last_error: rescan.lastError,
  created_at: instant(rescan.createdAtMs),
  finished_at: rescan.finishedAtMs === null ? null : instant(rescan.finishedAtMs),
})
