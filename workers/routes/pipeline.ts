import { z } from 'zod'
import type { Endpoints } from '../../analytics/contract/endpoints.ts'
import { pipelineCounts } from '../../analytics/queries/pipeline-counts.ts'
import { quarantinedItems } from '../../analytics/queries/quarantined-items.ts'
import { quarantinedReasons } from '../../analytics/queries/quarantined-reasons.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import {
  beginAnew,
  type Credential,
  credentialById,
  credentialsOf,
  streamsOf,
} from '../../analytics/store/d1/collection.ts'
import { adapterOf } from '../collector/adapter.ts'
import { queueDue } from '../collector/due.ts'
import { replay } from '../collector/replay.ts'
import { progressOf } from '../collector/windows.ts'
import { asking } from '../http/asking.ts'
import { decodeCursor, encodeCursor } from '../http/cursor.ts'
import type { Failure } from '../http/failure.ts'
import { type CallerContext, route } from '../http/route.ts'
import { reingest } from '../reingest.ts'
import { logWaiting } from '../stream.ts'

const dayMs = 86_400_000
const credentialsMax = 1_000
const itemCursor = z.strictObject({ createdAtMs: z.number(), id: z.string() })
const spans = z.array(z.tuple([z.number(), z.number()])).max(500)
const replayCursor = z.strictObject({
  stream: z.string(),
  after: z.strictObject({ at: z.iso.datetime(), pass: z.string() }).nullable(),
  covered: spans,
  late: z.array(z.strictObject({ pass: z.string(), covered: spans })).max(20),
})

export const status = route('GET /pipeline/status', {
  summary: 'What was taken against what was stored, how far each stream is, and what is quarantined and why.',
  permission: 'vendors:read',
  handle: ({ env, tenant, place, nowMs }) =>
    asking(async () => {
      const [[counts], reasons, waiting, credentials] = await Promise.all([
        place.clickhouse.ask(tenant, pipelineCounts, { sinceMs: nowMs - dayMs }),
        place.clickhouse.ask(tenant, quarantinedReasons, {}),
        logWaiting(env, tenant),
        credentialsOf(tenant, place.db, null, credentialsMax),
      ])
      const vendorOf = new Map(credentials.map(({ id, vendorId }) => [id, vendorId]))
      const streams = await streamsOf(tenant, place.db, [...vendorOf.keys()])
      return ok({
        raw: { payloads_24h: counts?.payloads ?? 0, bytes_24h: counts?.bytes ?? 0 },
        structured: {
          events_24h: counts?.events ?? 0,
          cost_lines_24h: counts?.cost_lines ?? 0,
          audit_entries_24h: counts?.audit_entries ?? 0,
        },
        log: {
          rows_waiting: waiting.rows,
          oldest_waiting_s: waiting.oldestAtMs === null ? 0 : (nowMs - waiting.oldestAtMs) / 1000,
        },
        streams: streams.map((stream) => ({
          credential_id: stream.credentialId,
          vendor_id: vendorOf.get(stream.credentialId) ?? '',
          stream: stream.stream,
          lag_s: stream.highWaterAtMs === null ? null : Math.max(0, nowMs - stream.highWaterAtMs) / 1000,
          progress: progressOf(stream),
          status: stream.status,
          last_error: stream.lastError,
        })),
        quarantined: reasons,
      })
    }),
})

export const ingestAgain = route('POST /pipeline/ingest', {
  summary:
    'Take up again what is quarantined, through the pipeline of today; read the kept answers of a credential’s vendor again through the adapter of today, without asking it; or ask the vendor for everything again. Harmless to repeat.',
  permission: 'sync:run',
  audit: 'pipeline.reingested',
  handle: (context) =>
    asking(async () => {
      const { tenant, place, body } = context
      if (body.from !== 'quarantined') {
        const credential = await credentialById(tenant, place.db, body.credential_id ?? '')
        if (!credential) return fail({ kind: 'not_found', message: 'There is no such credential.' })
        return body.from === 'raw' ? keptAgain(context, credential) : askedAgain(context, credential)
      }
      const after = decodeCursor(body.cursor, itemCursor)
      if (!after.ok) return after
      const rows = body.limit + 1
      const params = { reason: body.reason ?? null, after: after.value, rows }
      const found = await place.clickhouse.ask(tenant, quarantinedItems, params)
      const items = found.slice(0, body.limit)
      const done = await reingest(context, items)
      if (!done.ok) return done
      const last = found.length > body.limit ? items.at(-1) : undefined
      return ok({
        taken: items.length,
        stored: done.value.stored,
        duplicates: done.value.duplicates,
        still_quarantined: done.value.stillQuarantined,
        missing: 0,
        next_cursor: last ? encodeCursor({ createdAtMs: Date.parse(last.created_at), id: last.id }) : null,
      })
    }),
})

type Asked = CallerContext & { body: { cursor?: string | undefined; limit: number } }
type Again = Promise<Result<z.input<Endpoints['POST /pipeline/ingest']['response']>, Failure>>

/** What a vendor once said, through the adapter of today. */
async function keptAgain(context: Asked, credential: Credential): Again {
  const { env, tenant, place, body } = context
  const from = decodeCursor(body.cursor, replayCursor)
  if (!from.ok) return from
  const vendor = await adapterOf(env, tenant, place, credential.vendorId)
  if (!vendor)
    return fail({ kind: 'conflict', message: 'The operator of this instance switched the vendor off.' })
  const done = await replay(context, vendor, credential, from.value, body.limit)
  if (!done.ok) return done
  const { pages, stored, duplicates, missing, next } = done.value
  return ok({
    taken: pages,
    stored,
    duplicates,
    still_quarantined: 0,
    missing,
    next_cursor: next === null ? null : encodeCursor(next),
  })
}

/** Everything from the vendor, as far back as it goes today. */
async function askedAgain({ env, tenant, place, nowMs }: Asked, { id }: Credential): Again {
  const streams = await beginAnew(tenant, place.db, id, nowMs)
  await queueDue(env, place, nowMs, id)
  const nothing = { stored: 0, duplicates: 0, still_quarantined: 0, missing: 0, next_cursor: null }
  return ok({ taken: streams.length, ...nothing })
}
