import { DurableObject } from 'cloudflare:workers'
import type { EventRow } from '../analytics/event-row.ts'
import type { TableName } from '../analytics/store/clickhouse.ts'
import { type Place, placeOf } from '../analytics/store/place.ts'
import type { ObjectBindings } from './bindings.ts'
import type { LiveEntry } from './live-room.ts'
import { freshEvents, MonthCount, secondsOfMonthLeft } from './month-count.ts'
import { liveRoomName, metricsHubName } from './names.ts'
import type { EndedReading, Reading } from './readings.ts'
import { type FlushPlan, flushRowsMax, type LogEntry, StreamLog } from './stream-log.ts'
import { type CostEntry, type Differences, type UsageEntry, UsageRevisions } from './usage-revisions.ts'

/** Where a shard stands: told by its caller on every append, since an object does not know its own name. */
export type ShardAddress = { region: string; orgId: string; shard: number }

/**
 * Rows of one table on their way into the log. `ids` names the rows that a sender may repeat, in row order; null
 * means that none can be a repeat. Units: `body` is JSON lines in UTF-8, at most `chunkBytesMax`.
 */
export type AppendChunk = {
  table: TableName
  batchId: string
  rows: number
  ids: (string | null)[] | null
  body: ArrayBuffer
}

export type AppendRequest = {
  chunks: AppendChunk[]
  usage?: UsageEntry[]
  costs?: CostEntry[]
  /** The reading of a vendor's window that usage and costs belong to. */
  reading?: Reading
  /** What chunks hold was collected: it may come again after a year, and is not what the plan counts. */
  isCollected?: boolean
  /** Batch id of the rows that usage and cost differences become. */
  batchId?: string
  /** How many pushed events the calendar month may hold; not given or null: any number. */
  eventsMax?: number | null
}

/** `kept` and `duplicates` count event rows that were offered as chunks; `changed` counts usage and cost differences. */
export type AppendResult =
  | { accepted: true; kept: number; duplicates: number; changed: number }
  | { accepted: false; reason: 'behind'; retryAfterS: number }
  | { accepted: false; reason: 'month_full'; used: number; retryAfterS: number }

/** SQLite holds at most 2 MB in one value; half of it leaves room for the row. */
export const chunkBytesMax = 1_000_000

const flushAfterMs = 500
const backlogBytesMax = 1_000_000_000
const retryDelayMsMax = 5_000
/** Beyond this age other inserts may have pushed a token out of ClickHouse's window, so the rows are looked up. */
const tokenTrustMs = 5 * 60_000
const liveBytesAtOnce = 1_000_000
const liveBacklogRowsMax = 5_000

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/**
 * The write-ahead log of one tenant and shard. What `append` accepted is never lost and never doubled: the store
 * and the live room read the log independently, each from its own cursor.
 */
export class StreamShard extends DurableObject<ObjectBindings> {
  readonly #log: StreamLog
  readonly #revisions: UsageRevisions
  readonly #month: MonthCount
  #address: ShardAddress | null
  #draining = false
  #showing = false
  #failures = 0
  /** The room passes over what it has, so this cursor need not be written down each time. */
  #liveSeq: number
  #alarmAtMs: number | null = null

  constructor(state: DurableObjectState, env: ObjectBindings) {
    super(state, env)
    this.#log = new StreamLog(state.storage.sql)
    this.#revisions = new UsageRevisions(state.storage.sql)
    this.#month = new MonthCount(state.storage.sql)
    this.#liveSeq = this.#log.cursor('live')
    this.#address = state.storage.kv.get<ShardAddress>('address') ?? null
  }

