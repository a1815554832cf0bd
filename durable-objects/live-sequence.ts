import type { Block } from './live-frames.ts'
import type { LiveEntry } from './live-room.ts'

const memoryEventsMax = 10_000
/** How long after the last reader left the organization is still remembered for. */
const returnMsMax = 15 * 60_000
/** Seats that are given in a room; it lets some more in, since those on their way are not always counted. */
const seatsPerRoom = 2_500
export const socketsPerRoomMax = 3_000
const roomsMax = 12
/** How long a room that does not answer is taken for one that is in use. */
const silentMsMax = 60_000

/**
 * The one sequence of an organization's live events, in an object's own SQLite: numbers, the last events, how far each
 * log has come, and which rooms have readers.
 */
export class LiveSequence {
  readonly #storage: DurableObjectStorage
  readonly #sql: SqlStorage

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
    this.#sql = storage.sql
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS memory (first_seq INTEGER PRIMARY KEY, last_seq INTEGER NOT NULL, body BLOB NOT NULL);
      CREATE TABLE IF NOT EXISTS shards (shard INTEGER PRIMARY KEY, seq INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS room (id INTEGER PRIMARY KEY CHECK (id = 1), cursor INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS rooms (room INTEGER PRIMARY KEY, sockets INTEGER NOT NULL, at_ms INTEGER NOT NULL);
      INSERT OR IGNORE INTO room VALUES (1, 0);`)
  }

  cursor(): number {
    return this.#sql.exec<{ cursor: number }>('SELECT cursor FROM room').one().cursor
  }

  /** What a log shows that was not taken yet. */
  fresh(shard: number, entries: readonly LiveEntry[]): LiveEntry[] {
    const taken = this.#sql
      .exec<{ seq: number }>('SELECT seq FROM shards WHERE shard = ?', shard)
      .toArray()[0]
    return entries.filter(({ seq }) => seq > (taken?.seq ?? 0))
  }

  /** Numbers entries of a log; they are remembered when somebody may want them. Gives the cursors before and after. */
  number(
    shard: number,
    entries: readonly LiveEntry[],
    isWatched: boolean,
  ): { before: number; cursor: number } {
    const before = this.cursor()
    let cursor = before
    this.#storage.transactionSync(() => {
      for (const { rows, body } of entries) {
        if (body && isWatched)
          this.#sql.exec('INSERT INTO memory VALUES (?, ?, ?)', cursor + 1, cursor + rows, body)
        cursor += rows
      }
      this.#sql.exec('DELETE FROM memory WHERE last_seq <= ?', isWatched ? cursor - memoryEventsMax : cursor)
      this.#sql.exec('INSERT OR REPLACE INTO shards VALUES (?, ?)', shard, entries.at(-1)?.seq ?? 0)
      this.#sql.exec('UPDATE room SET cursor = ?', cursor)
    })
    return { before, cursor }
  }

  /** Remembered events behind a cursor. */
  since(after: number): Block[] {
    return this.#sql
      .exec<{ first_seq: number; last_seq: number; body: ArrayBuffer }>(
        'SELECT first_seq, last_seq, body FROM memory WHERE last_seq > ? ORDER BY first_seq',
        after,
      )
      .toArray()
      .map(({ first_seq, last_seq, body }) => ({ from: first_seq, to: last_seq, body }))
  }

  /**
   * Whether anyone looks on, or did a moment ago and may come back for what they missed. What nobody looks at is not
   * remembered: writing every event twice cost a fifth of the ingest time.
   */
  isWatched(nowMs: number): boolean {
    const watchedAtMs = this.#storage.kv.get<number>('watched_at_ms')
    return watchedAtMs !== undefined && nowMs - watchedAtMs < returnMsMax
  }

  watched(nowMs: number): void {
    this.#storage.kv.put('watched_at_ms', nowMs)
  }

  /** A seat for one more reader in the first room that has one; null when all are full. `full`: a room that said so. */
  seat(full: number | null, nowMs: number): number | null {
    if (full !== null) this.seated(full, seatsPerRoom, nowMs)
    const taken = new Map(this.#rooms().map(({ room, sockets }) => [room, sockets]))
    for (let room = 0; room < roomsMax; room += 1) {
      const sockets = taken.get(room) ?? 0
      if (sockets >= seatsPerRoom) continue
      this.seated(room, sockets + 1, nowMs)
      return room
    }
    return null
  }

  /** How many readers a room truly has. */
  seated(room: number, sockets: number, nowMs: number): void {
    if (sockets === 0) this.#sql.exec('DELETE FROM rooms WHERE room = ?', room)
    else this.#sql.exec('INSERT OR REPLACE INTO rooms VALUES (?, ?, ?)', room, sockets, nowMs)
  }

  /** A room has a reader whom nobody may have counted. */
  inUse(room: number, nowMs: number): void {
    this.#sql.exec(
      'INSERT INTO rooms VALUES (?, 1, ?) ON CONFLICT (room) DO UPDATE SET at_ms = excluded.at_ms',
      room,
      nowMs,
    )
  }

  /** Rooms beside this one that have readers. */
  others(nowMs: number): number[] {
    return this.#rooms()
      .filter(({ room, at_ms }) => room > 0 && Math.abs(nowMs - at_ms) < silentMsMax)
      .map(({ room }) => room)
  }

  #rooms(): { room: number; sockets: number; at_ms: number }[] {
    return this.#sql
      .exec<{ room: number; sockets: number; at_ms: number }>('SELECT room, sockets, at_ms FROM rooms')
      .toArray()
  }
}
