import { z } from 'zod'
import { fail, ok } from '../../analytics/result.ts'
import {
  credentialById,
  credentialsOf,
  makeDue,
  markCredential,
  runsOf,
  streamsOf,
} from '../../analytics/store/d1/collection.ts'
import { breakerName } from '../../durable-objects/names.ts'
import { queueDue } from '../collector/due.ts'
import { vendors } from '../collector/vendors/index.ts'
import { decodeCursor, encodeCursor } from '../http/cursor.ts'
import { route } from '../http/route.ts'

const instant = (ms: number): string => new Date(ms).toISOString()
const runCursor = z.strictObject({ startedAtMs: z.number(), id: z.string() })
const keyCursor = z.strictObject({ id: z.string() })

export const runs = route('GET /collector/runs', {
  summary: 'Sync runs, newest first.',
  permission: 'vendors:read',
  async handle({ tenant, place, query }) {
    const after = decodeCursor(query.cursor, runCursor)
    if (!after.ok) return after
    const filter = { vendorId: query.vendor_id ?? null, status: query.status ?? null }
    const found = await runsOf(tenant, place.db, filter, after.value, query.limit + 1)
    const items = found.slice(0, query.limit)
    const last = items.at(-1)
    const hasMore = found.length > query.limit && last !== undefined
    return ok({
      items: items.map((run) => ({
        id: run.id,
        vendor_id: run.vendorId,
        credential_id: run.credentialId,
        stream: run.stream,
        status: run.status,
        pulled: run.pulled,
        errors: run.errors,
        error_message: run.errorMessage,
        started_at: instant(run.startedAtMs),
        finished_at: run.finishedAtMs === null ? null : instant(run.finishedAtMs),
      })),
      next_cursor: hasMore ? encodeCursor({ startedAtMs: last.startedAtMs, id: last.id }) : null,
    })
  },
})

export const credentials = route('GET /keys', {
  summary: 'Vendor credentials, masked, with the state of their streams.',
  permission: 'credentials:read',
  async handle({ tenant, place, query }) {
    const after = decodeCursor(query.cursor, keyCursor)
    if (!after.ok) return after
    const found = await credentialsOf(tenant, place.db, after.value?.id ?? null, query.limit + 1)
    const items = found.slice(0, query.limit)
    const last = items.at(-1)
    const streams = await streamsOf(
      tenant,
      place.db,
      items.map(({ id }) => id),
    )
    return ok({
      items: items.map((credential) => ({
        credential_id: credential.id,
        vendor_id: credential.vendorId,
        label: credential.label,
        kind: credential.kind,
        hint: credential.hint,
        status: credential.status,
        created_at: instant(credential.createdAtMs),
        streams: streams
          .filter((stream) => stream.credentialId === credential.id)
          .map((stream) => ({
            stream: stream.stream,
            interval_s: stream.intervalS,
            next_due_at: instant(stream.nextDueAtMs),
            high_water_at: stream.highWaterAtMs === null ? null : instant(stream.highWaterAtMs),
            status: stream.status,
            last_error: stream.lastError,
          })),
      })),
      next_cursor: found.length > query.limit && last !== undefined ? encodeCursor({ id: last.id }) : null,
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
    if (credential.status === 'invalid') await markCredential(tenant, place.db, credential.id, 'active')
    await makeDue(tenant, place.db, credential.id, nowMs)
    const due = await queueDue(env, place, nowMs, credential.id)
    return ok({ queued: due.map(({ credentialId, stream }) => ({ credential_id: credentialId, stream })) })
  },
})

export const breakers = route('GET /collector/breakers', {
  summary: 'State of the circuit in front of each vendor.',
  permission: 'vendors:read',
  handle: async ({ env, tenant, nowMs }) =>
    ok({
      items: await Promise.all(
        vendors.map(({ id }) =>
          env.CIRCUIT_BREAKER.getByName(breakerName(tenant.region, id)).snapshot(id, nowMs),
        ),
      ),
    }),
})
