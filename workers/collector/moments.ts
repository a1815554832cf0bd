import { z } from 'zod'
import { retentionMsByPlan } from '../../analytics/plans.ts'

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/** All that is worth asking of a vendor that names no limit: no plan keeps anything longer. */
export const wholeHistoryMs = Math.max(...Object.values(retentionMsByPlan))

/** A moment as RFC 3339 text, as epoch milliseconds. */
export const instantOf = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

/** A moment as seconds since 1970, with or without a fraction, or as RFC 3339 text; as epoch milliseconds. */
export const secondsOrInstant = z.union([
  z
    .number()
    .min(0)
    .max(1e11)
    .transform((seconds) => Math.floor(seconds * 1000)),
  instantOf,
])

/** `YYYY-MM-DD` in UTC. */
export function dayText(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10)
}

/** RFC 3339 in UTC, without a fraction where there is none. */
export function instantText(atMs: number): string {
  return new Date(atMs).toISOString().replace('.000Z', 'Z')
}
