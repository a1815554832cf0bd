const askEveryMs = 1_000

/**
 * How large an object's SQLite is. Asking costs as much as writing a small batch, so within a second what was offered
 * since is added to the last answer; that is never less than what was written but for indexes, and bounds leave room
 * for those. Units: bytes.
 */
export class StoredSize {
  readonly #ask: () => number
  #askedAtMs = Number.NEGATIVE_INFINITY
  #bytes = 0

  constructor(ask: () => number) {
    this.#ask = ask
  }

  /** A clock that was set back asks. */
  at(nowMs: number): number {
    const passedMs = nowMs - this.#askedAtMs
    if (passedMs < 0 || passedMs >= askEveryMs) {
      this.#bytes = this.#ask()
      this.#askedAtMs = nowMs
    }
    return this.#bytes
  }

  /** So much is about to be written. */
  add(bytes: number): void {
    this.#bytes += bytes
  }
}
