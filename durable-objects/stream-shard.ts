import { DurableObject } from 'cloudflare:workers'
import type { EventRow } from '../analytics/event-row.ts'
import type { TableName } from '../analytics/store/clickhouse.ts'
import { placeOf } from '../analytics/store/place.ts'
import { retryAfterS } from './back-pressure.ts'
import type { ObjectBindings } from './bindings.ts'
import { evidenceLast, evidenceOfKept, linesApart } from './following-rows.ts'
import { linesOf, linesToBytes, nameOf } from './json-lines.ts'
import { LiveReader } from './live-reader.ts'
import { freshEvents, MonthCount, secondsOfMonthLeft } from './month-count.ts'
import { liveRoomName, metricsHubName, streamShardName } from './names.ts'
import { ancestorsOf, shardsMax } from './owner.ts'
import type { EndedReading, Reading } from './readings.ts'
import { pushedIds, Spread } from './spread.ts'
import { flushAfterMs, StoreReader } from './store-reader.ts'
import { StoredSize } from './stored-size.ts'
import { shardGauges } from './stream-gauges.ts'
import { isOverloaded, StreamLoad } from './stream-load.ts'
import { StreamLog } from './stream-log.ts'
import { Telling } from './telling.ts'
import { type CostEntry, type Differences, type UsageEntry, UsageRevisions } from './usage-revisions.ts'

/**
 * Where a shard stands: told by its caller on every append, since an object does not know its own name. `shards`: over
 * how many logs the caller spreads events; not given: over one.
 */
export type ShardAddress = { region: string; orgId: string; shard: number; shards?: number }

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

/**
 * `kept` and `duplicates` count event rows that were offered as chunks; `changed` counts usage and cost differences and
 * corrections; `quarantineRepeats` counts quarantined rows that were known already, not given without any.
 * `isCrowded`: events should be spread over more logs. `moved`: they are spread over `shards` logs by now, and some of
 * these belong to another one; nothing was written.
 */
export type AppendResult =
  | (Taken & { accepted: true; isCrowded?: true })
  | Behind
  | { accepted: false; reason: 'month_full'; used: number; retryAfterS: number }
  | { accepted: false; reason: 'moved'; shards: number }

type Taken = { kept: number; duplicates: number; changed: number; quarantineRepeats?: number | undefined }
type Behind = { accepted: false; reason: 'behind'; retryAfterS: number }

/** SQLite holds at most 2 MB in one value; half of it leaves room for the row. */
export const chunkBytesMax = 1_000_000

/** An alarm that is later than this does not come any more. */
const retryDelayMsMax = 5_000

const nobody: ReadonlySet<string> = new Set()

/** What is asked of the rows of one request: ids that another log remembers, and those of events that were kept so far. */
type Fresh = { isCollected: boolean; elsewhere: ReadonlySet<string>; keptIds: Set<string> }

/**
 * The write-ahead log of one tenant and shard. What `append` accepted is never lost and never doubled: the store
 * and the live room read the log independently, each from its own cursor.
 */
export class StreamShard extends DurableObject<ObjectBindings> {
  readonly #log: StreamLog
  readonly #revisions: UsageRevisions
  readonly #month: MonthCount
  readonly #spread: Spread
  readonly #store: StoreReader
  readonly #live: LiveReader
  readonly #load = new StreamLoad()
  readonly #telling = new Telling()
  readonly #stored = new StoredSize(() => this.ctx.storage.sql.databaseSize)
  #address: ShardAddress | null
  #alarmAtMs: number | null = null
  #heldBytes = 0
  /** Appends that count against a plan's month go one after another: each tells log 0 a whole number. */
  #counting: Promise<unknown> = Promise.resolve()

  constructor(state: DurableObjectState, env: ObjectBindings) {
    super(state, env)
    this.#log = new StreamLog(state.storage.sql)
    this.#revisions = new UsageRevisions(state.storage.sql)
    this.#month = new MonthCount(state.storage.sql)
    this.#spread = new Spread(state.storage.kv)
    this.#store = new StoreReader(this.#log)
    this.#live = new LiveReader(this.#log)
    this.#address = state.storage.kv.get<ShardAddress>('address') ?? null
  }

