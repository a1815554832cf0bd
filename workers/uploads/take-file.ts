import { type LlmPushEvent, llmPushEvent } from '../../analytics/contract/push.ts'
import { uploadLimits } from '../../analytics/contract/uploads.ts'
import { llmEvent } from '../../analytics/pipeline.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { type StoredUpload, saveUpload } from '../../analytics/store/d1/uploads.ts'
import { errorText } from '../../analytics/store/error-text.ts'
import { eventFields } from '../../analytics/uploads/columns.ts'
import { csvRows, type FileRow, jsonLines, UploadFault } from '../../analytics/uploads/rows.ts'
import { contentHash } from '../content-hash.ts'
import type { Failure } from '../http/failure.ts'
import { plainIssue } from '../http/plain-issue.ts'
import type { CallerContext } from '../http/route.ts'
import { type Door, takeIn } from '../take-in.ts'
import { textOfFile } from './text-of-file.ts'

const batchRows = 500
const batchCharsMax = 1_000_000
const savedEveryMs = 500
/** How long a file waits for a store that is behind. Units: milliseconds. */
const patienceMs = 10 * 60_000
const pauseMsMax = 10_000
const columnsNamedMax = 5

const door: Door<LlmPushEvent> = { name: 'upload', source: 'ingest', toEvent: llmEvent }

type Limits = Pick<typeof uploadLimits, 'bytesMax' | 'rowCharsMax' | 'faultsShown'> & { rowsMax: number }

type Counts = Pick<StoredUpload, 'rowsRead' | 'ingested' | 'duplicates' | 'quarantined' | 'faults'>

/**
 * Reads a file row by row into the log, in batches, so that memory has a bound whatever its size. It waits while the
 * store is behind. Every row has an id, its own or one of what it says and where, so a file may be sent again.
 */
export async function takeFile(
  context: CallerContext,
  { id, format }: Pick<StoredUpload, 'id' | 'format'>,
  body: ReadableStream<Uint8Array>,
  { bytesMax, rowsMax, rowCharsMax, faultsShown }: Limits = uploadLimits,
): Promise<Result<null, Failure>> {
  const { tenant, place } = context
  const counts: Counts = { rowsRead: 0, ingested: 0, duplicates: 0, quarantined: 0, faults: [] }
  const read = { sent: 0, unpacked: 0 }
  const leftOut = new Set<string>()
  let isGarbled = false
  let savedAtMs = 0
  let batch: FileRow[] = []
  let batchChars = 0

  const save = async (change: Partial<StoredUpload> = {}): Promise<void> => {
    savedAtMs = Date.now()
    await saveUpload(tenant, place.db, id, {
      ...counts,
      ...change,
      bytesRead: read.sent,
      updatedAtMs: savedAtMs,
    })
  }
  const note = (line: number, reason: string): void => {
    if (counts.faults.length < faultsShown) counts.faults.push({ line, reason })
  }
  const flush = async (): Promise<Result<null, Failure>> => {
    const rows = batch
    batch = []
    batchChars = 0
    const events: LlmPushEvent[] = []
    for (const row of rows) {
      const event = await eventOf(row)
      if (typeof event === 'string') note(row.line, event)
      else events.push(event)
    }
    counts.rowsRead += rows.length - events.length
    const stored = await pushed(events)
    if (stored.ok && Date.now() - savedAtMs > savedEveryMs) await save()
    return stored
  }
  /** The event that a row says, or why it is none. */
  const eventOf = async (row: FileRow): Promise<LlmPushEvent | string> => {
    if ('fault' in row) return row.fault
    const { fields, unknown } = eventFields(row.fields)
    for (const column of unknown) {
      if (leftOut.size >= columnsNamedMax || leftOut.has(column)) continue
      leftOut.add(column)
      note(row.line, `The column “${column.slice(0, 100)}” has no place here and is left out.`)
    }
    if (Object.keys(fields).length === 0) return 'Nothing in it has a place here.'
    if (row.text.includes('\ufffd') && !isGarbled) {
      isGarbled = true
      note(row.line, 'It is not UTF-8: characters are lost from here on.')
    }
    const { success, data, error } = llmPushEvent.safeParse(fields, { error: plainIssue })
    if (!success) {
      const [issue] = error.issues
      return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(0, 300)
    }
    return { ...data, id: data.id ?? `row-${await contentHash(`${tenant.orgId}\n${row.line}\n${row.text}`)}` }
  }
  const pushed = async (events: LlmPushEvent[]): Promise<Result<null, Failure>> => {
    if (events.length === 0) return ok(null)
    const sinceMs = Date.now()
    while (true) {
      const taken = await takeIn({ ...context, nowMs: Date.now() }, door, events)
      if (taken.ok) {
        counts.rowsRead += events.length
        counts.ingested += taken.value.ingested
        counts.duplicates += taken.value.duplicates
        counts.quarantined += taken.value.quarantined
        return ok(null)
      }
      const { failure } = taken
      if (failure.kind === 'too_large' && events.length > 1) {
        const half = Math.ceil(events.length / 2)
        const first = await pushed(events.slice(0, half))
        return first.ok ? pushed(events.slice(half)) : first
      }
      const isBehind = failure.kind === 'rate_limited' || failure.kind === 'unavailable'
      if (!isBehind || Date.now() - sinceMs > patienceMs) return taken
      await save()
      await new Promise((resolve) => setTimeout(resolve, Math.min(failure.retryAfterS * 1000, pauseMsMax)))
    }
  }
  const readAll = async (): Promise<Result<null, Failure>> => {
    const reader = (format === 'csv' ? csvRows : jsonLines)({ rowCharsMax })
    const takeRows = async (rows: readonly FileRow[]): Promise<Result<null, Failure>> => {
      for (const row of rows) {
        if (counts.rowsRead + batch.length >= rowsMax) {
          return fail({ kind: 'too_large', message: `The file has more than ${rowsMax} rows.` })
        }
        batch.push(row)
        batchChars += row.text.length
        if (batch.length < batchRows && batchChars < batchCharsMax) continue
        const done = await flush()
        if (!done.ok) return done
      }
      return ok(null)
    }
    for await (const text of textOfFile(body, read, bytesMax)) {
      const taken = await takeRows(reader.push(text))
      if (!taken.ok) return taken
    }
    const last = await takeRows(reader.end())
    return last.ok ? flush() : last
  }

  const done = await readAll().catch((error: unknown): Result<null, Failure> => {
    if (error instanceof UploadFault) return fail({ kind: 'bad_request', message: error.message })
    console.error('an upload ended early', errorText(error))
    return fail({ kind: 'bad_request', message: cutOff })
  })
  const end = done.ok ? null : inWords(done.failure)
  await save({ status: done.ok ? 'succeeded' : 'failed', lastError: end, finishedAtMs: Date.now() })
  return done
}

/** What is said of a file that stopped coming. */
export const cutOff =
  'The file was cut off. Send the whole file again: what was stored of it is not stored twice.'

const inWords = (failure: Failure): string => ('message' in failure ? failure.message : failure.kind)
