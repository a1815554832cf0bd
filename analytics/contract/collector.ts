import { z } from 'zod'

export const runStatuses = ['running', 'succeeded', 'failed', 'partial'] as const

/**
 * One pull of one stream with one credential. `partial` without a message: it reached its limit, and another run goes
 * on from there. Units: `pulled` counts rows read from the vendor; `progress` is the share of the history that is read.
 */
export const collectorRun = z.object({
  id: z.string(),
  vendor_id: z.string(),
  credential_id: z.string(),
  stream: z.string(),
  status: z.enum(runStatuses),
  pulled: z.int(),
  pages: z.int(),
  progress: z.number(),
  errors: z.int(),
  error_message: z.string().nullable(),
  started_at: z.iso.datetime(),
  finished_at: z.iso.datetime().nullable(),
})
export type CollectorRun = z.infer<typeof collectorRun>

/**
 * State of the circuit in front of one vendor. A host that the organization named has one of its own, which is then
 * said in `host`; else the circuit is shared by all who use the vendor.
 */
export const breaker = z.object({
  name: z.string(),
  vendor_id: z.string(),
  host: z.string().nullable(),
  state: z.enum(['closed', 'open', 'half_open']),
  failures: z.int(),
  opened_at: z.iso.datetime().nullable(),
})
export type Breaker = z.infer<typeof breaker>

export const syncQueued = z.object({
  queued: z.array(z.object({ credential_id: z.string(), stream: z.string() })),
})