  /** Writes everything of a request to the log in one transaction, or refuses it whole. */
  async append(address: ShardAddress, request: AppendRequest): Promise<AppendResult> {
    const bytes = request.chunks.reduce((sum, { body }) => sum + body.byteLength, 0)
    const behind = this.#behind(bytes)
    if (behind) return behind
    this.#spread.learn(address.shards ?? 1)
    if (address.shard === 0) return this.#write(address, request, nobody, bytes)
    this.#heldBytes += bytes
    try {
      if (!this.#spread.isBorn()) await this.#tellElders(address)
      const known = await this.#knownToElders(address, pushedIds(request.chunks))
      if ((request.eventsMax ?? null) === null) return this.#write(address, request, known, bytes)
      const counted = this.#counting.then(() => this.#writeCounted(address, request, known, bytes))
      this.#counting = counted.catch(() => undefined)
      return await counted
    } finally {
      this.#heldBytes -= bytes
    }
  }

  /** A log that cannot take more says so, before it is out of memory or of storage. */
  #behind(offered: number): Behind | null {
    const stored = this.#stored.at(Date.now())
    const unstored = this.#log.behind('store').bytes
    const afterS = retryAfterS({ stored, unstored, held: this.#heldBytes, offered })
    return afterS === null ? null : { accepted: false, reason: 'behind', retryAfterS: afterS }
  }

  /** Before this log takes its first event, those who had its ids before must take them no more. */
  async #tellElders({ region, orgId, shard }: ShardAddress): Promise<void> {
    const { shards } = this.#spread
    await Promise.all(
      ancestorsOf(shard, shards).map((elder) => this.#shard(region, orgId, elder).spreadOver(shards)),
    )
    this.#spread.bear(Date.now())
  }

  /** From now on this log refuses ids that another one has under this spread. */
  spreadOver(shards: number): void {
    this.#spread.learn(shards)
  }

  async #knownToElders({ region, orgId, shard }: ShardAddress, ids: string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0 || !this.#spread.mayBeKnownElsewhere(Date.now())) return nobody
    const unknown = [...this.#log.fresh(ids)]
    if (unknown.length === 0) return nobody
    const answers = await Promise.all(
      ancestorsOf(shard, this.#spread.shards).map((elder) =>
        this.#shard(region, orgId, elder).remembered(unknown),
      ),
    )
    return new Set(answers.flat())
  }

  /** Those of the ids that this log has taken and not forgotten. */
  remembered(ids: readonly string[]): string[] {
    const fresh = this.#log.fresh(ids)
    return ids.filter((id) => !fresh.has(id))
  }

  /** Takes room of the plan's month from log 0 before it writes; what is not used is given back with the next. */
  async #writeCounted(
    address: ShardAddress,
    request: AppendRequest,
    known: ReadonlySet<string>,
    bytes: number,
  ): Promise<AppendResult> {
    const nowMs = Date.now()
    const own = this.#month.at(nowMs)
    const wanted = own + freshEvents(this.#log, request.chunks, -1, known)
    const book = this.#shard(address.region, address.orgId, 0)
    const { isRoom, used } = await book.takeShare(address.shard, wanted, request.eventsMax ?? null)
    if (isRoom) return this.#write(address, { ...request, eventsMax: null }, known, bytes)
    return {
      accepted: false,
      reason: 'month_full',
      used: used + own,
      retryAfterS: secondsOfMonthLeft(nowMs),
    }
  }

  /** Only log 0 is asked: whether the month has room for so many events of another log, all that it has included. */
  takeShare(shard: number, events: number, eventsMax: number | null): { isRoom: boolean; used: number } {
    return this.#month.setShare(shard, events, eventsMax, Date.now())
  }

  #write(
    address: ShardAddress,
    request: AppendRequest,
    known: ReadonlySet<string>,
    bytes: number,
  ): AppendResult {
    const nowMs = Date.now()
    if (!request.isCollected && this.#spread.isMisplaced(address.shard, request.chunks)) {
      return { accepted: false, reason: 'moved', shards: this.#spread.shards }
    }
    const eventsMax = request.eventsMax ?? null
    if (eventsMax !== null) {
      const used = this.#month.ofAll(nowMs)
      if (freshEvents(this.#log, request.chunks, eventsMax - used, known) > eventsMax - used) {
        return { accepted: false, reason: 'month_full', used, retryAfterS: secondsOfMonthLeft(nowMs) }
      }
    }
    const result = this.#whole(() => {
      this.#remember(address)
      let [kept, duplicates, corrected, repeats] = [0, 0, 0, 0]
      const fresh: Fresh = { isCollected: request.isCollected ?? false, elsewhere: known, keptIds: new Set() }
      for (const chunk of evidenceLast(request.chunks)) {
        const entry = this.#withoutRepeats(chunk, fresh, nowMs)
        if (entry.rows > 0) this.#log.add(entry, nowMs)
        if (chunk.table === 'event_corrections') corrected += entry.rows / linesApart(chunk.table)
        if (chunk.table === 'quarantined') repeats += chunk.rows - entry.rows
        if (chunk.table !== 'events') continue
        kept += entry.rows
        duplicates += chunk.rows - entry.rows
      }
      if (!request.isCollected) this.#month.add(kept, nowMs)
      const { usage = [], costs = [], reading = null, batchId = '' } = request
      const differences = this.#revisions.differences(usage, costs, reading)
      const changed = this.#addDifferences(differences, batchId, nowMs) + corrected
      return { accepted: true as const, kept, duplicates, changed, quarantineRepeats: repeats || undefined }
    })
    this.#address = address
    this.#stored.add(bytes)
    this.#load.add(bytes, nowMs)
    this.#wake(nowMs)
    return this.#isCrowded(nowMs) ? { ...result, isCrowded: true } : result
  }

  /** One transaction. When it fails, nothing that is counted along in memory may stand either. */
  #whole<T>(work: () => T): T {
    try {
      return this.ctx.storage.transactionSync(work)
    } catch (error) {
      this.#log.rolledBack(this.#live.seq)
      this.#month.rolledBack()
      throw error
    }
  }

