/**
 * One reading of a window: `group` is the stream of one credential, `pass` names the reading. Rows of buckets from
 * `sinceMs` on will be read again, so they are remembered. `begins` is set with the first page.
 */
export type Reading = { group: string; pass: string; sinceMs: number; begins: boolean }

/** A window that was read to its end, every row of it. Units: epoch milliseconds, end excluded. */
export type EndedReading = { group: string; pass: string; fromMs: number; toMs: number }

/** What is remembered of a row: the time of its bucket and what a difference of it looks like. */
export type Remembered = { key: string; atMs: number; row: Record<string, unknown> }

export type Kind = 'usage' | 'cost'

/** A JSON text of so many keys stays far below the 2 MB of one value. */
const keysPerRow = 20_000

/**
 * Which rows the last reading of each stream showed, as far back as the next one looks: a row that a whole reading no
 * longer shows was taken back by the vendor. A page costs one write; only new and changed rows cost one each.
 */
export class Readings {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
    sql.exec(`
      CREATE TABLE IF NOT EXISTS readings (
        key TEXT PRIMARY KEY, grp TEXT NOT NULL, kind TEXT NOT NULL, at_ms INTEGER NOT NULL, row TEXT NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS readings_grp ON readings (grp, at_ms);
      CREATE TABLE IF NOT EXISTS shown (id INTEGER PRIMARY KEY, grp TEXT NOT NULL, keys TEXT NOT NULL);
      CREATE INDEX IF NOT EXISTS shown_grp ON shown (grp);
      CREATE TABLE IF NOT EXISTS passes (grp TEXT PRIMARY KEY, pass TEXT NOT NULL, alone INTEGER NOT NULL) WITHOUT ROWID;`)
  }

  /** Takes note of the rows of a page; `changed` are the keys of which a difference was stored. */
  show(kind: Kind, reading: Reading, rows: readonly Remembered[], changed: ReadonlySet<string>): void {
    this.#enter(reading)
    for (let from = 0; from < rows.length; from += keysPerRow) {
      this.#showPart(kind, reading, rows.slice(from, from + keysPerRow), changed)
    }
  }

  #showPart(
    kind: Kind,
    { group, sinceMs }: Reading,
    rows: readonly Remembered[],
    changed: ReadonlySet<string>,
  ): void {
    const keys = JSON.stringify(rows.map(({ key }) => key))
    this.#sql.exec('INSERT INTO shown (grp, keys) VALUES (?, ?)', group, keys)
    const known = new Set(
      this.#sql
        .exec<{ key: string }>(
          'SELECT key FROM readings WHERE grp = ? AND key IN (SELECT value FROM json_each(?))',
          group,
          keys,
        )
        .toArray()
        .map(({ key }) => key),
    )
    for (const { key, atMs, row } of rows) {
      if (atMs < sinceMs) {
        if (known.has(key)) this.#sql.exec('DELETE FROM readings WHERE key = ?', key)
      } else if (!known.has(key) || changed.has(key)) {
        const text = JSON.stringify(row)
        this.#sql.exec('INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?, ?)', key, group, kind, atMs, text)
      }
    }
  }

  /** One reading of a stream at a time: pages of another one in between make both worthless for this purpose. */
  #enter({ group, pass, begins }: Reading): void {
    const current = this.#current(group)
    if (current?.pass === pass) return
    if (begins) {
      this.#sql.exec('DELETE FROM shown WHERE grp = ?', group)
      this.#sql.exec('INSERT OR REPLACE INTO passes VALUES (?, ?, 1)', group, pass)
    } else if (current) {
      this.#sql.exec('UPDATE passes SET alone = 0 WHERE grp = ?', group)
    }
  }

  #current(group: string): { pass: string; alone: number } | undefined {
    return this.#sql
      .exec<{ pass: string; alone: number }>('SELECT pass, alone FROM passes WHERE grp = ?', group)
      .toArray()[0]
  }

  /** Rows of the window that this reading did not show; they are forgotten. None when it was not the only one. */
  end({
    group,
    pass,
    fromMs,
    toMs,
  }: EndedReading): { kind: Kind; key: string; row: Record<string, unknown> }[] {
    const current = this.#current(group)
    if (current?.pass !== pass) return []
    const gone = current.alone
      ? this.#sql
          .exec<{ kind: Kind; key: string; row: string }>(
            `SELECT kind, key, row FROM readings WHERE grp = ?1 AND at_ms >= ?2 AND at_ms < ?3
             AND key NOT IN (SELECT value FROM shown, json_each(shown.keys) WHERE shown.grp = ?1)`,
            group,
            fromMs,
            toMs,
          )
          .toArray()
      : []
    const keys = JSON.stringify(gone.map(({ key }) => key))
    this.#sql.exec('DELETE FROM readings WHERE key IN (SELECT value FROM json_each(?))', keys)
    this.#sql.exec('DELETE FROM shown WHERE grp = ?', group)
    this.#sql.exec('DELETE FROM passes WHERE grp = ?', group)
    return gone.map(({ kind, key, row }) => ({ kind, key, row: JSON.parse(row) as Record<string, unknown> }))
  }
}
