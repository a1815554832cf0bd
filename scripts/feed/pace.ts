import { setTimeout as sleep } from 'node:timers/promises'

/** Waits until the next `count` events may go, so that no more than the rate go in any stretch from the start. */
export type Pace = (count: number, signal: AbortSignal) => Promise<void>

/** Units: `ratePerS` events a second; undefined does not wait. */
export function pace(
  ratePerS: number | undefined,
  nowMs: () => number = () => performance.now(),
  wait: (ms: number, signal: AbortSignal) => Promise<unknown> = (ms, signal) => sleep(ms, null, { signal }),
): Pace {
  let freeAtMs = nowMs()
  return async (count, signal) => {
    if (ratePerS === undefined) return
    const waitMs = freeAtMs - nowMs()
    if (waitMs > 0) await wait(waitMs, signal)
    freeAtMs = Math.max(freeAtMs, nowMs()) + (count * 1000) / ratePerS
  }
}
