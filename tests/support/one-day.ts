import { setTimeout as sleep } from 'node:timers/promises'

const dayMs = 86_400_000

/**
 * Waits past midnight in UTC when it is nearer than that: what comes then falls on one day, for the test and for the
 * instance. Units: milliseconds.
 */
export async function withinOneDay(forMs = 180_000): Promise<void> {
  const leftMs = dayMs - (Date.now() % dayMs)
  if (leftMs < forMs) await sleep(leftMs + 1_000)
}
