import { DurableObject } from 'cloudflare:workers'
import type { Breaker } from '../analytics/contract/collector.ts'
import { heartbeatIntervalMs, type LiveFrame } from '../analytics/contract/live.ts'
import { type Attachment, Audience } from './audience.ts'
import type { ObjectBindings } from './bindings.ts'
import { type Block, eventsOf, framesOf, gapFrame, type Numbered, type Span } from './live-frames.ts'
import { LiveSequence, socketsPerRoomMax } from './live-sequence.ts'
import { liveRoomName, metricsHubName } from './names.ts'

/** Who opens a socket, passed by the Worker that authenticated it, and the room that they were given a seat in. */
export type LiveVisitor = Omit<Attachment, 'after' | 'heldFrom'> & {
  cursor: number | null
  region: string
  orgId: string
  room: number
}

export const visitorHeader = 'x-aegisflow-visitor'

/** Codes that say how a connection ended and that nobody may send. Source: RFC 6455 §7.4.1. */
const reservedCodes = new Set([1005, 1006, 1015])

const messageBytesMax = 65_536
const reportAfterMs = 500
/** Beyond so many unanswered relays a room is left to find out by itself what it has missed. */
const relaysMax = 4

/**
 * Rows of one entry of a shard's log; without a body they are only counted, and readers are told that they were left
 * out. Units: `body` is JSON lines in UTF-8.
 */
export type LiveEntry = { seq: number; rows: number; body: ArrayBuffer | null }

/** Numbered entries on their way to another room: they are `before + 1` to `cursor`. */
type Relay = { before: number; cursor: number; entries: readonly LiveEntry[] }

/** Events and gaps that bring a reader to a number. */
type Missed = { items: Numbered[]; gaps: Span[]; until: number }

type Address = { region: string; orgId: string; room: number }

/**
 * The WebSockets of one organization, in rooms. Room 0 keeps the one sequence, and the last events so that a reader who
 * comes back, into whatever room, misses nothing; it passes what is published on to the rooms that have readers.
 */
export class LiveRoom extends DurableObject<ObjectBindings> {
  readonly #sequence: LiveSequence
  readonly #audience: Audience
  readonly #relaying = new Map<number, number>()
  #address: Address | null
  #reporting = false
  /** Relays are taken one after another, whatever they have to wait for. */
  #taking: Promise<unknown> = Promise.resolve()

