import type { TableName } from '../analytics/store/clickhouse.ts'
import type { Place } from '../analytics/store/place.ts'
import { correctedIn, linesApart } from './following-rows.ts'
import { linesOf, linesToBytes } from './json-lines.ts'
import type { FlushPlan, LogEntry, StreamLog } from './stream-log.ts'

/** Beyond this age other inserts may have pushed a token out of ClickHouse's window, so the rows are looked up. */
const tokenTrustMs = 5 * 60_000

/** The store's reader of one log: sends its ranges to ClickHouse, each exactly once whatever happens in between. */
export class StoreReader {
  readonly #log: StreamLog
  #draining = false
  #failures = 0

  constructor(log: StreamLog) {
    this.#log = log
  }

  /** How often in a row ClickHouse was in trouble, at most 10. */
  get failures(): number {
    return this.#failures
  }

  /**
   * Sends until the log is empty or ClickHouse is in trouble; one at a time. `name` begins the tokens and is the same
   * for ever; `liveSeq` is how far the other reader is.
   */
  async drain(place: Place, name: string, liveSeq: () => number): Promise<void> {
    if (this.#draining) return
    this.#draining = true
    try {
      while (true) {
        const plans = this.#log.plans(Date.now())
        if (plans.length === 0) break
        const stored = await Promise.all(plans.map((plan) => this.#send(place, name, plan)))
        const done = stored.indexOf(false) === -1 ? plans.length : stored.indexOf(false)
        for (const plan of plans.slice(0, done)) this.#log.closeFlush(plan, liveSeq())
        if (done < plans.length) {
          this.#failures = Math.min(this.#failures + 1, 10)
          break
        }
        this.#failures = 0
      }
    } catch (error) {
      this.#failures = Math.min(this.#failures + 1, 10)
      console.error('drain failed', error instanceof Error ? error.message : error)
    } finally {
      this.#draining = false
    }
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
