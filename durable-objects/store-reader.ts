import type { TableName } from '../analytics/store/clickhouse.ts'
import type { Place } from '../analytics/store/place.ts'
import { correctedIn, linesApart } from './following-rows.ts'
import { linesOf, linesToBytes } from './json-lines.ts'
import { type FlushPlan, flushRowsMax, type LogEntry, type StreamLog } from './stream-log.ts'

/** Beyond this age other inserts may have pushed a token out of ClickHouse's window, so the rows are looked up. */
const tokenTrustMs = 5 * 60_000

/** Inserts on their way at once, and those that have ended but for an older one. */
const flushesAtOnce = 3
const flushesOpenMax = 6
/** After so long one drain begins nothing more: its alarm has more to do than this. */
const drainMsMax = 60_000

/** Rows wait so long for others: an insert costs ClickHouse some fifty milliseconds whatever is in it. */
export const flushAfterMs = 500

/** `rows`: of a new range; not counted again for one that was begun before. */
type Planned = { plan: FlushPlan; rows: number }

/** A range on its way. */
type Sending = Planned & { outcome: 'open' | 'stored' | 'failed'; ended: Promise<void> }

/** The store's reader of one log: sends its ranges to ClickHouse, each exactly once whatever happens in between. */
export class StoreReader {
  readonly #log: StreamLog
  #failures = 0
  /** Makes the drain under way look at the log again; null when there is none. */
  #poke: (() => void) | null = null
  /** Rows of new ranges that are on their way, or have ended but for an older one. */
  #sentRows = 0

  constructor(log: StreamLog) {
    this.#log = log
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
   * none; each is written down before it leaves, and they are closed in their order. `name` begins the tokens and is the
   * same for ever; `liveSeq` is how far the other reader is.
   */
  async drain(place: Place, name: string, liveSeq: () => number): Promise<void> {
    if (this.#poke !== null) {
      this.#poke()
      return
    }
    this.#poke = () => undefined
    try {
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
    this.#log.openFlush(plan)
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

  #begin(place: Place, name: string, planned: Planned): Sending {
    const sending: Sending = { ...planned, outcome: 'open', ended: Promise.resolve() }
    sending.ended = this.#send(place, name, planned.plan).then(
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

  async #send(place: Place, name: string, plan: FlushPlan): Promise<boolean> {
    const entries = this.#log.read(plan.fromSeq, plan.toSeq)
    const ageMs = Date.now() - plan.createdAtMs
    // A clock that was set back says nothing about the age.
    const mayBeStored =
      plan.attempts > 0 && (ageMs > tokenTrustMs || ageMs < 0 || (await isFromBeforeMigration(place, plan)))
    this.#log.countAttempt(plan)
    for (const table of new Set(entries.map((entry) => entry.table))) {
      const part = entries.filter((entry) => entry.table === table)
      const isThere = mayBeStored && (await isStored(place, table, part))
      const token = `${name}-${plan.fromSeq}-${plan.toSeq}-${table}`
      if (!isThere && !(await this.#sendWhole(place, name, table, part, token))) return false
      if (table === 'event_corrections' && !(await dropOlder(place, part))) return false
    }
    return true
  }

  async #sendWhole(
    place: Place,
    name: string,
    table: TableName,
    part: readonly LogEntry[],
    token: string,
  ): Promise<boolean> {
    const outcome = await place.clickhouse.insert(table, joined(part), token)
    if (outcome.outcome === 'rejected') return this.#sendApart(place, name, part, outcome.message)
    return outcome.outcome === 'stored'
  }

  /** A range with a row that the store refuses: what is well goes on, and only the refused rows are set aside. */
  async #sendApart(
    place: Place,
    name: string,
    entries: readonly LogEntry[],
    reason: string,
  ): Promise<boolean> {
    console.error('rows were refused by the store', reason)
    for (const entry of entries) {
      if (!(await this.#sendHalves(place, name, entry, linesOf(entry.body), 0))) return false
    }
    return true
  }

  /**
   * Halves what is refused until the refused rows stand alone: one among thousands costs a few dozen inserts, not
   * thousands, of which the platform allows an object only so many at a time.
   */
  async #sendHalves(
    place: Place,
    name: string,
    entry: LogEntry,
    lines: readonly string[],
    first: number,
  ): Promise<boolean> {
    const token = `${name}-${entry.seq}-${first}-${lines.length}`
    const outcome = await place.clickhouse.insert(entry.table, linesToBytes(lines), token)
    if (outcome.outcome !== 'rejected') return outcome.outcome === 'stored'
    const together = linesApart(entry.table)
    if (lines.length <= together) {
      for (const line of lines) this.#log.reject(entry.table, line, outcome.message, Date.now())
      return true
    }
    const half = Math.ceil(lines.length / together / 2) * together
    return (
      (await this.#sendHalves(place, name, entry, lines.slice(0, half), first)) &&
      (await this.#sendHalves(place, name, entry, lines.slice(half), first + half))
    )
  }
}

/** Whether one more may leave: not behind one that failed, since ClickHouse is in trouble then. */
const isRoom = (sending: readonly Sending[]): boolean =>
  sending.length < flushesOpenMax &&
  sending.filter(({ outcome }) => outcome === 'open').length < flushesAtOnce &&
  sending.every(({ outcome }) => outcome !== 'failed')

/** What corrections replaced goes once they are stored; until then a reader takes the newest revision. */
async function dropOlder(place: Place, entries: readonly LogEntry[]): Promise<boolean> {
  try {
    await place.clickhouse.dropOlderRevisions(correctedIn(entries))
    return true
  } catch (error) {
    console.error('older revisions were not dropped', error instanceof Error ? error.message : error)
    return false
  }
}

/** Tables that a migration made anew do not know the tokens of the old ones. */
const isFromBeforeMigration = async (place: Place, { createdAtMs }: FlushPlan): Promise<boolean> =>
  createdAtMs < (await place.clickhouse.migratedAtMs()) + 1_000

async function isStored(place: Place, table: TableName, entries: readonly LogEntry[]): Promise<boolean> {
  if (table === 'event_corrections') return place.clickhouse.areCorrected(correctedIn(entries))
  const rows = entries.reduce((sum, entry) => sum + entry.rows, 0)
  const batches = [...new Set(entries.map((entry) => entry.batchId))]
  return (await place.clickhouse.rowsOfBatches(table, batches)) === rows
}

function joined(entries: readonly LogEntry[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(entries.reduce((bytes, entry) => bytes + entry.body.byteLength, 0))
  let at = 0
  for (const entry of entries) {
    whole.set(new Uint8Array(entry.body), at)
    at += entry.body.byteLength
  }
  return whole
}
