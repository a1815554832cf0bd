/** How many seconds of arrivals are kept. */
export const rateSeconds = 300
const recentSeconds = 10

/** Arrivals counted by the second, the newest last. Units: epoch seconds. */
export class LiveRate {
  #counts = new Map<number, number>()

  add(nowS: number, events: number): void {
    this.#counts.set(nowS, (this.#counts.get(nowS) ?? 0) + events)
  }

  /** Events of each of the last seconds without the present one, which is not over. */
  seconds(nowS: number): readonly number[] {
    for (const second of this.#counts.keys()) if (second < nowS - rateSeconds) this.#counts.delete(second)
    return Array.from(
      { length: rateSeconds },
      (_, index) => this.#counts.get(nowS - rateSeconds + index) ?? 0,
    )
  }

  /** The mean of the last seconds. Units: events a second. */
  perSecond(nowS: number): number {
    const recent = this.seconds(nowS).slice(-recentSeconds)
    return recent.reduce((sum, value) => sum + value, 0) / recentSeconds
  }
}
