import { z } from 'zod'
import { displayName } from './accounts.ts'
import { done } from './done.ts'
import { page, pageQuery } from './paging.ts'

const secretText = z.string().min(1).max(16_384)
const serviceAccountText = z.string().min(2).max(16_384)
const settingValues = z.record(z.string().regex(/^[a-z][a-z0-9_]{0,63}$/), z.string().max(2_048))

/** A vendor credential as people may see it: the secret itself never leaves the vault. */
const maskedCredential = z.object({
  credential_id: z.string(),
  vendor_id: z.string(),
  label: z.string(),
  kind: z.string(),
  /** The last four characters of the secret, and the beginning of its SHA-256. */
  hint: z.string(),
  fingerprint: z.string(),
  /** The account of its service-account document; null when it has none. */
  service_account: z.string().nullable(),
  settings: z.record(z.string(), z.string()),
  status: z.enum(['active', 'invalid', 'disabled']),
  last_error: z.string().nullable(),
  created_by: z.string().nullable(),
  created_at: z.iso.datetime(),
  rotated_at: z.iso.datetime().nullable(),
  checked_at: z.iso.datetime().nullable(),
  last_used_at: z.iso.datetime().nullable(),
  streams: z.array(
    z.object({
      stream: z.string(),
      kind: z.string(),
      interval_s: z.int(),
      next_due_at: z.iso.datetime(),
      high_water_at: z.iso.datetime().nullable(),
      /** From 0 to 1: how much of the history has been read. */
      progress: z.number(),
      history_from: z.iso.datetime().nullable(),
      status: z.enum(['active', 'stopped']),
      last_error: z.string().nullable(),
    }),
  ),
})
export type MaskedCredential = z.infer<typeof maskedCredential>

/** A credential whose secret was just taken. `note`: a sentence of what the vendor told besides, null for nothing. */
const takenCredential = maskedCredential.extend({ note: z.string().nullable() })

/** What the vendor said when it was asked. `accepted` null: it could not be asked, `message` says why. */
const verdict = z.object({
  accepted: z.boolean().nullable(),
  message: z.string().nullable(),
  /** A sentence of what the vendor told besides: a balance, a version. Null for nothing. */
  note: z.string().nullable(),
  account_ref: z.string().nullable(),
  checked_at: z.iso.datetime(),
})

/** Keys that open vendors' admin APIs. */
export const credentialEndpoints = {
  'GET /keys': { query: z.strictObject(pageQuery), response: page(maskedCredential) },
  /**
   * Asks the vendor first. What it refuses is not kept (422); when it cannot be asked (503), `keep_unchecked` keeps it
   * all the same. `secret` is left out only where the service-account document is the secret.
   */
  'POST /keys': {
    body: z.strictObject({
      vendor_id: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/),
      kind: z.string().min(1).max(64),
      label: displayName,
      secret: secretText.optional(),
      service_account: serviceAccountText.optional(),
      settings: settingValues.default({}),
      keep_unchecked: z.boolean().default(false),
    }),
    response: takenCredential,
  },
  'GET /keys/:id': { response: maskedCredential },
  /** A setting that is part of the address that the secret is sent to cannot be changed without the secret. */
  'PATCH /keys/:id': {
    body: z
      .strictObject({ label: displayName, status: z.enum(['active', 'disabled']), settings: settingValues })
      .partial(),
    response: maskedCredential,
  },
  'DELETE /keys/:id': { response: done('removed') },
  /** Only to a secret of the same account (409 otherwise), so that `keep_unchecked` helps only while none is known. */
  'POST /keys/:id/rotate': {
    body: z.strictObject({ secret: secretText, keep_unchecked: z.boolean().default(false) }),
    response: takenCredential,
  },
  'POST /keys/:id/validate': { response: verdict },
  'POST /keys/:id/service-account': {
    body: z.strictObject({ service_account: serviceAccountText }),
    response: maskedCredential,
  },
  'DELETE /keys/:id/service-account': { response: maskedCredential },
} as const
