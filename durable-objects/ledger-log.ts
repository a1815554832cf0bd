import { base64 } from '../analytics/ledger/bytes.ts'
import { entryHash, entryText, type LedgerEntry, noEntry, type Outcome } from '../analytics/ledger/entry.ts'
import { completedBy, type Hash, type NodeAt, type Rooted, rootOf } from '../analytics/ledger/tree.ts'

/** What is to be written. `details` is an envelope per sealed part, in their order, as JSON; the ledger cannot open it. */
export type NewEntry = Omit<LedgerEntry, 'v' | 'org' | 'seq' | 'at_ms' | 'prev'> & { details: string | null }

/** An entry as it is kept. `text` are its bytes. */
export type KeptEntry = { seq: number; text: string; hash: string; details: string | null }

/** Units: `atMs` is when it was signed, which the note itself does not say. */
export type KeptCheckpoint = { size: number; root: Hash; atMs: number; note: string; vkey: string }

/** Sequence numbers: `first` inclusive, `end` exclusive. */
export type EntryFilter = {
  actor: string | null
  action: string | null
  target: string | null
  outcome: Outcome | null
  first: number
  end: number
}

type EntryRow = { seq: number; bytes: string; hash: ArrayBuffer; details: string | null }

const kept = ({ seq, bytes, hash, details }: EntryRow): KeptEntry => ({
  seq,
  text: bytes,
  hash: base64(new Uint8Array(hash)),
  details,
})

/** The ledger in an object's own SQLite: entries, the complete nodes of the tree over them, signed checkpoints. */
export class LedgerLog {
  readonly #sql: SqlStorage
  #size: number
  #lastHash: string
  #lastAtMs: number

  constructor(sql: SqlStorage) {
    this.#sql = sql
    sql.exec(`
      CREATE TABLE IF NOT EXISTS entries (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at_ms INTEGER NOT NULL, actor TEXT NOT NULL,
        action TEXT NOT NULL, target TEXT NOT NULL, outcome TEXT NOT NULL, bytes TEXT NOT NULL, hash BLOB NOT NULL,
        details TEXT);
      CREATE INDEX IF NOT EXISTS entries_actor ON entries (actor, seq);
      CREATE INDEX IF NOT EXISTS entries_action ON entries (action, seq);
      CREATE INDEX IF NOT EXISTS entries_target ON entries (target, seq);
      CREATE TABLE IF NOT EXISTS nodes (
        level INTEGER NOT NULL, place INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (level, place)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS checkpoints (
        size INTEGER PRIMARY KEY, root BLOB NOT NULL, at_ms INTEGER NOT NULL, note TEXT NOT NULL, vkey TEXT NOT NULL);`)
    const [last] = sql
      .exec<{ seq: number; at_ms: number; hash: ArrayBuffer }>(
        'SELECT seq, at_ms, hash FROM entries ORDER BY seq DESC LIMIT 1',
      )
      .toArray()
    this.#size = last === undefined ? 0 : last.seq + 1
    this.#lastHash = last === undefined ? noEntry : base64(new Uint8Array(last.hash))
    this.#lastAtMs = last?.at_ms ?? 0
  }

  get size(): number {
    return this.#size
  }

