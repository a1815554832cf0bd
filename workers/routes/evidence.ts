import type { EvidenceView } from '../../analytics/contract/evidence.ts'
import { inspectedPieces } from '../../analytics/inspected-pieces.ts'
import { plans } from '../../analytics/plans.ts'
import { evidenceKept } from '../../analytics/queries/evidence-kept.ts'
import { fail, ok } from '../../analytics/result.ts'
import { evidenceSettingOf, setEvidence } from '../../analytics/store/d1/evidence.ts'
import { forgetKeeping } from '../evidence/keeping.ts'
import { openOriginal, sealedOriginals } from '../evidence/original.ts'
import { findEvent } from '../find-event.ts'
import { asking } from '../http/asking.ts'
import { type CallerContext, route } from '../http/route.ts'
import { subjectOf } from '../identity/caller.ts'
import { eventsPart } from '../identity/events-part.ts'
import { pipelineContextOf } from '../pipeline-context.ts'
import { logWaiting } from '../stream.ts'

const instant = (ms: number): string => new Date(ms).toISOString()
/** How long what is on its way into the store is waited for before everything kept is deleted. Units: milliseconds. */
const drainMsMax = 5_000

export const evidence = route('GET /evidence', {
  summary: 'Whether the original texts of events are kept, for how long, and how many are.',
  permission: 'audit:read',
  handle: (context) => asking(async () => ok(await viewOf(context))),
})

export const evidenceChange = route('PUT /evidence', {
  summary:
    'Keep the original texts of events from now on, sealed, or keep no more. What is kept already stays until it expires or is deleted.',
  permission: 'encryption:write',
  audit: 'evidence.changed',
  handle: (context) =>
    asking(async () => {
      const { tenant, place, body, caller, nowMs, trail } = context
      const daysMax = plans[tenant.plan].retentionDays
      if (body.retention_days > daysMax) {
        const message = `The plan keeps events for ${daysMax} days, and originals no longer.`
        return fail({ kind: 'invalid', issues: [{ path: 'retention_days', message }] })
      }
      const before = await evidenceSettingOf(tenant, place.db)
      const setting = { isKept: body.is_kept, retentionDays: body.retention_days }
      await setEvidence(tenant, place.db, {
        ...setting,
        updatedBy: subjectOf(caller),
        updatedAtMs: nowMs,
      })
      forgetKeeping(tenant)
      trail.before = before && { is_kept: before.isKept, retention_days: before.retentionDays }
      trail.after = { is_kept: setting.isKept, retention_days: setting.retentionDays }
      return ok(await viewOf(context))
    }),
})

export const evidenceDeletion = route('DELETE /evidence', {
  summary: 'Delete every original that is kept now. Events and what was found in them stay.',
  permission: 'encryption:write',
  audit: 'evidence.deleted',
  handle: (context) =>
    asking(async () => {
      const { env, tenant, place, trail } = context
      const untilMs = Date.now() + drainMsMax
      while ((await logWaiting(env, tenant)).rows > 0 && Date.now() < untilMs)
        await new Promise((resolve) => setTimeout(resolve, 100))
      const kept = await place.clickhouse.ask(tenant, evidenceKept, {})
      const deleted = kept.reduce((sum, { events }) => sum + events, 0)
      await place.clickhouse.deleteEvidence(tenant)
      trail.after = { deleted }
      return ok({ deleted })
    }),
})

export const reveal = route('POST /events/:id/reveal', {
  summary:
    'The original prompt and response of one event, with what is found in them now. Every call needs a reason and stands in the audit ledger.',
  permission: 'events:reveal',
  scoped: true,
  resource: 'event',
  audit: 'event.revealed',
  handle: (context) =>
    asking(async () => {
      const { env, tenant, place, body, reach, trail, nowMs } = context
      trail.after = { reason: body.reason }
      const event = await findEvent(context, await eventsPart(tenant, place, reach))
      if (!event) return fail({ kind: 'not_found', message: 'There is no such event.' })
      const span = { eventId: event.id, from: event.created_at, to: event.created_at }
      const sealed = await sealedOriginals(context, span)
      const opened = await openOriginal(context, sealed.get(event.id))
      if (opened === 'none') return fail({ kind: 'not_found', message: 'No original is kept of this event.' })
      if (opened === 'destroyed')
        return fail({ kind: 'gone', message: 'The key that the original was sealed with is destroyed.' })
      const judging = await pipelineContextOf({ env, tenant, place, nowMs })
      const { content } = opened.original
      const prompt = inspectedPieces(content.prompt, 'prompt', judging)
      const response = inspectedPieces(content.response, 'response', judging)
      return ok({
        id: event.id,
        prompt: prompt.text,
        response: response.text,
        data_type: opened.dataType,
        detector_version: judging.detectorVersion,
        findings: [...prompt.findings, ...response.findings],
      })
    }),
})

async function viewOf({ tenant, place }: CallerContext): Promise<EvidenceView> {
  const [setting, kept] = await Promise.all([
    evidenceSettingOf(tenant, place.db),
    place.clickhouse.ask(tenant, evidenceKept, {}),
  ])
  const sum = (name: 'events' | 'bytes'): number => kept.reduce((total, row) => total + row[name], 0)
  return {
    is_kept: setting?.isKept ?? false,
    retention_days: setting?.retentionDays ?? Math.min(30, plans[tenant.plan].retentionDays),
    days_max: plans[tenant.plan].retentionDays,
    updated_by: setting?.updatedBy ?? null,
    updated_at: setting ? instant(setting.updatedAtMs) : null,
    kept: {
      events: sum('events'),
      bytes: sum('bytes'),
      oldest_at: kept.map(({ oldest_at }) => oldest_at).toSorted()[0] ?? null,
      expires_at:
        kept
          .map(({ expires_at }) => expires_at)
          .toSorted()
          .at(-1) ?? null,
      by_data_type: kept.map(({ data_type, events }) => ({ data_type, events })),
    },
  }
}
