const dayMs = 86_400_000

/** A day in UTC as `YYYY-MM-DD`. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** The last `count` days in UTC, oldest first; the current one is the last. */
export const lastDays = (nowMs: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => dayOf(nowMs - (count - 1 - index) * dayMs))

/** The first and the last of the last `count` days. */
export const daysRange = (nowMs: number, count: number): { from: string; to: string } => ({
  from: dayOf(nowMs - (count - 1) * dayMs),
  to: dayOf(nowMs),
})

const hourMs = 3_600_000

/**
 * The last `count` days until the end of this hour, cut where their first whole day begins: hours from `fromMs` on are
 * read as hours until `daysFromMs`, and days from there on as days.
 */
export function hoursAndDays(
  nowMs: number,
  count: number,
): { fromMs: number; daysFromMs: number; untilMs: number } {
  const untilMs = Math.floor(nowMs / hourMs) * hourMs + hourMs
  const fromMs = untilMs - count * dayMs
  return { fromMs, daysFromMs: Math.floor(fromMs / dayMs) * dayMs + dayMs, untilMs }
}
