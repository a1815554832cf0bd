import { z } from 'zod'
import { displayName } from './accounts.ts'
import { done } from './done.ts'
import { page, pageQuery, wholeQuery } from './paging.ts'
import { streamKinds } from './vendors.ts'

/** A vendor as an adapter declares it: what it can and cannot give, and what a credential for it needs. */
const catalogueVendor = z.object({
  vendor_id: z.string(),
  label: z.string(),
  custom: z.boolean(),
  /** False: switched off by configuration. */
  enabled: z.boolean(),
  collector_url: z.string().nullable(),
  streams: z.array(
    z.object({
      stream: z.string(),
      kind: z.enum(streamKinds),
      interval_s: z.int(),
      bucket_s: z.int().nullable(),
      overlap_s: z.int(),
      history_s: z.int(),
      /** Kinds of credential that it is read with; null: with every kind. */
      credential_kinds: z.array(z.string()).nullable(),
    }),
  ),
  /** What it does not give, and why. */
  absent: z.array(z.object({ kind: z.enum(streamKinds), why: z.string() })),
  credential_kinds: z.array(
    z.object({
      kind: z.string(),
      label: z.string(),
      help: z.string(),
      /** A regular expression that the usual key matches; advice only. */
      hint: z.string(),
      service_account: z.enum(['required', 'optional']).nullable(),
      settings: z.array(
        z.object({
          name: z.string(),
          label: z.string(),
          help: z.string(),
          pattern: z.string(),
          required: z.boolean(),
        }),
      ),
    }),
  ),
  units: z.object({ money: z.string(), time: z.string() }),
  credentials: z.int(),
})
export type CatalogueVendor = z.infer<typeof catalogueVendor>

/** One entry of a vendor's own audit log. */
const vendorAuditEntry = z.object({
  id: z.string(),
  vendor_id: z.string(),
  at: z.iso.datetime(),
  action: z.string(),
  actor_id: z.string().nullable(),
  actor_email: z.string().nullable(),
  project: z.string().nullable(),
  target_type: z.string().nullable(),
  target_ref: z.string().nullable(),
  outcome: z.enum(['success', 'failure']).nullable(),
})
export type VendorAuditEntry = z.infer<typeof vendorAuditEntry>

export const vendorCatalogueEndpoints = {
  'GET /vendors': { query: z.strictObject(wholeQuery), response: page(catalogueVendor) },
  /** A vendor of one's own: a server behind https that gives events in our shape. */
  'POST /vendors': {
    body: z.strictObject({
      vendor_id: z.string().regex(/^custom_[a-z0-9_]{1,48}$/),
      label: displayName,
      collector_url: z.url({ protocol: /^https?$/ }).max(2_048),
    }),
    response: catalogueVendor,
  },
  /** Only without credentials; what was collected stays. */
  'DELETE /vendors/:id': { response: done('removed') },
  'GET /vendors/audit': {
    query: z.strictObject({ ...pageQuery, vendor_id: z.string().max(64).optional() }),
    response: page(vendorAuditEntry),
  },
} as const
