import { z } from 'zod'

export const runStatuses = ['running', 'succeeded', 'failed', 'partial'] as const

/** One pull of one stream with one credential. Units: `pulled` counts rows read from the vendor. */
export const collectorRun = z.object({
  id: z.string(),
  vendor_id: z.string(),
  credential_id: z.string(),
  stream: z.string(),
  status: z.enum(runStatuses),
  pulled: z.int(),
  errors: z.int(),
  error_message: z.string().nullable(),
  started_at: z.iso.datetime(),
  finished_at: z.iso.datetime().nullable(),
})
export type CollectorRun = z.infer<typeof collectorRun>

/** A vendor credential as people may see it: the secret itself never leaves the vault. */
export const maskedCredential = z.object({
  credential_id: z.string(),
  vendor_id: z.string(),
  label: z.string(),
  kind: z.string(),
  hint: z.string(),
  status: z.enum(['active', 'invalid', 'disabled']),
  created_at: z.iso.datetime(),
  streams: z.array(
    z.object({
      stream: z.string(),
      interval_s: z.int(),
      next_due_at: z.iso.datetime(),
      high_water_at: z.iso.datetime().nullable(),
      status: z.enum(['active', 'stopped']),
      last_error: z.string().nullable(),
    }),
  ),
})
export type MaskedCredential = z.infer<typeof maskedCredential>

/** State of the circuit in front of one vendor host. */
export const breaker = z.object({
  name: z.string(),
  state: z.enum(['closed', 'open', 'half_open']),
  failures: z.int(),
  opened_at: z.iso.datetime().nullable(),
})
export type Breaker = z.infer<typeof breaker>

export const syncQueued = z.object({
  queued: z.array(z.object({ credential_id: z.string(), stream: z.string() })),
})
