import type { StreamLog } from './stream-log.ts'
import type { AppendChunk } from './stream-shard.ts'

/** Events that were pushed in the current calendar month (UTC), in an object's own SQLite. */
export class MonthCount {
  readonly #sql: SqlStorage
  /** What stands there, since every append asks. */
  #known: { month: string; events: number } | null = null
  /** The same of what all other logs have. */
  #shares: { month: string; events: number } | null = null

  constructor(sql: SqlStorage) {
    this.#sql = sql
    sql.exec(`
      CREATE TABLE IF NOT EXISTS month_counts (month TEXT PRIMARY KEY, events INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS month_shares (
        month TEXT NOT NULL, shard INTEGER NOT NULL, events INTEGER NOT NULL, PRIMARY KEY (month, shard)
      ) WITHOUT ROWID;`)
  }

  /** Of this log alone. */
  at(nowMs: number): number {
    const month = monthOf(nowMs)
    if (this.#known?.month !== month) {
      const rows = this.#sql.exec<{ events: number }>(
        'SELECT events FROM month_counts WHERE month = ?',
        month,
      )
      this.#known = { month, events: rows.toArray()[0]?.events ?? 0 }
    }
    return this.#known.events
  }

  /** Nothing that was added since the last transaction stands. */
  rolledBack(): void {
    this.#known = null
    this.#shares = null
  }

  add(events: number, nowMs: number): void {
    if (events === 0) return
    this.#sql.exec(
      'INSERT INTO month_counts VALUES (?, ?) ON CONFLICT (month) DO UPDATE SET events = events + excluded.events',
      monthOf(nowMs),
      events,
    )
    if (this.#known?.month === monthOf(nowMs)) this.#known.events += events
    else this.#known = null
  }

  /** Of this log and what the others said that they have, which log 0 is told. */
  ofAll(nowMs: number): number {
    const month = monthOf(nowMs)
    if (this.#shares?.month !== month) this.#shares = { month, events: this.#sharesExcept(-1, nowMs) }
    return this.at(nowMs) + this.#shares.events
  }

  /**
   * Writes down how many events another log has, or is about to have. Harmless to repeat, since it is the whole
   * number. Gives how many are used beside it, and whether there was room.
   */
  setShare(
    shard: number,
    events: number,
    eventsMax: number | null,
    nowMs: number,
  ): { isRoom: boolean; used: number } {
    const beside = this.at(nowMs) + this.#sharesExcept(shard, nowMs)
    if (eventsMax !== null && beside + events > eventsMax) return { isRoom: false, used: beside }
    this.#shares = null
    this.#sql.exec(
      'INSERT OR REPLACE INTO month_shares (month, shard, events) VALUES (?, ?, ?)',
      monthOf(nowMs),
      shard,
      events,
    )
    return { isRoom: true, used: beside }
  }

  #sharesExcept(shard: number, nowMs: number): number {
    const row = this.#sql
      .exec<{ events: number | null }>(
        'SELECT sum(events) AS events FROM month_shares WHERE month = ? AND shard <> ?',
        monthOf(nowMs),
        shard,
      )
      .one()
    return row.events ?? 0
  }
}

const monthOf = (nowMs: number): string => new Date(nowMs).toISOString().slice(0, 7)

/** How long until the next month begins. */
export function secondsOfMonthLeft(nowMs: number): number {
  const now = new Date(nowMs)
  return Math.ceil((Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1) - nowMs) / 1000)
}

const none: ReadonlySet<string> = new Set()

/**
 * How many events are new among these; which of them are repeats is only asked beyond `enough`. `known` are ids that
 * another log remembers.
 */
export function freshEvents(
  log: StreamLog,
  chunks: readonly AppendChunk[],
  enough: number,
  known: ReadonlySet<string> = none,
): number {
  const events = chunks.filter(({ table }) => table === 'events')
  const offered = events.reduce((sum, { rows }) => sum + rows, 0)
  if (offered <= enough) return offered
  const ids = events.flatMap((chunk) => chunk.ids ?? Array<null>(chunk.rows).fill(null))
  const named = ids.filter((id) => id !== null)
  return ids.length - named.length + log.fresh(named.filter((id) => !known.has(id))).size
}
