/** Telling figures costs as much as an append. */
const tellEveryMs = 2_000

/** When the figures of a log are told: once it is empty, so that the last word is right, and before only now and then. */
export class Telling {
  #toldAtMs = Number.NEGATIVE_INFINITY

  isDue(isEmpty: boolean, nowMs: number): boolean {
    if (!isEmpty && Math.abs(nowMs - this.#toldAtMs) < tellEveryMs) return false
    this.#toldAtMs = nowMs
    return true
  }
}
