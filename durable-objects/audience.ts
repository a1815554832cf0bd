import { gzipSync } from 'node:zlib'
import { type LiveFilter, type LiveFrame, unreadBytesMax } from '../analytics/contract/live.ts'
import type { EventsPart } from '../analytics/reach.ts'
import { framesOf, gapFrame, type Numbered, numbered, type Span } from './live-frames.ts'
import type { LiveEntry } from './live-room.ts'
import { heldMsMax, ReaderLag } from './reader-lag.ts'
import { SendBudget } from './send-budget.ts'

/**
 * All that a socket is: it survives the object's sleep in the socket's attachment. `part` is what its reader may see,
 * until `expiresAtMs`.
 */
export type Attachment = {
  filter: LiveFilter
  part: EventsPart
  expiresAtMs: number
  /** What the sign-in hangs on, `session:<id>` or `api_key:<id>`. */
  proof: string
  /** The reader had everything up to here when they came. */
  after: number
  /** From here on they were sent nothing, because they were too slow. */
  heldFrom: number | null
  /** They take frames that are packed with gzip. */
  isPacked: boolean
}

/** A reader as they are known while the object is awake. Shape: who shares `wants` is sent the same. */
type Reader = { attachment: Attachment; lag: ReaderLag; wants: string }

/** A frame as it is sent. */
type Written = { data: string | Uint8Array; bytes: number }

const coalesceMs = 50
/** Beyond this many events in one frame interval, readers are told of a gap instead of being drowned. */
const burstEventsMax = 1000
const recentEventsMax = 2_000
/** A frame is packed once for all who share it, which is worth it for many readers and long frames. */
const sharedByMin = 8
/** From so many on, bytes that nobody is sent are worth three times the work of packing: a frame is a fifth shorter. */
const sharedByMany = 500
const packedCharsMin = 2_000
/** Units: bytes. */
const unreadInRoomMax = 1_000_000_000
const unreadBytesMin = 500_000

/** The readers in one room, and what is on its way to them. */
export class Audience {
  readonly #ctx: DurableObjectState
  readonly #budget = new SendBudget()
  /** Asking the platform for its sockets, and for what is attached to each, costs as much as sending to them. */
  readonly #readers = new Map<WebSocket, Reader>()
  #pending: Numbered[] = []
  #gap: Span | null = null
  #recent: Numbered[] = []
  /** Everything behind this is in `#recent`, or was a gap. */
  #recentAfter: number
  #timer: ReturnType<typeof setTimeout> | null = null
  #flushedAtMs = 0
  /** The newest number that was put in line here. */
  #at: number

  constructor(ctx: DurableObjectState, at: number) {
    this.#ctx = ctx
    this.#at = at
    this.#recentAfter = at
    this.#meet()
  }

  get at(): number {
    return this.#at
  }

  get size(): number {
    return this.#readers.size
  }

  readers(): { socket: WebSocket; attachment: Attachment }[] {
    return [...this.#readers].map(([socket, { attachment }]) => ({ socket, attachment }))
  }

  /** Looks who is there: after a sleep all are new, and some may have gone without a word. */
  #meet(): void {
    const here = new Set(this.#ctx.getWebSockets())
    for (const socket of this.#readers.keys()) if (!here.has(socket)) this.#readers.delete(socket)
    const nowMs = Date.now()
    for (const socket of here) if (!this.#readers.has(socket)) this.#know(socket, attachmentOf(socket), nowMs)
  }

  #know(socket: WebSocket, attachment: Attachment, nowMs: number): Reader {
    const { filter, part, isPacked, heldFrom } = attachment
    const wants = JSON.stringify([filter, part, isPacked])
    const reader = { attachment, lag: new ReaderLag(nowMs, heldFrom), wants }
    this.#readers.set(socket, reader)
    return reader
  }

  #readerOf(socket: WebSocket): Reader {
    return this.#readers.get(socket) ?? this.#know(socket, attachmentOf(socket), Date.now())
  }

  /** A reader has gone, or is sent away. */
  leave(socket: WebSocket, code: number, reason: string): void {
    this.#readers.delete(socket)
    close(socket, code, reason)
  }

  #send(socket: WebSocket, data: string | Uint8Array): void {
    if (!send(socket, data)) this.leave(socket, 1011, 'not writable')
  }

  /** Nobody was here, so nothing was missed. */
  beginAt(cursor: number): void {
    this.#at = cursor
    this.#recent = []
    this.#recentAfter = cursor
  }

  /** Puts entries in line for the next frame, the newest of a burst only. */
  take(entries: readonly LiveEntry[], before: number, cursor: number): void {
    let seq = before
    for (const { rows, body } of entries) {
      const isShown = body !== null && seq + rows > cursor - burstEventsMax
      if (isShown) this.#pending.push(...numbered(body, seq + 1))
      else this.#skip({ from: seq + 1, to: seq + rows })
      seq += rows
    }
    this.#inLine(cursor)
  }

