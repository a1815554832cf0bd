import { retentionMsByPlan } from '../analytics/plans.ts'
import type { TableName } from '../analytics/store/clickhouse.ts'
import type { BlockCounts } from '../analytics/store/clickhouse-tokens.ts'
import type { PieceEnd } from './pieces.ts'

/** Rows of one table that are stored together. Units: `body` is JSON lines in UTF-8. */
export type LogEntry = { seq: number; table: TableName; batchId: string; rows: number; body: ArrayBuffer }

/** A range of the log that goes to the store as one insert per table, under a token that survives retries. */
export type FlushPlan = { fromSeq: number; toSeq: number; createdAtMs: number; attempts: number }

/** What goes into one insert together. `isFull`: what came after it, or is still to come, goes into another one. */
export type LogRange = { fromSeq: number; toSeq: number; rows: number; sinceMs: number; isFull: boolean }

export type LogDepth = { rows: number; bytes: number }

const readers = ['store', 'live'] as const
export type Reader = (typeof readers)[number]

export const flushRowsMax = 10_000
const flushBytesMax = 8_000_000

/** What was collected may be read again as long as it is kept here. */
const collectedMs = Math.max(...Object.values(retentionMsByPlan))

/** Dedup memory: an id is remembered for at least this long, and for at most twice as long. */
const seenGenerationMs = 7 * 86_400_000

type Row = Record<string, SqlStorageValue>
const number = (row: Row | undefined, column: string): number => Number(row?.[column] ?? 0)

/** The write-ahead log in an object's own SQLite: what is in it has been promised to the sender. */
export class StreamLog {
  readonly #sql: SqlStorage
  /** Counted along, since every append asks and the backlog may be long. */
  #behind: Record<Reader, LogDepth>
  /** Since when ids go into today's generation; null until it is read. */
  #generationSinceMs: number | null = null

  constructor(sql: SqlStorage) {
    this.#sql = sql
    sql.exec(`
      CREATE TABLE IF NOT EXISTS log (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, target TEXT NOT NULL, batch_id TEXT NOT NULL,
        rows INTEGER NOT NULL, bytes INTEGER NOT NULL, at_ms INTEGER NOT NULL, body BLOB NOT NULL);
      CREATE TABLE IF NOT EXISTS readers (name TEXT PRIMARY KEY, seq INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS flushes (
        from_seq INTEGER PRIMARY KEY, to_seq INTEGER NOT NULL, created_at_ms INTEGER NOT NULL, attempts INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS pieces (
        from_seq INTEGER NOT NULL, token TEXT NOT NULL, ending TEXT NOT NULL, PRIMARY KEY (from_seq, token)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS counted (from_seq INTEGER PRIMARY KEY, blocks TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS seen_now (id TEXT PRIMARY KEY) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS seen_before (id TEXT PRIMARY KEY) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS seen_collected (id TEXT PRIMARY KEY, at_ms INTEGER NOT NULL) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS seen_collected_at ON seen_collected (at_ms);
      CREATE TABLE IF NOT EXISTS seen_generation (id INTEGER PRIMARY KEY CHECK (id = 1), since_ms INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS rejected (
        at_ms INTEGER NOT NULL, target TEXT NOT NULL, reason TEXT NOT NULL, body TEXT NOT NULL);
      INSERT OR IGNORE INTO readers VALUES ('store', 0), ('live', 0);`)
    this.#behind = this.#counted(this.cursor('live'))
  }

  /** Those of the ids that were not taken yet, each once. */
  fresh(ids: readonly string[]): Set<string> {
    const all = new Set(ids)
    return this.#unknown(all, JSON.stringify([...all]))
  }

