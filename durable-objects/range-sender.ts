import type { InsertOutcome } from '../analytics/store/clickhouse.ts'
import type { KnownRow } from '../analytics/store/clickhouse-stored-rows.ts'
import { areTokensKnown, type BlockCounts } from '../analytics/store/clickhouse-tokens.ts'
import type { Place } from '../analytics/store/place.ts'
import { correctedIn } from './following-rows.ts'
import { linesToBytes } from './json-lines.ts'
import { linesSetAside, type Piece, type PieceEnd, wholePiece } from './pieces.ts'
import type { FlushPlan, StreamLog } from './stream-log.ts'

/**
 * Beyond this age other inserts may have pushed a token out of ClickHouse's window. Unless it has counted few of them, rows
 * are looked up; a token is worth more, since it also tells what a rollup lacks.
 */
const tokenTrustMs = 5 * 60_000

/** Whose log it is: begins every token, and so is the same for ever. */
export type LogName = { orgId: string; shard: number }

type Range = {
  place: Place
  name: LogName
  plan: FlushPlan
  mayBeStored: boolean
  ends: Map<string, PieceEnd>
}

type Ended = Exclude<InsertOutcome, { outcome: 'unknown' }>

/** Sends one range of a log to ClickHouse, each of its rows exactly once however often it is sent. */
export class RangeSender {
  readonly #log: StreamLog

  constructor(log: StreamLog) {
    this.#log = log
  }

  /** Whether all of it is stored or set aside now; else it is to be sent again. */
  async send(place: Place, name: LogName, plan: FlushPlan): Promise<boolean> {
    const entries = this.#log.read(plan.fromSeq, plan.toSeq)
    const mayBeStored = await isForgotten(place, plan, this.#log.countsBefore(plan))
    const range = { place, name, plan, mayBeStored, ends: this.#log.endsOf(plan) }
    this.#log.countAttempt(plan)
    for (const table of new Set(entries.map((entry) => entry.table))) {
      const part = entries.filter((entry) => entry.table === table)
      const whole = wholePiece(`${name.orgId}-${name.shard}`, plan, table, part)
      if (!(await this.#sendTable(range, whole))) return false
      if (table === 'event_corrections' && !(await dropOlder(range, whole))) return false
    }
    return true
  }

  async #sendTable(range: Range, whole: Piece): Promise<boolean> {
    if (range.ends.get(whole.token) === 'stored') return true
    const unsure = range.mayBeStored ? await linesNotHeld(range, whole) : null
    return this.#sendPiece(range, whole, unsure)
  }

  /**
   * Sends what has not ended yet. Its end is written down before anything else leaves, so that whoever dies, only what was
   * on its way is in doubt. `notHeld`: lines that the store does not have; null when its tokens tell that.
   */
  async #sendPiece(range: Range, piece: Piece, notHeld: ReadonlySet<string> | null): Promise<boolean> {
    if (!range.ends.has(piece.token)) {
      const outcome = await insert(range, piece, notHeld)
      if (outcome.outcome === 'unknown') return false
      this.#end(range, piece, outcome)
    }
    if (range.ends.get(piece.token) === 'stored') return true
    for (const part of piece.parts()) {
      if (!(await this.#sendPiece(range, part, notHeld))) return false
    }
    return true
  }

  /** What the store refuses for good is set aside, only the rows themselves: all that is well around them goes on. */
  #end({ plan, ends }: Range, piece: Piece, outcome: Ended): void {
    this.#log.endPiece(plan, piece.token, outcome.outcome === 'stored' ? 'stored' : 'refused')
    ends.set(piece.token, outcome.outcome === 'stored' ? 'stored' : 'refused')
    if (outcome.outcome === 'stored') return
    if (piece.parts().length > 0) return
    console.error('rows were refused by the store', outcome.message)
    for (const line of piece.lines()) this.#log.reject(piece.table, line, outcome.message, Date.now())
  }
}

/**
 * What corrections replaced goes once they are stored; until then a reader takes the newest revision. What a refused one
 * was to replace stays.
 */
async function dropOlder({ place, ends }: Range, whole: Piece): Promise<boolean> {
  try {
    const setAside = new Set(linesSetAside(whole, ends))
    await place.clickhouse.dropOlderRevisions(
      correctedIn(whole.lines().filter((line) => !setAside.has(line))),
    )
    return true
  } catch (error) {
    console.error('older revisions were not dropped', error instanceof Error ? error.message : error)
    return false
  }
}

/** Whether the store may have this range and not know its tokens any more. `before`: what it had counted then. */
async function isForgotten(
  { clickhouse }: Place,
  { createdAtMs, attempts }: FlushPlan,
  before: BlockCounts | null,
): Promise<boolean> {
  if (attempts === 0) return false
  // Tables that a migration made anew do not know the tokens of the old ones.
  if (createdAtMs < (await clickhouse.migratedAtMs()) + 1_000) return true
  const ageMs = Date.now() - createdAtMs
  // A clock that was set back says nothing about the age.
  const isOld = ageMs > tokenTrustMs || ageMs < 0
  return isOld && (before === null || !areTokensKnown(before, await clickhouse.blockCounts()))
}

/** Both rows of a correction carry its revision, so they are held together or not at all. */
async function linesNotHeld({ place, name }: Range, { table, lines }: Piece): Promise<ReadonlySet<string>> {
  const rows = lines().map((line) => ({ line, row: JSON.parse(line) as KnownRow }))
  const isHeld = await place.clickhouse.storedRows(
    name,
    table,
    rows.map(({ row }) => row),
  )
  return new Set(rows.flatMap(({ line, row }) => (isHeld(row) ? [] : [line])))
}

/** Of a range that may be in, only what is missing is sent: ClickHouse may have stored it for one month and not another. */
async function insert(
  { place }: Range,
  piece: Piece,
  notHeld: ReadonlySet<string> | null,
): Promise<InsertOutcome> {
  if (notHeld === null) return place.clickhouse.insert(piece.table, piece.bytes(), piece.token)
  const missing = piece.lines().filter((line) => notHeld.has(line))
  if (missing.length === 0) return { outcome: 'stored' }
  return place.clickhouse.insert(piece.table, linesToBytes(missing), piece.token)
}
