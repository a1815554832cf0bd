import { setTimeout as sleep } from 'node:timers/promises'

const hourMs = 3_600_000

async function within(periodMs: number, forMs: number): Promise<void> {
  const leftMs = periodMs - (Date.now() % periodMs)
  if (leftMs < forMs) await sleep(leftMs + 1_000)
}

/**
 * Waits past midnight in UTC when it is nearer than that: what comes then falls on one day, for the test and for the
 * instance. Units: milliseconds.
 */
export const withinOneDay = (forMs = 180_000): Promise<void> => within(24 * hourMs, forMs)

/** The same for the full hour. */
export const withinOneHour = (forMs = 120_000): Promise<void> => within(hourMs, forMs)
