import type { BlockCounts } from '../analytics/store/clickhouse-tokens.ts'
import type { Place } from '../analytics/store/place.ts'
import { type LogName, RangeSender } from './range-sender.ts'
import { type FlushPlan, flushRowsMax, type StreamLog } from './stream-log.ts'

/** Inserts on their way at once, and those that have ended but for an older one. */
const flushesAtOnce = 3
const flushesOpenMax = 6
/** After so long one drain begins nothing more: its alarm has more to do than this. */
const drainMsMax = 60_000

const countEveryMs = 60_000

/** Rows wait so long for others: an insert costs ClickHouse some fifty milliseconds whatever is in it. */
export const flushAfterMs = 500

/** `rows`: of a new range; not counted again for one that was begun before. */
type Planned = { plan: FlushPlan; rows: number }

/** A range on its way. */
type Sending = Planned & { outcome: 'open' | 'stored' | 'failed'; ended: Promise<void> }

/** The store's reader of one log: sends its ranges to ClickHouse, each exactly once whatever happens in between. */
export class StoreReader {
  readonly #log: StreamLog
  readonly #sender: RangeSender
  #failures = 0
  #counts: BlockCounts | null = null
  #countedAtMs = Number.NEGATIVE_INFINITY
  /** Makes the drain under way look at the log again; null when there is none. */
  #poke: (() => void) | null = null
  /** Rows of new ranges that are on their way, or have ended but for an older one. */
  #sentRows = 0

  constructor(log: StreamLog) {
    this.#log = log
    this.#sender = new RangeSender(log)
  }

  /** How often in a row ClickHouse was in trouble, at most 10. */
  get failures(): number {
    return this.#failures
  }

  /** Whether as many rows wait as one insert may have. */
  get isDue(): boolean {
    return this.#log.behind('store').rows - this.#sentRows >= flushRowsMax
  }

  /**
   * Sends what stands in the log, and what comes meanwhile once it fills a range or has waited, until nothing is on its
   * way or ClickHouse is in trouble; one at a time. Some ranges are on their way together, so that a slow one holds up
   * none; each is written down before it leaves, and they are closed in their order. `liveSeq` is how far the other
   * reader is.
   */
  async drain(place: Place, name: LogName, liveSeq: () => number): Promise<void> {
    if (this.#poke !== null) {
      this.#poke()
      return
    }
    this.#poke = () => undefined
    try {
      await this.#count(place)
      const isWell = await this.#sendAll((planned) => this.#begin(place, name, planned), liveSeq)
      this.#failures = isWell ? 0 : Math.min(this.#failures + 1, 10)
    } catch (error) {
      this.#failures = Math.min(this.#failures + 1, 10)
      console.error('drain failed', error instanceof Error ? error.message : error)
    } finally {
      this.#poke = null
      this.#sentRows = 0
    }
  }

  /** Asks the store now and then what it has counted. An older count is as true, and so is good enough. */
  async #count(place: Place): Promise<void> {
    const nowMs = Date.now()
    if (this.#log.behind('store').rows === 0 || Math.abs(nowMs - this.#countedAtMs) < countEveryMs) return
    this.#countedAtMs = nowMs
    try {
      this.#counts = await place.clickhouse.blockCounts()
    } catch (error) {
      console.error('the store did not count', error instanceof Error ? error.message : error)
    }
  }

  async #sendAll(begin: (planned: Planned) => Sending, liveSeq: () => number): Promise<boolean> {
    const stoodTo = this.#log.lastSeq()
    const untilMs = Date.now() + drainMsMax
    // What was begun before keeps its range, and so its token.
    const begun = this.#log.openFlushes()
    const sending: Sending[] = []
    let after = begun.at(-1)?.toSeq ?? this.#log.cursor('store')
    while (true) {
      let waitMs: number | null = null
      while (isRoom(sending) && waitMs === null && Date.now() < untilMs) {
        const [plan] = begun.splice(0, 1)
        const next = plan ? { plan, rows: 0 } : this.#next(after, stoodTo)
        if (next === null) break
        if (typeof next === 'number') waitMs = next
        else {
          sending.push(begin(next))
          after = Math.max(after, next.plan.toSeq)
          this.#sentRows += next.rows
        }
      }
      const underWay = sending.filter(({ outcome }) => outcome === 'open')
      if (underWay.length === 0) return sending.length === 0
      await this.#first(underWay, waitMs)
      while (sending[0]?.outcome === 'stored') {
        const { plan, rows } = sending[0]
        this.#log.closeFlush(plan, liveSeq())
        this.#sentRows -= rows
        sending.shift()
      }
    }
  }

  /** A new range behind `after`, written down; or how long its rows may wait for others. Units: milliseconds. */
  #next(after: number, stoodTo: number): Planned | number | null {
    const range = this.#log.rangeAfter(after)
    if (range === null) return null
    const { fromSeq, toSeq, rows, sinceMs, isFull } = range
    const nowMs = Date.now()
    const waitMs = sinceMs + flushAfterMs - nowMs
    // A clock that was set back says nothing about how long they have waited.
    const isYoung = waitMs > 0 && waitMs <= flushAfterMs
    if (!isFull && fromSeq > stoodTo && isYoung) return waitMs
    const plan = { fromSeq, toSeq, createdAtMs: nowMs, attempts: 0 }
    this.#log.openFlush(plan, this.#counts)
    return { plan, rows }
  }

  /** Until a range has ended, rows have waited for long enough, or the log says that it has more. */
  async #first(underWay: readonly Sending[], waitMs: number | null): Promise<void> {
    const poked = new Promise<void>((resolve) => {
      this.#poke = resolve
    })
    const waits = waitMs === null ? [] : [scheduler.wait(waitMs)]
    await Promise.race([poked, ...waits, ...underWay.map(({ ended }) => ended)])
  }

  #begin(place: Place, name: LogName, planned: Planned): Sending {
    const sending: Sending = { ...planned, outcome: 'open', ended: Promise.resolve() }
    sending.ended = this.#sender.send(place, name, planned.plan).then(
      (isStored) => {
        sending.outcome = isStored ? 'stored' : 'failed'
      },
      (error: unknown) => {
        sending.outcome = 'failed'
        console.error('a range was not sent', error instanceof Error ? error.message : error)
      },
    )
    return sending
  }
}

/** Whether one more may leave: not behind one that failed, since ClickHouse is in trouble then. */
const isRoom = (sending: readonly Sending[]): boolean =>
  sending.length < flushesOpenMax &&
  sending.filter(({ outcome }) => outcome === 'open').length < flushesAtOnce &&
  sending.every(({ outcome }) => outcome !== 'failed')
