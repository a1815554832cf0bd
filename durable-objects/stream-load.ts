const windowMs = 10_000

/** What one log is asked to take. Units: per second over ten seconds; `storedBytes` of its SQLite. */
export type Load = { appendsPerS: number; bytesPerS: number; storedBytes: number }

/**
 * Beyond any of these an organization's events are spread over twice as many logs: half of the thousand calls a second
 * that the platform gives an object, what one thread writes without trouble, and a third of its ten gigabytes.
 */
export const loadBounds: Load = { appendsPerS: 500, bytesPerS: 10_000_000, storedBytes: 3_300_000_000 }

export const isOverloaded = (load: Load): boolean =>
  load.appendsPerS > loadBounds.appendsPerS ||
  load.bytesPerS > loadBounds.bytesPerS ||
  load.storedBytes > loadBounds.storedBytes

/** Counts appends over the last whole ten seconds; a clock that jumps begins them anew. */
export class StreamLoad {
  #sinceMs = 0
  #appends = 0
  #bytes = 0
  #last = { appendsPerS: 0, bytesPerS: 0 }

  /** Takes note of an append. */
  add(bytes: number, nowMs: number): void {
    this.#turn(nowMs)
    this.#appends += 1
    this.#bytes += bytes
  }

  /** Of the last whole window; nothing when it has long passed. */
  at(nowMs: number): { appendsPerS: number; bytesPerS: number } {
    this.#turn(nowMs)
    return this.#last
  }

  #turn(nowMs: number): void {
    const passedMs = nowMs - this.#sinceMs
    if (passedMs >= 0 && passedMs < windowMs) return
    const isNext = passedMs >= 0 && passedMs < 2 * windowMs
    this.#last = isNext
      ? { appendsPerS: (this.#appends * 1000) / passedMs, bytesPerS: (this.#bytes * 1000) / passedMs }
      : { appendsPerS: 0, bytesPerS: 0 }
    this.#sinceMs = nowMs
    this.#appends = 0
    this.#bytes = 0
  }
}