  /** Writes everything of a request to the log in one transaction, or refuses it whole. */
  append(address: ShardAddress, request: AppendRequest): AppendResult {
    const nowMs = Date.now()
    if (this.#log.unstored().bytes > backlogBytesMax) {
      return { accepted: false, reason: 'behind', retryAfterS: 5 }
    }
    const used = this.#month.at(nowMs)
    const left = (request.eventsMax ?? Number.POSITIVE_INFINITY) - used
    if (freshEvents(this.#log, request.chunks, left) > left) {
      return { accepted: false, reason: 'month_full', used, retryAfterS: secondsOfMonthLeft(nowMs) }
    }
    const result = this.ctx.storage.transactionSync(() => {
      if (this.#address === null) this.ctx.storage.kv.put('address', address)
      let kept = 0
      let duplicates = 0
      for (const chunk of request.chunks) {
        const memory = request.isCollected && chunk.table !== 'raw_payloads' ? 'collected' : 'pushed'
        const entry = chunk.ids === null ? chunk : this.#withoutRepeats(chunk, chunk.ids, memory, nowMs)
        if (entry.rows > 0) this.#log.add(entry, nowMs)
        if (chunk.table === 'events') {
          kept += entry.rows
          duplicates += chunk.rows - entry.rows
        }
      }
      if (!request.isCollected) this.#month.add(kept, nowMs)
      const { usage = [], costs = [], reading = null, batchId = '' } = request
      const differences = this.#revisions.differences(usage, costs, reading)
      const changed = this.#addDifferences(differences, batchId, nowMs)
      return { accepted: true as const, kept, duplicates, changed }
    })
    this.#address ??= address
    this.#wake(nowMs)
    return result
  }

  /**
   * Takes back what a vendor no longer shows in a window that was read to its end. Harmless to repeat: a reading ends
   * once.
   */
  endReading(address: ShardAddress, ended: EndedReading, batchId: string): AppendResult {
    const nowMs = Date.now()
    if (this.#log.unstored().bytes > backlogBytesMax) {
      return { accepted: false, reason: 'behind', retryAfterS: 5 }
    }
    const changed = this.ctx.storage.transactionSync(() => {
      if (this.#address === null) this.ctx.storage.kv.put('address', address)
      return this.#addDifferences(this.#revisions.takenBack(ended, nowMs), batchId, nowMs)
    })
    this.#address ??= address
    if (changed > 0) this.#wake(nowMs)
    return { accepted: true, kept: 0, duplicates: 0, changed }
  }

  /** How much waits for the store, and since when. */
  waiting(): { rows: number; oldestAtMs: number | null } {
    return this.#log.depthAfter(this.#log.cursor('store'))
  }

  /** Pushed events of the calendar month so far, each once. */
  eventsThisMonth(): number {
    return this.#month.at(Date.now())
  }

  #withoutRepeats(
    chunk: AppendChunk,
    ids: (string | null)[],
    memory: 'pushed' | 'collected',
    nowMs: number,
  ): AppendChunk {
    const names = ids.map((id) => (id === null ? null : nameOf(chunk.table, id)))
    const known = names.filter((name) => name !== null)
    const claimed =
      memory === 'pushed' ? this.#log.claim(known, nowMs) : this.#log.claimCollected(known, nowMs)
    const named = names.reduce((count, name) => count + Number(name !== null), 0)
    if (claimed.size === named) return chunk
    const lines = decoder.decode(chunk.body).trimEnd().split('\n')
    const fresh = lines.filter((_, index) => {
      const name = names[index]
      return name === null || name === undefined || claimed.delete(name)
    })
    return { ...chunk, rows: fresh.length, body: linesToBytes(fresh) }
  }

  #addDifferences({ usage, costs }: Differences, batchId: string, nowMs: number): number {
    this.#addRows('events', usage, batchId, nowMs)
    this.#addRows('vendor_costs', costs, batchId, nowMs)
    return usage.length + costs.length
  }

  #addRows(
    table: TableName,
    rows: (EventRow | Record<string, unknown>)[],
    batchId: string,
    nowMs: number,
  ): void {
    for (let from = 0; from < rows.length; from += 500) {
      const part = rows.slice(from, from + 500)
      const chunkBatch = `${batchId}-${table}-${from}`
      const body = linesToBytes(part.map((row) => JSON.stringify({ ...row, batch_id: chunkBatch })))
      this.#log.add({ table, batchId: chunkBatch, rows: part.length, body }, nowMs)
    }
  }