  /** The same for what was missed and is remembered elsewhere. */
  makeUp(items: readonly Numbered[], gaps: readonly Span[], cursor: number): void {
    this.#pending.push(...items)
    for (const gap of gaps) this.#skip(gap)
    this.#inLine(cursor)
  }

  #inLine(cursor: number): void {
    this.#at = cursor
    this.#flushWithin(Math.min(coalesceMs, Math.max(1, this.#flushedAtMs + coalesceMs - Date.now())))
  }

  #skip({ from, to }: Span): void {
    this.#gap = { from: this.#gap?.from ?? Math.min(this.#pending[0]?.seq ?? from, from), to }
    this.#pending = this.#pending.filter((item) => item.seq > to)
  }

  /**
   * Sends what has gathered: one frame per distinct filter, written and packed once and sent to all who share it. So many
   * bytes leave at once and in a second; what is left waits, and beyond a burst the oldest is left out.
   */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const nowMs = Date.now()
    const readers = this.#readers.size
    const { events, waitMs } = this.#budget.next(readers, nowMs)
    if (waitMs > 0) {
      this.#flushWithin(waitMs)
      return
    }
    if (this.#pending.length > burstEventsMax) this.#leaveOut(this.#pending.length - burstEventsMax)
    const gap = this.#gap
    const items = this.#pending.slice(0, events)
    const first = gap?.from ?? items[0]?.seq
    if (first === undefined) return
    this.#pending = this.#pending.slice(items.length)
    this.#gap = null
    this.#keep(items)
    this.#flushedAtMs = nowMs
    this.#budget.spent(this.#sendAll(items, gap, first, nowMs), items.length, readers, Date.now())
    if (this.#pending.length > 0) this.#flushWithin(coalesceMs)
  }

  #flushWithin(ms: number): void {
    this.#timer ??= setTimeout(() => this.flush(), ms)
  }

  #leaveOut(events: number): void {
    const from = this.#gap?.from ?? this.#pending[0]?.seq ?? 0
    this.#gap = { from, to: this.#pending[events - 1]?.seq ?? 0 }
    this.#pending = this.#pending.slice(events)
  }

  /** Gives how many bytes it were. */
  #sendAll(items: readonly Numbered[], gap: Span | null, first: number, nowMs: number): number {
    const readers = this.#readers.size
    const unreadMax = unreadMaxOf(readers)
    const cursor = items.at(-1)?.seq ?? gap?.to ?? first
    const frames = new Map<string, Written[]>()
    let sharers: Map<string, number> | null = null
    let sent = 0
    for (const [socket, reader] of this.#readers) {
      const { attachment, lag, wants } = reader
      const { expiresAtMs, after } = attachment
      if (expiresAtMs <= nowMs) {
        this.leave(socket, 1008, 'sign-in expired')
        continue
      }
      if (lag.isTooFar(nowMs, unreadMax)) {
        this.#ping(socket, reader, first - 1)
        if (lag.isTooFar(nowMs, unreadMax)) {
          this.#hold(socket, reader, Math.max(first, after + 1), nowMs)
          continue
        }
      }
      const seen = after >= first ? after : 0
      const key = seen === 0 ? wants : `${wants}${seen}`
      let written = frames.get(key)
      if (!written) {
        const { filter, part, isPacked } = attachment
        sharers ??= this.#sharers()
        const level = isPacked ? levelFor(sharers.get(wants) ?? 0) : null
        written = framesBehind(seen, gap, items, filter, part).map((frame) => writtenOf(frame, level))
        frames.set(key, written)
      }
      for (const { data, bytes } of written) {
        this.#send(socket, data)
        lag.sent(bytes, cursor)
        sent += bytes
      }
    }
    return sent
  }

  /** How many readers are sent the same. */
  #sharers(): Map<string, number> {
    const sharers = new Map<string, number>()
    for (const { wants } of this.#readers.values()) sharers.set(wants, (sharers.get(wants) ?? 0) + 1)
    return sharers
  }

  /** Everything up to here was shown, or is named as a gap. */
  get #shown(): number {
    return (this.#gap?.from ?? this.#pending[0]?.seq ?? this.#at + 1) - 1
  }

  #keep(items: readonly Numbered[]): void {
    this.#recent.push(...items)
    if (this.#recent.length <= recentEventsMax) return
    const cut = this.#recent.length - recentEventsMax
    this.#recentAfter = this.#recent[cut - 1]?.seq ?? this.#recentAfter
    this.#recent = this.#recent.slice(cut)
  }

  /** What came here behind a cursor; null when it goes further back than is known here. */
  recent(after: number): { items: Numbered[]; gaps: Span[] } | null {
    if (after < this.#recentAfter || after > this.#at) return null
    const items = [...this.#recent, ...this.#pending].filter(({ seq }) => seq > after)
    const gaps: Span[] = []
    let next = after + 1
    for (const { seq } of items) {
      if (seq > next) gaps.push({ from: next, to: seq - 1 })
      next = seq + 1
    }
    if (next <= this.#at) gaps.push({ from: next, to: this.#at })
    return { items, gaps }
  }

  /** Lets a reader in and sends what they have missed. */
  admit(socket: WebSocket, attachment: Attachment, hello: LiveFrame, missed: readonly LiveFrame[]): void {
    this.#ctx.acceptWebSocket(socket)
    socket.serializeAttachment(attachment)
    const { lag } = this.#know(socket, attachment, Date.now())
    for (const frame of [hello, ...missed]) {
      const { data, bytes } = writtenOf(frame, null)
      this.#send(socket, data)
      lag.sent(bytes, attachment.after)
    }
  }

  /** Tells everyone who may see the whole organization something. */
  tell(text: string): void {
    for (const [socket, { attachment }] of this.#readers) {
      const { part } = attachment
      if (part === null || part.isWhole) this.#send(socket, text)
    }
  }

  /** A heartbeat for everyone; the end for those whose sign-in has run out, or who have been behind for too long. */
  beat(nowMs: number): void {
    const serverTime = new Date(nowMs).toISOString()
    this.#meet()
    for (const [socket, reader] of this.#readers) {
      const { attachment, lag } = reader
      const { expiresAtMs, after } = attachment
      if (lag.held) this.#ping(socket, reader, this.#shown)
      const { held } = lag
      if (expiresAtMs <= nowMs) this.leave(socket, 1008, 'sign-in expired')
      else if (held && nowMs - held.sinceMs > heldMsMax) this.leave(socket, 1013, 'too slow')
      else {
        // Who is held has seen nothing of what was left out, and must be able to come back for it.
        const cursor = held ? held.from - 1 : Math.max(after, this.#shown)
        this.#send(
          socket,
          JSON.stringify({ type: 'heartbeat', server_time: serverTime, cursor } satisfies LiveFrame),
        )
      }
    }
  }

  /** A reader says that they have read everything up to a cursor. */
  acknowledge(socket: WebSocket, cursor: number): void {
    const reader = this.#readerOf(socket)
    const from = reader.lag.acknowledged(cursor)
    if (from !== null) this.#release(socket, reader, from, this.#shown)
  }

  /** Pings are answered while the object sleeps; the time of the last one is all that is known of them. */
  #ping(socket: WebSocket, reader: Reader, shownTo: number): void {
    const atMs = this.#ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime()
    const from = atMs === undefined ? null : reader.lag.pinged(atMs)
    if (from !== null) this.#release(socket, reader, from, shownTo)
  }

  #hold(socket: WebSocket, reader: Reader, from: number, nowMs: number): void {
    if (reader.lag.held) return
    reader.lag.hold(from, nowMs)
    reader.attachment = { ...reader.attachment, heldFrom: from }
    socket.serializeAttachment(reader.attachment)
  }

  /** Who has caught up is told what they were not sent, and goes on. */
  #release(socket: WebSocket, reader: Reader, from: number, shownTo: number): void {
    reader.attachment = { ...reader.attachment, heldFrom: null }
    socket.serializeAttachment(reader.attachment)
    if (shownTo >= from) this.#send(socket, JSON.stringify(gapFrame({ from, to: shownTo })))
  }
}

