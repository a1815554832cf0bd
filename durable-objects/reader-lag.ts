import { unreadBytesMax } from '../analytics/contract/live.ts'

/** What is forgiven of it, for readers who only listen. Units: bytes a second. */
const forgivenBytesPerS = 4_000
/** A reader who has been held for so long is sent away. */
export const heldMsMax = 60_000

/**
 * How far one reader is behind. The platform does not say what of a socket is still unsent, so readers say it: with an
 * `ack` of a cursor, or with any `ping`. Units: bytes, epoch milliseconds.
 */
export class ReaderLag {
  #bytes = 0
  #max = unreadBytesMax
  #lastCursor = 0
  /** Once it is acknowledged, so many bytes are known to be read. */
  #mark: { cursor: number; bytes: number } | null = null
  #held: { from: number; sinceMs: number } | null = null
  #forgivenAtMs: number
  #pingAtMs = 0

  /** `heldFrom`: from where on the reader was sent nothing before the object slept. */
  constructor(nowMs: number, heldFrom: number | null = null) {
    this.#forgivenAtMs = nowMs
    if (heldFrom !== null) this.#held = { from: heldFrom, sinceMs: nowMs }
  }

  get held(): { from: number; sinceMs: number } | null {
    return this.#held
  }

  sent(bytes: number, cursor: number): void {
    this.#bytes += bytes
    this.#lastCursor = cursor
    if (this.#mark === null && this.#bytes > this.#max / 4) this.#mark = { cursor, bytes: this.#bytes }
  }

  isTooFar(nowMs: number, unreadMax = unreadBytesMax): boolean {
    this.#forgive(nowMs)
    this.#max = unreadMax
    return this.#held !== null || this.#bytes > unreadMax
  }

  /** From this number on the reader is sent nothing, until they have caught up. */
  hold(from: number, nowMs: number): void {
    this.#held ??= { from, sinceMs: nowMs }
  }

  /** The reader has read everything up to a cursor. Gives from where on they were sent nothing, when that is over. */
  acknowledged(cursor: number): number | null {
    if (cursor >= this.#lastCursor) this.#bytes = 0
    else if (this.#mark && cursor >= this.#mark.cursor) this.#bytes -= this.#mark.bytes
    else return null
    this.#mark = null
    return this.#released()
  }

  /** The reader was there at a moment, and did nothing but read before. Gives the same. */
  pinged(atMs: number): number | null {
    if (atMs <= this.#pingAtMs) return null
    this.#pingAtMs = atMs
    this.#bytes = 0
    this.#mark = null
    return this.#released()
  }

  #released(): number | null {
    if (this.#held === null || this.#bytes > this.#max) return null
    const { from } = this.#held
    this.#held = null
    return from
  }

  #forgive(nowMs: number): void {
    const passedMs = nowMs - this.#forgivenAtMs
    if (passedMs >= 0 && passedMs < 1000) return
    const forgiven = (Math.max(0, passedMs) / 1000) * forgivenBytesPerS
    if (this.#mark) this.#mark.bytes = Math.max(0, this.#mark.bytes - forgiven)
    this.#bytes = Math.max(0, this.#bytes - forgiven)
    this.#forgivenAtMs = nowMs
  }
}