  #isCrowded(nowMs: number): boolean {
    if (this.#spread.shards >= shardsMax) return false
    return isOverloaded({ ...this.#load.at(nowMs), storedBytes: this.#stored.at(nowMs) })
  }

  #remember({ region, orgId, shard }: ShardAddress): void {
    if (this.#address === null) this.ctx.storage.kv.put('address', { region, orgId, shard })
  }

  #shard(region: string, orgId: string, shard: number): DurableObjectStub<StreamShard> {
    return this.env.STREAM_SHARD.getByName(streamShardName(region, orgId, shard))
  }

  /** Takes back what a vendor no longer shows in a window that was read to its end. Harmless to repeat. */
  endReading(
    address: ShardAddress,
    ended: EndedReading,
    batchId: string,
  ): Exclude<AppendResult, { reason: 'moved' }> {
    const nowMs = Date.now()
    const behind = this.#behind(0)
    if (behind) return behind
    const changed = this.#whole(() => {
      this.#remember(address)
      return this.#addDifferences(this.#revisions.takenBack(ended, nowMs), batchId, nowMs)
    })
    this.#address ??= address
    if (changed > 0) this.#wake(nowMs)
    return { accepted: true, kept: 0, duplicates: 0, changed }
  }

  /** What waits for the store, and since when. */
  waiting(): { rows: number; oldestAtMs: number | null } {
    const { rows } = this.#log.behind('store')
    return { rows, oldestAtMs: rows === 0 ? null : this.#log.oldestAfter(this.#log.cursor('store')) }
  }

  /** Pushed events of the calendar month so far in this log, each once. */
  eventsThisMonth(): number {
    return this.#month.at(Date.now())
  }

  #withoutRepeats(
    chunk: AppendChunk,
    { isCollected, elsewhere, keptIds }: Fresh,
    nowMs: number,
  ): AppendChunk {
    if (chunk.ids === null) return chunk
    if (chunk.table === 'evidence') return evidenceOfKept(chunk, chunk.ids, keptIds)
    const names = chunk.ids.map((id) => (id === null ? null : nameOf(chunk.table, id)))
    const offered = names.filter((name) => name !== null && !elsewhere.has(name)) as string[]
    const isLong = isCollected && chunk.table !== 'raw_payloads'
    const claimed = isLong ? this.#log.claimCollected(offered, nowMs) : this.#log.claim(offered, nowMs)
    if (chunk.table === 'events') for (const id of claimed) keptIds.add(id)
    const named = names.reduce((count, name) => count + Number(name !== null), 0)
    if (claimed.size === named) return chunk
    const fresh = linesOf(chunk.body).filter((_, index) => {
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
    this.#live.soon(nowMs, () => this.ctx.waitUntil(this.#showLive()))
    if (this.#store.isDue) this.ctx.waitUntil(this.#drain())
    else if (this.#log.behind('store').rows > 0) this.#alarmWithin(nowMs, flushAfterMs)
  }

  #alarmWithin(nowMs: number, delayMs: number): void {
    const atMs = nowMs + delayMs
    // One that is due and has not come yet stays: who puts it off while rows keep coming never sees it.
    const known = this.#alarmAtMs
    if (known !== null && known <= atMs && known > nowMs - retryDelayMsMax) return
    this.#alarmAtMs = atMs
    this.ctx.waitUntil(this.ctx.storage.setAlarm(atMs))
  }

  /** Catches everything and arms itself again: the platform gives up an alarm that fails six times. */
  override async alarm(): Promise<void> {
    this.#alarmAtMs = null
    await this.#drain()
    await this.#showLive()
    this.#live.writeDown()
    await this.#report()
    const waiting = this.#log.behind('store').rows + this.#log.behind('live').rows
    const delayMs = Math.min(retryDelayMsMax, flushAfterMs * 2 ** this.#store.failures)
    if (waiting > 0) this.#alarmWithin(Date.now(), delayMs)
  }

  async #drain(): Promise<void> {
    if (this.#address === null) return
    const { region, orgId, shard } = this.#address
    await this.#store.drain(placeOf(this.env, region), { orgId, shard }, () => this.#live.seq)
  }

  async #showLive(): Promise<void> {
    if (this.#address === null) return
    const { region, orgId, shard } = this.#address
    const isReached = await this.#live.show(this.env.LIVE_ROOM.getByName(liveRoomName(region, orgId)), shard)
    if (!isReached) this.#alarmWithin(Date.now(), flushAfterMs * 2)
  }

  /** Tells the figures of this log, and log 0 how much of the month it has. */
  async #report(): Promise<void> {
    if (this.#address === null) return
    const { region, orgId, shard } = this.#address
    const nowMs = Date.now()
    if (!this.#telling.isDue(this.#log.behind('store').rows === 0, nowMs)) return
    const load = { ...this.#load.at(nowMs), storedBytes: this.#stored.at(nowMs) }
    const gauges = shardGauges(orgId, shard, this.#log, this.#live.seq, nowMs, load)
    try {
      await this.env.METRICS_HUB.getByName(metricsHubName(region)).set(gauges)
      if (shard > 0) await this.#tellMonth(region, orgId, shard)
    } catch (error) {
      console.error('figures were not told', error instanceof Error ? error.message : error)
    }
  }

  /** In turn with appends that take room, whose whole number is about to be larger. */
  async #tellMonth(region: string, orgId: string, shard: number): Promise<void> {
    const told = this.#counting.then(() =>
      this.#shard(region, orgId, 0).takeShare(shard, this.#month.at(Date.now()), null),
    )
    this.#counting = told.catch(() => undefined)
    await told
  }
}