  /** The complete subtree at a place. Errors: throws when it is not complete. */
  readonly nodeAt: NodeAt = (level, index) => {
    const cursor =
      level === 0
        ? this.#sql.exec<{ hash: ArrayBuffer }>('SELECT hash FROM entries WHERE seq = ?', index)
        : this.#sql.exec<{ hash: ArrayBuffer }>(
            'SELECT hash FROM nodes WHERE level = ? AND place = ?',
            level,
            index,
          )
    return new Uint8Array(cursor.one().hash)
  }

  rootAt(size: number): Hash {
    return rootOf(size, this.nodeAt)
  }

  /** The entry that has this id already; null when none has. */
  known(id: string): { seq: number; atMs: number; action: string; outcome: string } | null {
    const [row] = this.#sql
      .exec<{ seq: number; at_ms: number; action: string; outcome: string }>(
        'SELECT seq, at_ms, action, outcome FROM entries WHERE id = ?',
        id,
      )
      .toArray()
    return row === undefined
      ? null
      : { seq: row.seq, atMs: row.at_ms, action: row.action, outcome: row.outcome }
  }

  /**
   * Writes the next entry and the nodes that it completes; call it inside a transaction, and `settle` after it, so
   * that memory never runs ahead of the disk.
   */
  add(
    orgId: string,
    { details, ...given }: NewEntry,
    nowMs: number,
  ): { seq: number; atMs: number; hash: Hash } {
    const seq = this.#size
    const atMs = Math.max(nowMs, this.#lastAtMs)
    const text = entryText({ v: 1, org: orgId, seq, at_ms: atMs, prev: this.#lastHash, ...given })
    const hash = entryHash(text)
    this.#sql.exec(
      'INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      seq,
      given.id,
      atMs,
      given.actor,
      given.action,
      given.target,
      given.outcome,
      text,
      hash,
      details,
    )
    for (const node of completedBy(seq, hash, this.nodeAt))
      this.#sql.exec('INSERT INTO nodes VALUES (?, ?, ?)', node.level, node.index, node.hash)
    return { seq, atMs, hash }
  }

  settle({ seq, atMs, hash }: { seq: number; atMs: number; hash: Hash }): void {
    this.#size = seq + 1
    this.#lastAtMs = atMs
    this.#lastHash = base64(hash)
  }

  /** Newest first. */
  page({ actor, action, target, outcome, first, end }: EntryFilter, rows: number): KeptEntry[] {
    const filters = Object.entries({ actor, action, target, outcome }).flatMap(([column, value]) =>
      value === null ? [] : [{ column, value }],
    )
    const where = filters.map(({ column }) => ` AND ${column} = ?`).join('')
    return this.#sql
      .exec<EntryRow>(
        `SELECT seq, bytes, hash, details FROM entries WHERE seq >= ? AND seq < ?${where} ORDER BY seq DESC LIMIT ?`,
        first,
        end,
        ...filters.map(({ value }) => value),
        rows,
      )
      .toArray()
      .map(kept)
  }

  /** Oldest first. */
  entries(first: number, end: number): KeptEntry[] {
    return this.#sql
      .exec<EntryRow>(
        'SELECT seq, bytes, hash, details FROM entries WHERE seq >= ? AND seq < ? ORDER BY seq',
        first,
        end,
      )
      .toArray()
      .map(kept)
  }

  /** How many entries were written before a moment: the ledger's clock never goes back, so halving finds it. */
  countBefore(atMs: number): number {
    let from = 0
    let to = this.#size
    while (from < to) {
      const middle = Math.floor((from + to) / 2)
      const row = this.#sql.exec<{ at_ms: number }>('SELECT at_ms FROM entries WHERE seq = ?', middle).one()
      if (row.at_ms < atMs) from = middle + 1
      else to = middle
    }
    return from
  }

  addCheckpoint({ size, root, atMs, note, vkey }: KeptCheckpoint): void {
    this.#sql.exec('INSERT OR IGNORE INTO checkpoints VALUES (?, ?, ?, ?, ?)', size, root, atMs, note, vkey)
  }

  /** Newest first, smaller than `before`. */
  checkpoints(before: number, rows: number): KeptCheckpoint[] {
    return this.#sql
      .exec<{ size: number; root: ArrayBuffer; at_ms: number; note: string; vkey: string }>(
        'SELECT size, root, at_ms, note, vkey FROM checkpoints WHERE size < ? ORDER BY size DESC LIMIT ?',
        before,
        rows,
      )
      .toArray()
      .map(({ size, root, at_ms, note, vkey }) => ({
        size,
        root: new Uint8Array(root),
        atMs: at_ms,
        note,
        vkey,
      }))
  }

  /** The newest checkpoint, or the one of exactly this size. */
  checkpoint(size: number | null): KeptCheckpoint | null {
    const [found] = this.checkpoints(size === null ? Number.MAX_SAFE_INTEGER : size + 1, 1)
    return found === undefined || (size !== null && found.size !== size) ? null : found
  }

  rooted(size: number): Rooted {
    return { size, root: this.rootAt(size) }
  }
}
