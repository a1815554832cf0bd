import { z } from 'zod'
import { fail, ok } from '../../analytics/result.ts'
import { credentialById, makeDue, markCredential, runsOf } from '../../analytics/store/d1/collection.ts'
import { breakersOf } from '../collector/breakers-in-use.ts'
import { queueDue } from '../collector/due.ts'
import { isOn } from '../collector/vendors-off.ts'
import { cutPage, decodeCursor, pageOfWhole } from '../http/cursor.ts'
import { route } from '../http/route.ts'

const instant = (ms: number): string => new Date(ms).toISOString()
const runCursor = z.strictObject({ startedAtMs: z.number(), id: z.string() })

export const runs = route('GET /collector/runs', {
  summary: 'Sync runs, newest first.',
  permission: 'vendors:read',
  async handle({ tenant, place, query }) {
    const after = decodeCursor(query.cursor, runCursor)
    if (!after.ok) return after
    const filter = { vendorId: query.vendor_id ?? null, status: query.status ?? null }
    const found = await runsOf(tenant, place.db, filter, after.value, query.limit + 1)
    const { shown, nextCursor } = cutPage(found, query.limit, ({ startedAtMs, id }) => ({ startedAtMs, id }))
    return ok({
      items: shown.map((run) => ({
        id: run.id,
        vendor_id: run.vendorId,
        credential_id: run.credentialId,
        stream: run.stream,
        status: run.status,
        pulled: run.pulled,
        pages: run.pages,
        progress: run.progress,
        errors: run.errors,
        error_message: run.errorMessage,
        started_at: instant(run.startedAtMs),
        finished_at: run.finishedAtMs === null ? null : instant(run.finishedAtMs),
      })),
      next_cursor: nextCursor,
    })
  },
})

export const sync = route('POST /collector/sync/:credential_id', {
  summary: 'Collect everything of a credential now. A credential that was refused is tried again.',
  permission: 'sync:run',
  resource: 'credential',
  audit: 'sync.requested',
  async handle({ env, tenant, place, params, nowMs }) {
    const credential = await credentialById(tenant, place.db, params.credential_id ?? '')
    if (!credential) return fail({ kind: 'not_found', message: 'There is no such credential.' })
    if (credential.status === 'disabled')
      return fail({ kind: 'conflict', message: 'The credential is disabled.' })
    if (!isOn(env, credential.vendorId))
      return fail({ kind: 'conflict', message: 'The operator of this instance switched the vendor off.' })
    if (credential.status === 'invalid') await markCredential(tenant, place.db, credential.id, 'active')
    await makeDue(tenant, place.db, credential.id, nowMs)
    const due = await queueDue(env, place, nowMs, credential.id)
    return ok({ queued: due.map(({ credentialId, stream }) => ({ credential_id: credentialId, stream })) })
  },
})

export const breakers = route('GET /collector/breakers', {
  summary: 'State of the circuits in front of the vendors that the organization has credentials for.',
  permission: 'vendors:read',
  handle: async ({ env, tenant, place, query, nowMs }) =>
    pageOfWhole(await breakersOf(env, tenant, place, nowMs), query),
})