  constructor(state: DurableObjectState, env: ObjectBindings) {
    super(state, env)
    this.#sequence = new LiveSequence(state.storage)
    this.#address = state.storage.kv.get<Address>('address') ?? null
    const isFirst = (this.#address?.room ?? 0) === 0
    this.#audience = new Audience(
      state,
      isFirst ? this.#sequence.cursor() : (state.storage.kv.get<number>('at') ?? 0),
    )
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
    const nowMs = Date.now()
    const others = this.#sequence.others(nowMs)
    const isWatched = others.length > 0 || this.#audience.size > 0 || this.#sequence.isWatched(nowMs)
    if (offer === 'counts' && isWatched) return 'rows_wanted'
    const fresh = this.#sequence.fresh(shard, entries)
    if (fresh.length === 0) return 'taken'
    const { before, cursor } = this.#sequence.number(shard, fresh, isWatched)
    if (this.#audience.size > 0) this.#audience.take(fresh, before, cursor)
    else this.#audience.beginAt(cursor)
    for (const room of others) this.#relay(room, { before, cursor, entries: fresh })
    return 'taken'
  }

  /** A relay that is lost costs nothing: the room sees the hole at the next one, or at its next heartbeat. */
  #relay(room: number, relay: Relay): void {
    const under = this.#relaying.get(room) ?? 0
    if (under >= relaysMax || this.#address === null) return
    this.#relaying.set(room, under + 1)
    const sent = this.#roomOf(this.#address, room)
      .relay(relay)
      .catch((error: unknown) => {
        console.error('a room was not reached', error instanceof Error ? error.message : error)
      })
      .finally(() => this.#relaying.set(room, (this.#relaying.get(room) ?? 1) - 1))
    this.ctx.waitUntil(sent)
  }

  /** What room 0 passes on. */
  async relay(relay: Relay): Promise<void> {
    const taken = this.#taking.then(() => this.#takeRelay(relay))
    this.#taking = taken.catch(() => undefined)
    await taken
  }

  async #takeRelay({ before, cursor, entries }: Relay): Promise<void> {
    if (this.#audience.size === 0) return
    if (before > this.#audience.at) await this.#makeUp()
    if (cursor <= this.#audience.at) return
    this.#audience.take(entries, before, cursor)
    this.ctx.storage.kv.put('at', cursor)
  }

  /** Asks room 0 for what did not come. */
  async #makeUp(): Promise<void> {
    if (this.#address === null) return
    const after = this.#audience.at
    const { cursor, blocks } = await this.#first(this.#address).since(after)
    const { items, gaps } = eventsOf(blocks, after, cursor)
    this.#audience.makeUp(items, gaps, cursor)
    this.ctx.storage.kv.put('at', cursor)
  }

  /** Remembered events behind a cursor, and the cursor now. */
  since(after: number): { cursor: number; blocks: Block[] } {
    return { cursor: this.#sequence.cursor(), blocks: this.#sequence.since(after) }
  }

  /** A seat for a reader: the number of a room; null when the house is full. `full`: a room that let nobody in. */
  seat(region: string, orgId: string, full: number | null = null): number | null {
    this.#remember({ region, orgId, room: 0 })
    return this.#sequence.seat(full, Date.now())
  }

  /** A room has a reader, who has seen everything up to a cursor; from now on it is told what is published. */
  join(room: number, cursor: number | null): { cursor: number; blocks: Block[] } {
    const nowMs = Date.now()
    this.#sequence.watched(nowMs)
    this.#sequence.inUse(room, nowMs)
    return this.since(cursor ?? this.#sequence.cursor())
  }

  /** How many readers a room has. Gives the cursor now. */
  seated(room: number, sockets: number): number {
    const nowMs = Date.now()
    if (sockets > 0) this.#sequence.watched(nowMs)
    this.#sequence.seated(room, sockets, nowMs)
    return this.#sequence.cursor()
  }

  override async fetch(request: Request): Promise<Response> {
    const visitor = JSON.parse(request.headers.get(visitorHeader) ?? 'null') as LiveVisitor | null
    if (visitor === null) return new Response(null, { status: 400 })
    const { region, orgId, room } = visitor
    if (this.#audience.size >= socketsPerRoomMax) return new Response(null, { status: 503 })
    this.#remember({ region, orgId, room })
    const { 0: client, 1: server } = new WebSocketPair()
    await this.#admit(server, visitor)
    if ((await this.ctx.storage.getAlarm()) === null) {
      await this.ctx.storage.setAlarm(Date.now() + heartbeatIntervalMs)
    }
    this.#reportSoon()
    const protocol = request.headers.get('sec-websocket-protocol')?.split(',')[0]?.trim()
    return new Response(null, {
      status: 101,
      webSocket: client,
      ...(protocol ? { headers: { 'sec-websocket-protocol': protocol } } : {}),
    })
  }

  async #admit(server: WebSocket, visitor: LiveVisitor): Promise<void> {
    const { filter, part, expiresAtMs, proof, isPacked } = visitor
    const { from, missed } = await this.#missedBy(visitor)
    const attachment = { filter, part, expiresAtMs, proof, isPacked, after: missed.until, heldFrom: null }
    const hello = { type: 'hello' as const, server_time: new Date().toISOString(), cursor: from }
    const frames = [...missed.gaps.map(gapFrame), ...framesOf(missed.items, filter, part)]
    this.#audience.admit(server, attachment, hello, frames)
  }

  /** What a reader has missed since the cursor that they come with, and which cursor they truly had. */
  async #missedBy({ region, orgId, room, cursor }: LiveVisitor): Promise<{ from: number; missed: Missed }> {
    const audience = this.#audience
    const known = audience.size === 0 ? null : audience.recent(cursor ?? audience.at)
    if (known) return { from: cursor ?? audience.at, missed: { ...known, until: audience.at } }
    const joined =
      room === 0 ? this.join(0, cursor) : await this.#first({ region, orgId, room }).join(room, cursor)
    if (audience.size === 0) {
      audience.beginAt(joined.cursor)
      this.ctx.storage.kv.put('at', joined.cursor)
    }
    const from = Math.min(cursor ?? joined.cursor, joined.cursor)
    const { items, gaps } = eventsOf(joined.blocks, from, joined.cursor)
    const until = Math.max(joined.cursor, audience.at)
    if (audience.at <= joined.cursor) return { from, missed: { items, gaps, until } }
    // What came here meanwhile was shown to the others, and is not in the answer.
    const later = audience.recent(joined.cursor) ?? {
      items: [],
      gaps: [{ from: joined.cursor + 1, to: audience.at }],
    }
    return { from, missed: { items: [...items, ...later.items], gaps: [...gaps, ...later.gaps], until } }
  }

  #remember(address: Address): void {
    if (this.#address !== null) return
    this.#address = address
    this.ctx.storage.kv.put('address', address)
  }

  #roomOf({ region, orgId }: Omit<Address, 'room'>, room: number): DurableObjectStub<LiveRoom> {
    return this.env.LIVE_ROOM.getByName(liveRoomName(region, orgId, room))
  }

  readonly #first = (address: Address): DurableObjectStub<LiveRoom> => this.#roomOf(address, 0)

  /** Asks the other rooms that have readers; one that does not answer is passed over. */
  async #inOthers<T>(ask: (room: DurableObjectStub<LiveRoom>) => Promise<T>): Promise<T[]> {
    const address = this.#address
    if (address === null || address.room > 0) return []
    const asked = this.#sequence.others(Date.now()).map((room) => ask(this.#roomOf(address, room)))
    const answers = await Promise.allSettled(asked)
    return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
  }

  /** Tells everyone who may see the whole organization that a circuit changed. */
  async showBreaker(breaker: Breaker): Promise<void> {
    const text = JSON.stringify({ type: 'breaker', cursor: this.#audience.at, breaker } satisfies LiveFrame)
    this.#audience.tell(text)
    await this.#inOthers((room) => room.showBreaker(breaker))
  }

  /** What the sign-ins of all open sockets hang on, each once. */
  async proofs(): Promise<string[]> {
    const here = this.#audience.readers().map(({ attachment }) => attachment.proof)
    const there = await this.#inOthers((room) => room.proofs())
    return [...new Set([...here, ...there.flat()])]
  }

  /** Ends the sockets of whoever may no longer look on. */
  async close(proofs: readonly string[]): Promise<void> {
    const ended = new Set(proofs)
    for (const { socket, attachment } of this.#audience.readers()) {
      if (ended.has(attachment.proof)) this.#audience.leave(socket, 1008, 'access ended')
    }
    await this.#inOthers((room) => room.close(proofs))
    await this.#report()
  }

  override async alarm(): Promise<void> {
    const nowMs = Date.now()
    try {
      await this.#report()
    } finally {
      this.#audience.beat(nowMs)
      if (this.#audience.size > 0) await this.ctx.storage.setAlarm(nowMs + heartbeatIntervalMs)
    }
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const bytes = typeof message === 'string' ? message.length : message.byteLength
    if (bytes > messageBytesMax) return this.#audience.leave(socket, 1009, 'message too large')
    const cursor = typeof message === 'string' ? acknowledged(message) : null
    if (cursor !== null) this.#audience.acknowledge(socket, cursor)
  }

  /** Without an answer from here the peer waits for its own time-out (seen with 10 s, November 2026). */
  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    this.#audience.leave(socket, reservedCodes.has(code) ? 1000 : code, '')
    this.#reportSoon()
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    this.#audience.leave(socket, 1011, 'broken')
    this.#reportSoon()
  }

  /** Many come and go at once. */
  #reportSoon(): void {
    if (this.#reporting) return
    this.#reporting = true
    const told = scheduler.wait(reportAfterMs).then(() => {
      this.#reporting = false
      return this.#report()
    })
    this.ctx.waitUntil(told)
  }

  /** Tells room 0 and the figures how many readers there are; and learns what did not come here. */
  async #report(): Promise<void> {
    if (this.#address === null) return
    const { region, orgId, room } = this.#address
    const open = this.#audience.readers().filter(({ socket }) => socket.readyState === WebSocket.OPEN)
    const labels = { org_id: orgId, room: String(room) }
    const gauge = { name: 'aegisflow_websocket_clients', labels, value: open.length }
    try {
      const cursor =
        room === 0 ? this.seated(0, open.length) : await this.#first(this.#address).seated(room, open.length)
      if (open.length > 0 && cursor > this.#audience.at) {
        const made = this.#taking.then(() => this.#makeUp())
        this.#taking = made.catch(() => undefined)
        await made
      }
      await this.env.METRICS_HUB.getByName(metricsHubName(region)).set([gauge])
    } catch (error) {
      console.error('figures were not told', error instanceof Error ? error.message : error)
    }
  }
}

/** The cursor of `{"type":"ack","cursor":7}`; null for everything else, which means nothing here. */
function acknowledged(message: string): number | null {
  try {
    const said: unknown = JSON.parse(message)
    if (typeof said !== 'object' || said === null || !('type' in said) || said.type !== 'ack') return null
    return 'cursor' in said && Number.isSafeInteger(said.cursor) ? Number(said.cursor) : null
  } catch {
    return null
  }
}
