import { type UploadItem, uploadLimits } from '../../analytics/contract/uploads.ts'
import { isComplete } from '../../analytics/reach.ts'
import { fail, ok } from '../../analytics/result.ts'
import {
  beginUpload,
  type StoredUpload,
  uploadById,
  uploadsOf,
  uploadsRunning,
} from '../../analytics/store/d1/uploads.ts'
import { cutPage, datedPosition, decodeCursor } from '../http/cursor.ts'
import { type CallerContext, route } from '../http/route.ts'
import { subjectOf } from '../identity/caller.ts'
import { newId } from '../new-id.ts'
import { cutOff, takeFile } from '../uploads/take-file.ts'

/** A file that nothing was heard of for so long is not read any more: whoever read it is gone. Units: milliseconds. */
const silentMsMax = 60_000

const nowhere = { kind: 'not_found', message: 'There is no such upload.' } as const

export const uploadFile = route('POST /uploads', {
  summary:
    'Send a file of LLM calls, CSV or JSON lines, as the body and plain or packed with gzip: up to 1 GiB and 2,000,000 rows. Harmless to repeat.',
  permission: 'ingest:write',
  audit: 'upload.taken',
  ownIdempotency: true,
  scoped: true,
  async handle(context) {
    const { request, tenant, place, nowMs, caller, query, trail } = context
    const format = query.format ?? formatOf(request.headers.get('content-type') ?? '', query.name)
    if (format === null) {
      return fail({ kind: 'unsupported_media_type', expected: 'text/csv or application/x-ndjson' })
    }
    const announced = Number(request.headers.get('content-length') ?? Number.NaN)
    if (announced > uploadLimits.bytesMax) {
      return fail({ kind: 'too_large', message: `A file may have at most ${uploadLimits.bytesMax} bytes.` })
    }
    if ((await uploadsRunning(tenant, place.db, nowMs - silentMsMax)) >= uploadLimits.atOnce) {
      const message = `At most ${uploadLimits.atOnce} files are read at a time.`
      return fail({ kind: 'rate_limited', message, retryAfterS: 10 })
    }
    const id = query.id ?? newId()
    trail.target = id
    const bytesTotal = Number.isSafeInteger(announced) ? announced : null
    const upload = { id, name: query.name, format, bytesTotal, startedBy: subjectOf(caller) }
    if (!(await beginUpload(tenant, place.db, upload, nowMs))) {
      return fail({ kind: 'conflict', message: 'There is an upload of this id already.' })
    }
    const taking = takeFile(context, upload, request.body ?? new ReadableStream({ start: (c) => c.close() }))
    // Goes on when the sender leaves, to write down that they did.
    context.waitUntil(taking)
    const taken = await taking
    if (!taken.ok) return taken
    const found = await uploadById(tenant, place.db, id)
    return found === null ? fail(nowhere) : ok(itemOf(found, nowMs))
  },
})

export const listUploads = route('GET /uploads', {
  summary: 'Files that were sent, newest first, with how far each was read.',
  permission: 'ingest:write',
  scoped: true,
  async handle(context) {
    const { tenant, place, nowMs, query } = context
    const after = decodeCursor(query.cursor, datedPosition)
    if (!after.ok) return after
    const rows = await uploadsOf(tenant, place.db, onlyOf(context), after.value, query.limit + 1)
    const { shown, nextCursor } = cutPage(rows, query.limit, ({ createdAtMs, id }) => ({ createdAtMs, id }))
    return ok({ items: shown.map((row) => itemOf(row, nowMs)), next_cursor: nextCursor })
  },
})

export const oneUpload = route('GET /uploads/:id', {
  summary: 'How far a file was read, what became of its rows, and the first that could not be read.',
  permission: 'ingest:write',
  scoped: true,
  async handle(context) {
    const found = await uploadById(context.tenant, context.place.db, context.params.id ?? '')
    const only = onlyOf(context)
    const isShown = found !== null && (only === null || found.startedBy === only)
    return isShown ? ok(itemOf(found, context.nowMs)) : fail(nowhere)
  },
})

/** Who may push into a part of the organization sees their own files only; null is everyone's. */
const onlyOf = ({ reach, caller }: CallerContext): string | null =>
  reach !== null && isComplete(reach) ? null : subjectOf(caller)

/** What the sender says the file is, and otherwise what its name ends with; null when neither tells. */
function formatOf(contentType: string, name: string): StoredUpload['format'] | null {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  const plainName = name.toLowerCase().replace(/\.gz$/, '')
  if (type === 'text/csv') return 'csv'
  if (/^application\/(?:x-ndjson|jsonl|x-jsonlines|json-lines)$/.test(type)) return 'jsonl'
  if (/\.(?:csv|tsv)$/.test(plainName)) return 'csv'
  return /\.(?:jsonl|ndjson)$/.test(plainName) ? 'jsonl' : null
}

const iso = (ms: number): string => new Date(ms).toISOString()

function itemOf(row: StoredUpload, nowMs: number): UploadItem {
  const isGone = row.status === 'running' && nowMs - row.updatedAtMs > silentMsMax
  return {
    id: row.id,
    name: row.name,
    format: row.format,
    status: isGone ? 'failed' : row.status,
    bytes_total: row.bytesTotal,
    bytes_read: row.bytesRead,
    rows_read: row.rowsRead,
    ingested: row.ingested,
    duplicates: row.duplicates,
    quarantined: row.quarantined,
    unreadable: row.rowsRead - row.ingested - row.duplicates - row.quarantined,
    faults: row.faults,
    last_error: isGone ? cutOff : row.lastError,
    started_by: row.startedBy,
    created_at: iso(row.createdAtMs),
    updated_at: iso(row.updatedAtMs),
    finished_at: row.finishedAtMs === null ? null : iso(row.finishedAtMs),
  }
}