const encoder = new TextEncoder()

/** How hard a frame is packed; null for not at all. */
function levelFor(sharers: number): number | null {
  if (sharers < sharedByMin) return null
  return sharers < sharedByMany ? 1 : 6
}

function writtenOf(frame: LiveFrame, level: number | null): Written {
  const text = JSON.stringify(frame)
  if (level !== null && text.length > packedCharsMin) {
    const data = gzipSync(text, { level })
    return { data, bytes: data.byteLength }
  }
  return { data: text, bytes: encoder.encode(text).byteLength }
}

/** Many who do not read must not fill the memory together. */
const unreadMaxOf = (sockets: number): number =>
  Math.min(unreadBytesMax, Math.max(unreadBytesMin, unreadInRoomMax / sockets))

function framesBehind(
  seen: number,
  gap: Span | null,
  items: readonly Numbered[],
  filter: LiveFilter,
  part: EventsPart,
): LiveFrame[] {
  const frames = framesOf(seen === 0 ? items : items.filter(({ seq }) => seq > seen), filter, part)
  if (gap && gap.to > seen) frames.unshift(gapFrame({ from: Math.max(gap.from, seen + 1), to: gap.to }))
  return frames
}

function attachmentOf(socket: WebSocket): Attachment {
  return socket.deserializeAttachment() as Attachment
}

/** False when a socket is going away: it throws then. */
function send(socket: WebSocket, data: string | Uint8Array): boolean {
  try {
    socket.send(data)
    return true
  } catch {
    return false
  }
}

/** The close handler is told of a socket that is gone, so nothing is to be done about an error here. */
function close(socket: WebSocket, code: number, reason: string): void {
  try {
    socket.close(code, reason)
  } catch {
    return
  }
}
