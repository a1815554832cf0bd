/** What a log has and is about to have. Units: bytes. */
export type Pressure = {
  /** Of the object's SQLite, all of it. */
  stored: number
  /** Of those, what waits for the store. */
  unstored: number
  /** Bodies of other appends that wait in memory for an answer of another log. */
  held: number
  /** Of the append that is at the door. */
  offered: number
}

/**
 * Where a log refuses, each far below what the platform gives an object: 10 GB of SQLite, 128 MB of memory, of which
 * three inserts of 8 MB on their way take 48 MB. What one call brings is bounded by the call itself, 32 MiB.
 */
export const pressureBounds = { stored: 8_000_000_000, unstored: 1_000_000_000, held: 32_000_000 } as const

/** After how many seconds a sender is to come again; null when there is room. */
export function retryAfterS({ stored, unstored, held, offered }: Pressure): number | null {
  if (stored > pressureBounds.stored) return 60
  if (unstored > pressureBounds.unstored) return 5
  return held > 0 && held + offered > pressureBounds.held ? 1 : null
}
