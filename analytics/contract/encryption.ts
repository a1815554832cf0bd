import { z } from 'zod'

const rotation = z.object({
  id: z.string(),
  scope: z.enum(['data_keys', 'wrapping']),
  status: z.enum(['running', 'succeeded', 'failed']),
  total: z.int(),
  done: z.int(),
  failed: z.int(),
  error: z.string().nullable(),
  started_by: z.string(),
  started_at: z.iso.datetime(),
  finished_at: z.iso.datetime().nullable(),
})
export type Rotation = z.infer<typeof rotation>

/** The keys of an organization. Key material is never shown. */
const keyRingView = z.object({
  /** Where the key-encryption keys are: the Worker's secret, or an outside key service. */
  service: z.enum(['worker_secret', 'aws_kms', 'vault_transit']),
  wrapping_keys: z.array(
    z.object({ kek_id: z.string(), status: z.enum(['active', 'decrypt_only', 'destroyed']) }),
  ),
  data_keys: z.array(
    z.object({
      dek_id: z.string(),
      purpose: z.string(),
      kek_id: z.string(),
      status: z.enum(['active', 'decrypt_only', 'destroyed']),
      /** What it seals, as far as it could be counted. */
      records: z.int(),
      created_at: z.iso.datetime(),
    }),
  ),
  /** False while the event store does not answer: then its records are missing in the counts. */
  counted: z.boolean(),
  rotations: z.array(rotation),
})

/**
 * What was opened to prove that everything can be: per kind of record and data key. The control plane is opened whole;
 * of the event store, which is `sampled`, a few records of each key.
 */
const encryptionAudit = z.object({
  checked_at: z.iso.datetime(),
  stores: z.array(
    z.object({
      store: z.string(),
      dek_id: z.string(),
      kek_id: z.string(),
      records: z.int(),
      opened: z.int(),
      unreadable: z.int(),
      sampled: z.boolean(),
    }),
  ),
  /** Records that could not be opened, at most a hundred, by store and id. */
  unreadable: z.array(z.object({ store: z.string(), id: z.string(), reason: z.string() })),
  /** Whether everything was looked at that had to be. */
  complete: z.boolean(),
})
export type EncryptionAudit = z.infer<typeof encryptionAudit>

export const encryptionEndpoints = {
  'GET /encryption/keys': { response: keyRingView },
  'POST /encryption/rotate': {
    body: z.strictObject({ scope: z.enum(['data_keys', 'wrapping']).default('data_keys') }),
    response: rotation,
  },
  'GET /encryption/audit': { response: encryptionAudit },
} as const
