import { DurableObject } from 'cloudflare:workers'
import type { Breaker } from '../analytics/contract/collector.ts'
import type { AegisEvent } from '../analytics/contract/event.ts'
import { heartbeatIntervalMs, type LiveFilter, type LiveFrame } from '../analytics/contract/live.ts'
import { type EventRow, eventFromRow } from '../analytics/event-row.ts'
import { type EventsPart, isInPart } from '../analytics/reach.ts'
import type { ObjectBindings } from './bindings.ts'
import { metricsHubName } from './names.ts'

/**
 * All that a socket is: it survives the object's sleep in the socket's attachment. `part` is what its reader may see,
 * until `expiresAtMs`.
 */
type Attachment = {
  filter: LiveFilter
  part: EventsPart
  expiresAtMs: number
  /** What the sign-in hangs on, `session:<id>` or `api_key:<id>`. */
  proof: string
}

/** Who opens a socket, passed by the Worker that authenticated it. */
export type LiveVisitor = Attachment & { cursor: number | null; region: string; orgId: string }

export const visitorHeader = 'x-aegisflow-visitor'

const coalesceMs = 50
const frameEventsMax = 200
/** Beyond this many events in one frame interval, readers are told of a gap instead of being drowned. */
const burstEventsMax = 1000
const memoryEventsMax = 10_000
const socketsMax = 30_000
/** How long after the last reader left the room still remembers for them. */
const returnMsMax = 15 * 60_000

/** Codes that say how a connection ended and that nobody may send. Source: RFC 6455 §7.4.1. */
const reservedCodes = new Set([1005, 1006, 1015])

/**
 * Rows of one entry of a shard's log; without a body they are only counted, and readers are told that they were left
 * out. Units: `body` is JSON lines in UTF-8.
 */
export type LiveEntry = { seq: number; rows: number; body: ArrayBuffer | null }

type Numbered = { seq: number; event: AegisEvent }

const decoder = new TextDecoder()

