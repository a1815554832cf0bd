import { z } from 'zod'

export const health = z.object({ status: z.literal('ok'), version: z.string() })

/** Whether the instance can do its work: each dependency was really asked. Units: `latency_ms` milliseconds. */
export const readiness = z.object({
  status: z.enum(['ready', 'degraded']),
  dependencies: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['up', 'down']),
      latency_ms: z.number(),
      detail: z.string().nullable(),
    }),
  ),
  /** How many key-encryption keys there are of each kind; null when the ring cannot be read. */
  key_ring: z
    .object({ service: z.string(), active: z.int(), decrypt_only: z.int(), destroyed: z.int() })
    .nullable(),
})
export type Readiness = z.infer<typeof readiness>
