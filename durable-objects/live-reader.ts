import type { TableName } from '../analytics/store/clickhouse.ts'
import type { LiveEntry, LiveRoom } from './live-room.ts'
import type { StreamLog } from './stream-log.ts'

const liveBytesAtOnce = 1_000_000
const liveBacklogRowsMax = 5_000
/** A room that nobody looks at is told no more often; each call costs it as much as an append costs the log. */
const unwatchedEveryMs = 250
/** For so long after it asked for rows a room is sent them without being asked. */
const watchedMs = 1_000

type Sized = LiveEntry & { table: TableName; bytes: number }

/** The live room's reader of one log. */
export class LiveReader {
  readonly #log: StreamLog
  #showing = false
  #timer: ReturnType<typeof setTimeout> | null = null
  #shownAtMs = 0
  #wantedRowsAtMs = Number.NEGATIVE_INFINITY
  /** The room passes over what it has, so this cursor need not be written down each time. */
  #seq: number

  constructor(log: StreamLog) {
    this.#log = log
    this.#seq = log.cursor('live')
  }

  get seq(): number {
    return this.#seq
  }

  /**
   * Calls `show` at once when somebody looks on, or when the room was told of nothing lately; otherwise in a moment, once
   * for all that is written until then. A log that ends before that is woken by its alarm.
   */
  soon(nowMs: number, show: () => void): void {
    const passedMs = nowMs - this.#shownAtMs
    const isDue = passedMs < 0 || passedMs >= unwatchedEveryMs
    if (isDue || this.#isWatched(nowMs)) show()
    else {
      this.#timer ??= setTimeout(() => {
        this.#timer = null
        show()
      }, unwatchedEveryMs - passedMs)
    }
  }

  #isWatched(nowMs: number): boolean {
    return Math.abs(nowMs - this.#wantedRowsAtMs) < watchedMs
  }

  writeDown(): void {
    if (this.#log.cursor('live') !== this.#seq) this.#log.advance('live', this.#seq)
  }

  /**
   * Shows what the room has not seen; one at a time. A room that falls far behind is told what it missed instead of
   * being flooded. Gives whether the room was reached.
   */
  async show(room: DurableObjectStub<LiveRoom>, shard: number): Promise<boolean> {
    if (this.#showing) return true
    this.#showing = true
    try {
      this.#shownAtMs = Date.now()
      let offer: 'rows' | 'counts' = this.#isWatched(this.#shownAtMs) ? 'rows' : 'counts'
      while (true) {
        if (this.#log.behind('live').rows === 0) return true
        const entries = this.#next(offer)
        const toSeq = entries.at(-1)?.seq
        if (toSeq === undefined) return true
        const events = entries.flatMap(({ table, seq, rows, body }) =>
          table === 'events' ? [{ seq, rows, body }] : [],
        )
        if (events.length > 0 && (await room.publish(shard, events, offer)) === 'rows_wanted') {
          offer = 'rows'
          this.#wantedRowsAtMs = Date.now()
          continue
        }
        for (const entry of entries) this.#log.took('live', entry)
        this.#seq = toSeq
      }
    } catch (error) {
      console.error('live room was not reached', error instanceof Error ? error.message : error)
      return false
    } finally {
      this.#showing = false
    }
  }

  /** What the room has not seen yet, up to a size; of a long backlog only the newest entries come with their rows. */
  #next(offer: 'rows' | 'counts'): Sized[] {
    const sizes = this.#log.sizesAfter(this.#seq)
    let waiting = sizes.reduce((rows, size) => rows + (size.table === 'events' ? size.rows : 0), 0)
    let shown = 0
    const entries: Sized[] = []
    for (const { seq, table, rows, bytes } of sizes) {
      const isShown = offer === 'rows' && table === 'events' && waiting <= liveBacklogRowsMax
      if (isShown && shown > 0 && shown + bytes > liveBytesAtOnce) break
      if (isShown) shown += bytes
      if (table === 'events') waiting -= rows
      entries.push({ seq, table, rows, bytes, body: isShown ? this.#log.body(seq) : null })
    }
    return entries
  }
}
