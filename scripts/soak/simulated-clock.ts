import { randomUUID } from 'node:crypto'
import type { Checkpoint } from '../../analytics/store/d1/collection.ts'
import { vendors } from '../../workers/collector/vendors/index.ts'
import { nextWindow, type Standing } from '../../workers/collector/windows.ts'
import type { Stack } from '../embedded/stack.ts'

type StreamRow = {
  credential_id: string
  stream: string
  vendor_id: string
  high_water_at_ms: number | null
  history_from_ms: number | null
  history_read_to_ms: number | null
}

/**
 * Lets every stream read up to a moment of the vendors' clock, which stands behind the Worker's: as if a run of that
 * moment had been cut off before its first page. Streams that read lists are simply due. History goes back to `oldestMs`.
 */
export async function setMoment(stack: Stack, momentMs: number, oldestMs: number): Promise<void> {
  const db = await stack.d1Again()
  const { results } = await db
    .prepare(
      `SELECT s.credential_id, s.stream, c.vendor_id, s.high_water_at_ms, s.history_from_ms, s.history_read_to_ms
       FROM streams AS s JOIN credentials AS c ON c.id = s.credential_id`,
    )
    .all<StreamRow>()
  const change = db.prepare(
    `UPDATE streams SET checkpoint = ?, next_due_at_ms = 0, lease_id = NULL, lease_until_ms = 0, status = 'active',
       last_error = NULL, high_water_at_ms = ?, history_from_ms = ?, history_read_to_ms = ?
     WHERE credential_id = ? AND stream = ?`,
  )
  await db.batch(
    results.map((row) => {
      const known = { ...row, high_water_at_ms: before(row.high_water_at_ms, momentMs) }
      const isNew = known.high_water_at_ms === null
      const checkpoint = windowUntil(known, momentMs)
      return change.bind(
        checkpoint === null ? null : JSON.stringify(checkpoint),
        known.high_water_at_ms,
        isNew && checkpoint ? Math.min(oldestMs, checkpoint.fromMs) : known.history_from_ms,
        isNew && checkpoint ? checkpoint.fromMs : known.history_read_to_ms,
        row.credential_id,
        row.stream,
      )
    }),
  )
}

/** What was read up to a later moment than the vendors' clock shows was read before the simulation began. */
const before = (highWaterAtMs: number | null, momentMs: number): number | null =>
  highWaterAtMs !== null && highWaterAtMs < momentMs ? highWaterAtMs : null

function windowUntil(row: StreamRow, momentMs: number): Checkpoint | null {
  const stream = streamOf(row)
  if (!stream || stream.backfillMs === 0) return null
  return nextWindow(standingOf(row), stream, { nowMs: momentMs, pass: randomUUID() }, false)
}

/** Streams that have not yet read all that there is for them, with what stands in their way. */
export async function unread(
  stack: Stack,
): Promise<{ vendor_id: string; stream: string; last_error: string | null }[]> {
  const soonMs = Date.now() + 20_000
  const db = await stack.d1Again()
  const { results } = await db
    .prepare(
      `SELECT c.vendor_id, s.stream, s.last_error FROM streams AS s JOIN credentials AS c ON c.id = s.credential_id
       WHERE s.lease_id IS NOT NULL OR s.last_error IS NOT NULL OR s.checkpoint IS NOT NULL OR s.next_due_at_ms < ?`,
    )
    .bind(soonMs)
    .all<{ vendor_id: string; stream: string; last_error: string | null }>()
  return results
}

/**
 * Takes back every lease and makes what is not read due at once: nobody waits for the time that it would take. A run that
 * ended between two windows would begin the next at the Worker's own present, which is in the vendors' future, so it is
 * told its window.
 */
export async function makeDueAtOnce(stack: Stack, momentMs: number): Promise<void> {
  const db = await stack.d1Again()
  await db.prepare(`UPDATE credentials SET status = 'active'`).run()
  await db
    .prepare(
      `UPDATE streams SET next_due_at_ms = 0, lease_id = NULL, lease_until_ms = 0, status = 'active'
       WHERE lease_id IS NOT NULL OR last_error IS NOT NULL OR checkpoint IS NOT NULL OR next_due_at_ms < ?`,
    )
    .bind(Date.now() + 20_000)
    .run()
  const { results } = await db
    .prepare(
      `SELECT s.credential_id, s.stream, c.vendor_id, s.high_water_at_ms, s.history_from_ms, s.history_read_to_ms
       FROM streams AS s JOIN credentials AS c ON c.id = s.credential_id
       WHERE s.next_due_at_ms = 0 AND s.checkpoint IS NULL`,
    )
    .all<StreamRow>()
  const told = results.flatMap((row) => {
    const isPresentRead = row.high_water_at_ms !== null && row.high_water_at_ms >= momentMs
    const stream = streamOf(row)
    if (!stream || stream.backfillMs === 0) return []
    const window = nextWindow(standingOf(row), stream, { nowMs: momentMs, pass: randomUUID() }, isPresentRead)
    const dueAtMs = window === null ? Date.now() + 3_600_000 : 0
    return db
      .prepare(
        `UPDATE streams SET checkpoint = ?, next_due_at_ms = ?, last_error = NULL WHERE credential_id = ? AND stream = ?`,
      )
      .bind(window === null ? null : JSON.stringify(window), dueAtMs, row.credential_id, row.stream)
  })
  if (told.length > 0) await db.batch(told)
}

const streamOf = (row: StreamRow) =>
  vendors.find(({ id }) => id === row.vendor_id)?.streams.find(({ name }) => name === row.stream)

const standingOf = (row: StreamRow): Standing => ({
  highWaterAtMs: row.high_water_at_ms,
  historyFromMs: row.history_from_ms,
  historyReadToMs: row.history_read_to_ms,
  checkpoint: null,
})

/** How many runs are under way. */
export async function running(stack: Stack): Promise<number> {
  const db = await stack.d1Again()
  const row = await db
    .prepare(`SELECT count(*) AS n FROM streams WHERE lease_id IS NOT NULL`)
    .first<{ n: number }>()
  return row?.n ?? 0
}