/** The WebSockets of one organization, and the last events, so that a reader who comes back misses nothing. */
export class LiveRoom extends DurableObject<ObjectBindings> {
  readonly #sql: SqlStorage
  #pending: Numbered[] = []
  #skippedTo: { from: number; to: number } | null = null
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(state: DurableObjectState, env: ObjectBindings) {
    super(state, env)
    this.#sql = state.storage.sql
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS memory (first_seq INTEGER PRIMARY KEY, last_seq INTEGER NOT NULL, body BLOB NOT NULL);
      CREATE TABLE IF NOT EXISTS shards (shard INTEGER PRIMARY KEY, seq INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS room (id INTEGER PRIMARY KEY CHECK (id = 1), cursor INTEGER NOT NULL);
      INSERT OR IGNORE INTO room VALUES (1, 0);`)
    state.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'))
  }

  /**
   * Takes entries of a shard's log, in order. What was already taken is passed over, so a shard that does not know
   * how far it came may begin again anywhere. A shard may offer counts alone, which is all that an unwatched room
   * wants; a watched one then takes nothing and asks for the rows.
   */
  publish(
    shard: number,
    entries: readonly LiveEntry[],
    offer: 'rows' | 'counts' = 'rows',
  ): 'taken' | 'rows_wanted' {
    if (offer === 'counts' && this.#isWatched()) return 'rows_wanted'
    const taken = this.#sql
      .exec<{ seq: number }>('SELECT seq FROM shards WHERE shard = ?', shard)
      .toArray()[0]
    const fresh = entries.filter(({ seq }) => seq > (taken?.seq ?? 0))
    const newest = fresh.at(-1)
    if (!newest) return 'taken'
    const before = this.#cursor()
    const isWatched = this.#isWatched()
    let cursor = before
    this.ctx.storage.transactionSync(() => {
      for (const { rows, body } of fresh) {
        if (body && isWatched)
          this.#sql.exec('INSERT INTO memory VALUES (?, ?, ?)', cursor + 1, cursor + rows, body)
        cursor += rows
      }
      this.#sql.exec('DELETE FROM memory WHERE last_seq <= ?', isWatched ? cursor - memoryEventsMax : cursor)
      this.#sql.exec('INSERT OR REPLACE INTO shards VALUES (?, ?)', shard, newest.seq)
      this.#sql.exec('UPDATE room SET cursor = ?', cursor)
    })
    if (this.ctx.getWebSockets().length > 0) this.#show(fresh, before, cursor)
    return 'taken'
  }

  /** Puts fresh events in line for the next frame, the newest of a burst only. */
  #show(entries: readonly LiveEntry[], before: number, cursor: number): void {
    let seq = before
    for (const { rows, body } of entries) {
      const isShown = body !== null && seq + rows > cursor - burstEventsMax
      if (isShown) {
        for (const [index, row] of linesOf(new Uint8Array(body)).entries()) {
          this.#pending.push({ seq: seq + index + 1, event: eventFromRow(JSON.parse(row) as EventRow) })
        }
      } else this.#skip(seq + 1, seq + rows)
      seq += rows
    }
    this.#timer ??= setTimeout(() => this.#flush(), coalesceMs)
  }

  /**
   * Whether anyone looks on, or did a moment ago and may come back for what they missed. A room that nobody looks
   * into remembers nothing: writing every event twice cost a fifth of the ingest time.
   */
  #isWatched(): boolean {
    if (this.ctx.getWebSockets().length > 0) return true
    const watchedAtMs = this.ctx.storage.kv.get<number>('watched_at_ms')
    return watchedAtMs !== undefined && Date.now() - watchedAtMs < returnMsMax
  }

  #skip(from: number, to: number): void {
    this.#skippedTo = { from: this.#skippedTo?.from ?? Math.min(this.#pending[0]?.seq ?? from, from), to }
    this.#pending = this.#pending.filter((item) => item.seq > to)
  }

  #cursor(): number {
    return this.#sql.exec<{ cursor: number }>('SELECT cursor FROM room').one().cursor
  }

  /** Sends what has gathered: one frame per distinct filter, written once and sent to all who share it. */
  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    let pending = this.#pending
    let gap = this.#skippedTo
    this.#pending = []
    this.#skippedTo = null
    if (pending.length > burstEventsMax) {
      const cut = pending.length - burstEventsMax
      gap = { from: gap?.from ?? pending[0]?.seq ?? 0, to: pending[cut - 1]?.seq ?? 0 }
      pending = pending.slice(cut)
    }
    const nowMs = Date.now()
    const frames = new Map<string, string[]>()
    for (const socket of this.ctx.getWebSockets()) {
      const { filter, part, expiresAtMs } = attachmentOf(socket)
      if (expiresAtMs <= nowMs) {
        close(socket, 1008, 'sign-in expired')
        continue
      }
      const key = JSON.stringify([filter, part])
      let texts = frames.get(key)
      if (!texts) {
        texts = framesOf(pending, filter, part).map((frame) => JSON.stringify(frame))
        if (gap) texts.unshift(JSON.stringify({ type: 'gap', ...gap } satisfies LiveFrame))
        frames.set(key, texts)
      }
      for (const text of texts) send(socket, text)
    }
  }

  override async fetch(request: Request): Promise<Response> {
    const visitor = JSON.parse(request.headers.get(visitorHeader) ?? 'null') as LiveVisitor | null
    if (visitor === null) return new Response(null, { status: 400 })
    if (this.ctx.getWebSockets().length >= socketsMax) return new Response(null, { status: 503 })
    const { 0: client, 1: server } = new WebSocketPair()
    this.#flush()
    this.ctx.acceptWebSocket(server)
    server.serializeAttachment({
      filter: visitor.filter,
      part: visitor.part,
      expiresAtMs: visitor.expiresAtMs,
      proof: visitor.proof,
    } satisfies Attachment)
    this.ctx.storage.kv.put('watched_at_ms', Date.now())
    const cursor = this.#cursor()
    const from = visitor.cursor === null ? cursor : Math.min(visitor.cursor, cursor)
    send(
      server,
      JSON.stringify({
        type: 'hello',
        server_time: new Date().toISOString(),
        cursor: from,
      } satisfies LiveFrame),
    )
    for (const frame of this.#since(from, visitor)) send(server, JSON.stringify(frame))
    this.ctx.storage.kv.put('address', { region: visitor.region, orgId: visitor.orgId })
    if ((await this.ctx.storage.getAlarm()) === null) {
      await this.ctx.storage.setAlarm(Date.now() + heartbeatIntervalMs)
    }
    await this.#report()
    const protocol = request.headers.get('sec-websocket-protocol')?.split(',')[0]?.trim()
    return new Response(null, {
      status: 101,
      webSocket: client,
      ...(protocol ? { headers: { 'sec-websocket-protocol': protocol } } : {}),
    })
  }

  /** What a reader who saw everything up to `cursor` has missed; what is no longer remembered is named as a gap. */
  #since(cursor: number, { filter, part }: Attachment): LiveFrame[] {
    const remembered = this.#sql
      .exec<{ first_seq: number; last_seq: number; body: ArrayBuffer }>(
        'SELECT first_seq, last_seq, body FROM memory WHERE last_seq > ? ORDER BY first_seq',
        cursor,
      )
      .toArray()
    const frames: LiveFrame[] = []
    const missed: Numbered[] = []
    let next = cursor + 1
    for (const block of remembered) {
      if (block.first_seq > next) frames.push({ type: 'gap', from: next, to: block.first_seq - 1 })
      for (const [index, row] of linesOf(new Uint8Array(block.body)).entries()) {
        const seq = block.first_seq + index
        if (seq > cursor) missed.push({ seq, event: eventFromRow(JSON.parse(row) as EventRow) })
      }
      next = block.last_seq + 1
    }
    const newest = this.#cursor()
    if (next <= newest) frames.push({ type: 'gap', from: next, to: newest })
    return [...frames, ...framesOf(missed, filter, part)]
  }

  /** Tells everyone who may see the whole organization that a circuit changed. */
  showBreaker(breaker: Breaker): void {
    const text = JSON.stringify({ type: 'breaker', cursor: this.#cursor(), breaker } satisfies LiveFrame)
    for (const socket of this.ctx.getWebSockets()) {
      const { part } = attachmentOf(socket)
      if (part === null || part.isWhole) send(socket, text)
    }
  }

  /** What the sign-ins of all open sockets hang on, each once. */
  proofs(): string[] {
    return [...new Set(this.ctx.getWebSockets().map((socket) => attachmentOf(socket).proof))]
  }

  /** Ends the sockets of whoever may no longer look on. */
  async close(proofs: readonly string[]): Promise<void> {
    const ended = new Set(proofs)
    for (const socket of this.ctx.getWebSockets()) {
      if (ended.has(attachmentOf(socket).proof)) close(socket, 1008, 'access ended')
    }
    await this.#report()
  }

  /** Heartbeat for everyone, and the end for those whose sign-in has run out. */
  override async alarm(): Promise<void> {
    const nowMs = Date.now()
    const beat = JSON.stringify({
      type: 'heartbeat',
      server_time: new Date(nowMs).toISOString(),
      cursor: this.#cursor(),
    } satisfies LiveFrame)
    this.#flush()
    const sockets = this.ctx.getWebSockets()
    for (const socket of sockets) {
      if (attachmentOf(socket).expiresAtMs <= nowMs) close(socket, 1008, 'sign-in expired')
      else send(socket, beat)
    }
    if (sockets.length > 0) {
      this.ctx.storage.kv.put('watched_at_ms', nowMs)
      await this.ctx.storage.setAlarm(nowMs + heartbeatIntervalMs)
    }
    await this.#report()
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const bytes = typeof message === 'string' ? message.length : message.byteLength
    if (bytes > 65_536) close(socket, 1009, 'message too large')
  }

  /** Without an answer from here the peer waits for its own time-out (seen with 10 s, November 2026). */
  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    close(socket, reservedCodes.has(code) ? 1000 : code, '')
    this.ctx.storage.kv.put('watched_at_ms', Date.now())
    await this.#report()
  }

  async #report(): Promise<void> {
    const address = this.ctx.storage.kv.get<{ region: string; orgId: string }>('address')
    if (!address) return
    const clients = this.ctx.getWebSockets().filter((socket) => socket.readyState === WebSocket.OPEN).length
    const gauge = { name: 'aegisflow_websocket_clients', labels: { org_id: address.orgId }, value: clients }
    try {
      await this.env.METRICS_HUB.getByName(metricsHubName(address.region)).set([gauge])
    } catch (error) {
      console.error('metrics hub was not reached', error instanceof Error ? error.message : error)
    }
  }
}

function linesOf(lines: Uint8Array): string[] {
  const text = decoder.decode(lines).trimEnd()
  return text === '' ? [] : text.split('\n')
}

function attachmentOf(socket: WebSocket): Attachment {
  return socket.deserializeAttachment() as Attachment
}

function passes(event: AegisEvent, filter: LiveFilter): boolean {
  if (filter.onlyViolations && event.violation_type === null) return false
  if (filter.vendorId !== null && event.vendor_id !== filter.vendorId) return false
  return filter.severity === null || event.severity === filter.severity
}

function framesOf(items: readonly Numbered[], filter: LiveFilter, part: EventsPart): LiveFrame[] {
  const wanted = items.filter((item) => isInPart(part, item.event) && passes(item.event, filter))
  const frames: LiveFrame[] = []
  for (let from = 0; from < wanted.length; from += frameEventsMax) {
    const part = wanted.slice(from, from + frameEventsMax)
    const [only] = part
    const cursor = part.at(-1)?.seq ?? 0
    if (part.length === 1 && only) frames.push({ type: 'event', cursor, event: only.event })
    else frames.push({ type: 'events', cursor, events: part.map((item) => item.event) })
  }
  return frames
}

/** A socket that is going away throws; the close handler is told of it, so nothing is to be done here. */
function send(socket: WebSocket, text: string): void {
  try {
    socket.send(text)
  } catch {
    close(socket, 1011, 'not writable')
  }
}

function close(socket: WebSocket, code: number, reason: string): void {
  try {
    socket.close(code, reason)
  } catch {
    return
  }
}