  #unknown(fresh: Set<string>, offered: string): Set<string> {
    const known = this.#sql.exec<{ value: string }>(
      `SELECT value FROM json_each(?)
       WHERE value IN (SELECT id FROM seen_now) OR value IN (SELECT id FROM seen_before)`,
      offered,
    )
    for (const { value } of known) fresh.delete(value)
    return fresh
  }

  /** Takes ids for good and answers those that were new. */
  claim(ids: readonly string[], nowMs: number): Set<string> {
    this.#rotateSeen(nowMs)
    const all = new Set(ids)
    const offered = JSON.stringify([...all])
    const fresh = this.#unknown(all, offered)
    const taken = fresh.size === ids.length ? offered : JSON.stringify([...fresh])
    this.#sql.exec('INSERT INTO seen_now (id) SELECT value FROM json_each(?)', taken)
    return fresh
  }

  /** The same for what a vendor may show again after a year. */
  claimCollected(ids: readonly string[], nowMs: number): Set<string> {
    this.#sql.exec('DELETE FROM seen_collected WHERE at_ms < ?', nowMs - collectedMs)
    const taken = this.#sql.exec<{ id: string }>(
      'INSERT OR IGNORE INTO seen_collected SELECT value, ? FROM json_each(?) RETURNING id',
      nowMs,
      JSON.stringify(ids),
    )
    return new Set(taken.toArray().map(({ id }) => id))
  }

  #rotateSeen(nowMs: number): void {
    if (this.#generationSinceMs === null) {
      this.#sql.exec('INSERT OR IGNORE INTO seen_generation VALUES (1, ?)', nowMs)
      const generation = this.#sql.exec('SELECT since_ms FROM seen_generation').one()
      this.#generationSinceMs = number(generation, 'since_ms')
    }
    if (nowMs - this.#generationSinceMs < seenGenerationMs) return
    this.#sql.exec(`
      DROP TABLE seen_before;
      ALTER TABLE seen_now RENAME TO seen_before;
      CREATE TABLE seen_now (id TEXT PRIMARY KEY) WITHOUT ROWID;`)
    this.#sql.exec('UPDATE seen_generation SET since_ms = ?', nowMs)
    this.#generationSinceMs = nowMs
  }

  /** Nothing that was written since the last transaction stands: what is counted along is read anew. */
  rolledBack(liveSeq: number): void {
    this.#generationSinceMs = null
    this.#behind = this.#counted(liveSeq)
  }

  #counted(liveSeq: number): Record<Reader, LogDepth> {
    const end = Number.MAX_SAFE_INTEGER
    return { store: this.#within(this.cursor('store') + 1, end), live: this.#within(liveSeq + 1, end) }
  }

  add(entry: Omit<LogEntry, 'seq'>, nowMs: number): void {
    this.#sql.exec(
      'INSERT INTO log (target, batch_id, rows, bytes, at_ms, body) VALUES (?, ?, ?, ?, ?, ?)',
      entry.table,
      entry.batchId,
      entry.rows,
      entry.body.byteLength,
      nowMs,
      entry.body,
    )
    for (const depth of Object.values(this.#behind)) {
      depth.rows += entry.rows
      depth.bytes += entry.body.byteLength
    }
  }

  /** How much a reader has not taken yet. */
  behind(reader: Reader): Readonly<LogDepth> {
    return this.#behind[reader]
  }

  /** A reader has taken so much more. */
  took(reader: Reader, { rows, bytes }: LogDepth): void {
    const depth = this.#behind[reader]
    depth.rows -= rows
    depth.bytes -= bytes
  }

  cursor(reader: Reader): number {
    return number(this.#sql.exec('SELECT seq FROM readers WHERE name = ?', reader).one(), 'seq')
  }

  /** Moves a reader on and drops what every reader has passed. */
  advance(reader: Reader, seq: number): void {
    this.#sql.exec('UPDATE readers SET seq = ? WHERE name = ?', seq, reader)
    this.#sql.exec('DELETE FROM log WHERE seq <= (SELECT min(seq) FROM readers)')
  }

  /** The rows of one entry. */
  body(seq: number): ArrayBuffer {
    return this.#sql.exec<{ body: ArrayBuffer }>('SELECT body FROM log WHERE seq = ?', seq).one().body
  }

  /** Entries after a reader's cursor, oldest first, up to a number of bytes (at least one entry). */
  read(fromSeq: number, toSeq: number): LogEntry[] {
    return this.#sql
      .exec(
        'SELECT seq, target, batch_id, rows, body FROM log WHERE seq >= ? AND seq <= ? ORDER BY seq',
        fromSeq,
        toSeq,
      )
      .toArray()
      .map((row) => ({
        seq: number(row, 'seq'),
        table: row.target as TableName,
        batchId: String(row.batch_id),
        rows: number(row, 'rows'),
        body: row.body as ArrayBuffer,
      }))
  }

  /** Sizes of what stands after `seq`, oldest first; bodies are not read. */
  sizesAfter(seq: number): { seq: number; table: TableName; rows: number; bytes: number; atMs: number }[] {
    return this.#sql
      .exec('SELECT seq, target, rows, bytes, at_ms FROM log WHERE seq > ? ORDER BY seq LIMIT 4096', seq)
      .toArray()
      .map((row) => ({
        seq: number(row, 'seq'),
        table: row.target as TableName,
        rows: number(row, 'rows'),
        bytes: number(row, 'bytes'),
        atMs: number(row, 'at_ms'),
      }))
  }

  /** The number of the newest entry; 0 when there is none. */
  lastSeq(): number {
    return number(this.#sql.exec('SELECT max(seq) AS seq FROM log').one(), 'seq')
  }

  /** Since when the oldest entry after `seq` stands; null when there is none. Units: epoch milliseconds. */
  oldestAfter(seq: number): number | null {
    const [row] = this.#sql.exec('SELECT at_ms FROM log WHERE seq > ? ORDER BY seq LIMIT 1', seq).toArray()
    return row ? number(row, 'at_ms') : null
  }

  #within(fromSeq: number, toSeq: number): LogDepth {
    const row = this.#sql
      .exec(
        'SELECT sum(rows) AS rows, sum(bytes) AS bytes FROM log WHERE seq BETWEEN ? AND ?',
        fromSeq,
        toSeq,
      )
      .one()
    return { rows: number(row, 'rows'), bytes: number(row, 'bytes') }
  }

  /** Inserts that were begun and are not known to have ended, oldest first. */
  openFlushes(): FlushPlan[] {
    return this.#sql
      .exec('SELECT from_seq, to_seq, created_at_ms, attempts FROM flushes ORDER BY from_seq')
      .toArray()
      .map((row) => ({
        fromSeq: number(row, 'from_seq'),
        toSeq: number(row, 'to_seq'),
        createdAtMs: number(row, 'created_at_ms'),
        attempts: number(row, 'attempts'),
      }))
  }

  /** The oldest entries after `seq`, as many as go into one insert; null when there are none. */
  rangeAfter(seq: number): LogRange | null {
    const sizes = this.sizesAfter(seq)
    const [first] = sizes
    if (!first) return null
    let rows = 0
    let bytes = 0
    let taken = 0
    for (const size of sizes) {
      if (taken > 0 && (rows + size.rows > flushRowsMax || bytes + size.bytes > flushBytesMax)) break
      rows += size.rows
      bytes += size.bytes
      taken += 1
    }
    const isFull = taken < sizes.length || rows >= flushRowsMax || bytes >= flushBytesMax
    return { fromSeq: seq + 1, toSeq: sizes[taken - 1]?.seq ?? seq, rows, sinceMs: first.atMs, isFull }
  }

  /** `counts`: of the store, from before anything of it is sent. */
  openFlush(plan: FlushPlan, counts: BlockCounts | null): void {
    this.#sql.exec('INSERT INTO flushes VALUES (?, ?, ?, 0)', plan.fromSeq, plan.toSeq, plan.createdAtMs)
    if (counts === null) return
    this.#sql.exec('INSERT INTO counted VALUES (?, ?)', plan.fromSeq, JSON.stringify(counts))
  }

  /** What the store had counted before an open flush was sent; null when nobody asked. */
  countsBefore({ fromSeq }: FlushPlan): BlockCounts | null {
    const [row] = this.#sql.exec('SELECT blocks FROM counted WHERE from_seq = ?', fromSeq).toArray()
    return row ? (JSON.parse(String(row.blocks)) as BlockCounts) : null
  }

  countAttempt(plan: FlushPlan): void {
    this.#sql.exec('UPDATE flushes SET attempts = attempts + 1 WHERE from_seq = ?', plan.fromSeq)
  }

  /** Writes down how a piece of an open flush ended. */
  endPiece({ fromSeq }: FlushPlan, token: string, end: PieceEnd): void {
    this.#sql.exec('INSERT INTO pieces VALUES (?, ?, ?)', fromSeq, token, end)
  }

  /** How pieces of an open flush ended, by their tokens. */
  endsOf({ fromSeq }: FlushPlan): Map<string, PieceEnd> {
    const rows = this.#sql.exec('SELECT token, ending FROM pieces WHERE from_seq = ?', fromSeq).toArray()
    return new Map(rows.map(({ token, ending }) => [String(token), ending as PieceEnd]))
  }

  /**
   * Ends a flush and writes both cursors down; the caller ends them in order, so the store's never passes an open
   * one.
   */
  closeFlush(plan: FlushPlan, liveSeq: number): void {
    this.took('store', this.#within(plan.fromSeq, plan.toSeq))
    this.#sql.exec('DELETE FROM flushes WHERE from_seq = ?', plan.fromSeq)
    this.#sql.exec('DELETE FROM pieces WHERE from_seq = ?', plan.fromSeq)
    this.#sql.exec('DELETE FROM counted WHERE from_seq = ?', plan.fromSeq)
    this.#sql.exec(`UPDATE readers SET seq = ? WHERE name = 'live'`, liveSeq)
    this.advance('store', plan.toSeq)
  }

  /** Keeps a row that the store refuses for good, with its reason; once, though a flush may be tried again. */
  reject(table: TableName, line: string, reason: string, nowMs: number): void {
    this.#sql.exec(
      `INSERT INTO rejected SELECT ?1, ?2, ?3, ?4
       WHERE NOT EXISTS (SELECT 1 FROM rejected WHERE target = ?2 AND body = ?4)`,
      nowMs,
      table,
      reason,
      line,
    )
  }

  rejectedRows(): number {
    return number(this.#sql.exec('SELECT count(*) AS rows FROM rejected').one(), 'rows')
  }
}
