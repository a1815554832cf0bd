/** Units: milliseconds. */
export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS

/** The start of the hour or day that a moment lies in. */
export function floorTo(atMs: number, widthMs: number): number {
  return Math.floor(atMs / widthMs) * widthMs
}

/** `YYYY-MM-DD` in UTC. */
export function dayText(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10)
}

/** RFC 3339 in UTC, without a fraction where there is none. */
export function instantText(atMs: number): string {
  return new Date(atMs).toISOString().replace('.000Z', 'Z')
}