  #wake(nowMs: number): void {
    this.ctx.waitUntil(this.#showLive())
    const waiting = this.#log.unstored()
    if (waiting.rows >= flushRowsMax) this.ctx.waitUntil(this.#drain())
    else if (waiting.rows > 0) this.#alarmWithin(nowMs, flushAfterMs)
  }

  #alarmWithin(nowMs: number, delayMs: number): void {
    const atMs = nowMs + delayMs
    if (this.#alarmAtMs !== null && this.#alarmAtMs <= atMs && this.#alarmAtMs > nowMs) return
    this.#alarmAtMs = atMs
    this.ctx.waitUntil(this.ctx.storage.setAlarm(atMs))
  }

  /** Catches everything and arms itself again: the platform gives up an alarm that fails six times. */
  override async alarm(): Promise<void> {
    this.#alarmAtMs = null
    await this.#drain()
    await this.#showLive()
    if (this.#log.cursor('live') !== this.#liveSeq) this.#log.advance('live', this.#liveSeq)
    await this.#report()
    const nowMs = Date.now()
    const waiting = this.#log.unstored().rows + this.#log.depthAfter(this.#liveSeq).rows
    if (waiting > 0) this.#alarmWithin(nowMs, Math.min(retryDelayMsMax, flushAfterMs * 2 ** this.#failures))
  }

  /** The store's reader: sends ranges of the log to ClickHouse until it is empty or ClickHouse is in trouble. */
  async #drain(): Promise<void> {
    if (this.#draining || this.#address === null) return
    this.#draining = true
    try {
      const place = placeOf(this.env, this.#address.region)
      while (true) {
        const plans = this.#log.plans(Date.now())
        if (plans.length === 0) break
        const stored = await Promise.all(plans.map((plan) => this.#send(place, plan)))
        const done = stored.indexOf(false) === -1 ? plans.length : stored.indexOf(false)
        for (const plan of plans.slice(0, done)) this.#log.closeFlush(plan, this.#liveSeq)
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

  async #send(place: Place, plan: FlushPlan): Promise<boolean> {
    const entries = this.#log.read(plan.fromSeq, plan.toSeq)
    const mayBeStored = plan.attempts > 0 && Date.now() - plan.createdAtMs > tokenTrustMs
    this.#log.countAttempt(plan)
    for (const table of new Set(entries.map((entry) => entry.table))) {
      const part = entries.filter((entry) => entry.table === table)
      if (mayBeStored && (await this.#isStored(place, table, part))) continue
      const outcome = await place.clickhouse.insert(table, joined(part), this.#token(plan, table))
      if (outcome.outcome === 'unknown') return false
      if (outcome.outcome === 'rejected' && !(await this.#sendApart(place, part, outcome.message)))
        return false
    }
    return true
  }

  async #isStored(place: Place, table: TableName, entries: readonly LogEntry[]): Promise<boolean> {
    const rows = entries.reduce((sum, entry) => sum + entry.rows, 0)
    const batches = [...new Set(entries.map((entry) => entry.batchId))]
    return (await place.clickhouse.rowsOfBatches(table, batches)) === rows
  }

  /** A range with a row that the store refuses: what is well goes on, and only the refused rows are set aside. */
  async #sendApart(place: Place, entries: readonly LogEntry[], reason: string): Promise<boolean> {
    console.error('rows were refused by the store', reason)
    for (const entry of entries) {
      const lines = decoder.decode(entry.body).trimEnd().split('\n')
      if (!(await this.#sendHalves(place, entry, lines, 0))) return false
    }
    return true
  }

  /**
   * Halves what is refused until the refused rows stand alone: one among thousands costs a few dozen inserts, not
   * thousands, of which the platform allows an object only so many at a time.
   */
  async #sendHalves(
    place: Place,
    entry: LogEntry,
    lines: readonly string[],
    first: number,
  ): Promise<boolean> {
    const token = `${this.#shardToken()}-${entry.seq}-${first}-${lines.length}`
    const outcome = await place.clickhouse.insert(entry.table, linesToBytes(lines), token)
    if (outcome.outcome !== 'rejected') return outcome.outcome === 'stored'
    const [only] = lines
    if (lines.length === 1 && only !== undefined) {
      this.#log.reject(entry.table, only, outcome.message, Date.now())
      return true
    }
    const half = Math.ceil(lines.length / 2)
    return (
      (await this.#sendHalves(place, entry, lines.slice(0, half), first)) &&
      (await this.#sendHalves(place, entry, lines.slice(half), first + half))
    )
  }

  #shardToken(): string {
    return `${this.#address?.orgId}-${this.#address?.shard}`
  }

  #token(plan: FlushPlan, table: TableName): string {
    return `${this.#shardToken()}-${plan.fromSeq}-${plan.toSeq}-${table}`
  }

  /** The live room's reader. A room that falls far behind is told what it missed instead of being flooded. */
  async #showLive(): Promise<void> {
    if (this.#showing || this.#address === null) return
    this.#showing = true
    const { region, orgId, shard } = this.#address
    try {
      const room = this.env.LIVE_ROOM.getByName(liveRoomName(region, orgId))
      let offer: 'rows' | 'counts' = 'counts'
      while (true) {
        const entries = this.#nextLive(offer)
        const toSeq = entries.at(-1)?.seq
        if (toSeq === undefined) break
        const events = entries.flatMap(({ table, ...entry }) => (table === 'events' ? [entry] : []))
        if (events.length > 0 && (await room.publish(shard, events, offer)) === 'rows_wanted') {
          offer = 'rows'
          continue
        }
        this.#liveSeq = toSeq
      }
    } catch (error) {
      console.error('live room was not reached', error instanceof Error ? error.message : error)
      this.#alarmWithin(Date.now(), flushAfterMs * 2)
    } finally {
      this.#showing = false
    }
  }

  /** What the room has not seen yet, up to a size; of a long backlog only the newest entries come with their rows. */
  #nextLive(offer: 'rows' | 'counts'): (LiveEntry & { table: TableName })[] {
    const sizes = this.#log.sizesAfter(this.#liveSeq)
    let waiting = sizes.reduce((rows, size) => rows + (size.table === 'events' ? size.rows : 0), 0)
    let bytes = 0
    const entries: (LiveEntry & { table: TableName })[] = []
    for (const { seq, table, rows, bytes: size } of sizes) {
      const isShown = offer === 'rows' && table === 'events' && waiting <= liveBacklogRowsMax
      if (isShown && bytes > 0 && bytes + size > liveBytesAtOnce) break
      if (isShown) bytes += size
      if (table === 'events') waiting -= rows
      entries.push({ seq, table, rows, body: isShown ? this.#log.body(seq) : null })
    }
    return entries
  }

  async #report(): Promise<void> {
    if (this.#address === null) return
    const { region, orgId, shard } = this.#address
    const nowMs = Date.now()
    const labels = { org_id: orgId, shard: String(shard) }
    const gauges = (['store', 'live'] as const).flatMap((reader) => {
      const depth = this.#log.depthAfter(reader === 'live' ? this.#liveSeq : this.#log.cursor(reader))
      const lagSeconds = depth.oldestAtMs === null ? 0 : (nowMs - depth.oldestAtMs) / 1000
      return [
        { name: 'aegisflow_log_rows', labels: { ...labels, reader }, value: depth.rows },
        { name: 'aegisflow_log_bytes', labels: { ...labels, reader }, value: depth.bytes },
        { name: 'aegisflow_log_lag_seconds', labels: { ...labels, reader }, value: lagSeconds },
      ]
    })
    gauges.push({
      name: 'aegisflow_rejected_rows',
      labels: { ...labels, reader: 'store' },
      value: this.#log.rejectedRows(),
    })
    try {
      await this.env.METRICS_HUB.getByName(metricsHubName(region)).set(gauges)
    } catch (error) {
      console.error('metrics hub was not reached', error instanceof Error ? error.message : error)
    }
  }
}

/** Senders choose the ids of events; a slash, which those cannot hold, keeps the other tables' ids apart. */
const nameOf = (table: TableName, id: string): string => (table === 'events' ? id : `${table}/${id}`)

function linesToBytes(lines: readonly string[]): ArrayBuffer {
  return encoder.encode(lines.length === 0 ? '' : `${lines.join('\n')}\n`).buffer as ArrayBuffer
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
