import type { StreamLog } from './stream-log.ts'
import type { AppendChunk } from './stream-shard.ts'

/** Events that were pushed in the current calendar month (UTC), in an object's own SQLite. */
export class MonthCount {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
    sql.exec(
      'CREATE TABLE IF NOT EXISTS month_counts (month TEXT PRIMARY KEY, events INTEGER NOT NULL) WITHOUT ROWID',
    )
  }

  at(nowMs: number): number {
    const rows = this.#sql.exec<{ events: number }>(
      'SELECT events FROM month_counts WHERE month = ?',
      monthOf(nowMs),
    )
    return rows.toArray()[0]?.events ?? 0
  }

  add(events: number, nowMs: number): void {
    if (events === 0) return
    this.#sql.exec(
      'INSERT INTO month_counts VALUES (?, ?) ON CONFLICT (month) DO UPDATE SET events = events + excluded.events',
      monthOf(nowMs),
      events,
    )
  }
}

const monthOf = (nowMs: number): string => new Date(nowMs).toISOString().slice(0, 7)

/** How long until the next month begins. */
export function secondsOfMonthLeft(nowMs: number): number {
  const now = new Date(nowMs)
  return Math.ceil((Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1) - nowMs) / 1000)
}

/** How many events are new among these; which of them are repeats is only asked beyond `enough`. */
export function freshEvents(log: StreamLog, chunks: readonly AppendChunk[], enough: number): number {
  const events = chunks.filter(({ table }) => table === 'events')
  const offered = events.reduce((sum, { rows }) => sum + rows, 0)
  if (offered <= enough) return offered
  const ids = events.flatMap((chunk) => chunk.ids ?? Array<null>(chunk.rows).fill(null))
  const named = ids.filter((id) => id !== null)
  return ids.length - named.length + log.fresh(named).size
}
