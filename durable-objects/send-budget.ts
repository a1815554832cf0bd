/** What one room hands to its sockets at once, and in a second. Units: bytes. */
const bytesAtOnce = 80_000_000
const bytesPerS = 400_000_000
const eventsAtOnceMax = 1_000

/**
 * How many events a room may send next: the platform takes whatever a socket is given, so the room itself must not give
 * thousands of sockets more than they can be rid of.
 */
export class SendBudget {
  /** Of one event for one reader, as it was lately. */
  #bytesPerEvent = 2_000
  #openAtMs = 0

  /** How many events may go to so many readers now; or how long to wait. A clock that was set back waits for nothing. */
  next(readers: number, nowMs: number): { events: number; waitMs: number } {
    const waitMs = this.#openAtMs - nowMs
    if (waitMs > 0 && waitMs <= (1000 * bytesAtOnce) / bytesPerS + 1000) return { events: 0, waitMs }
    const fitting = Math.floor(bytesAtOnce / (this.#bytesPerEvent * Math.max(1, readers)))
    return { events: Math.min(eventsAtOnceMax, Math.max(1, fitting)), waitMs: 0 }
  }

  spent(bytes: number, events: number, readers: number, nowMs: number): void {
    this.#openAtMs = nowMs + (1000 * bytes) / bytesPerS
    if (events === 0 || readers === 0 || bytes === 0) return
    this.#bytesPerEvent = Math.max(20, (this.#bytesPerEvent + bytes / (events * readers)) / 2)
  }
}
