import { z } from 'zod'
import { outcomes } from '../ledger/entry.ts'
import { addressNumber } from './address-number.ts'
import { page, pageQuery } from './paging.ts'

const auditOutcomes = outcomes

/** An entry as it stands in the ledger; `entry` holds its canonical bytes (RFC 8785) as text. */
const auditEntry = z.object({
  seq: z.number(),
  at: z.string(),
  /** Pseudonym: `user:<id>`, `api_key:<id>`, `system`. */
  actor: z.string(),
  /** Their name today; null when it was erased or they may not be seen. */
  actor_label: z.string().nullable(),
  action: z.string(),
  target: z.string(),
  outcome: z.enum(auditOutcomes),
  request_id: z.string(),
  /** The entry with the intent that this is the outcome of. */
  intent_seq: z.number().nullable(),
  entry: z.string(),
  hash: z.string(),
  prev: z.string(),
  /** Null when there are none, or the subject's key was destroyed. */
  details: z
    .object({
      before: z.unknown(),
      after: z.unknown(),
      address: z.string().nullable(),
      user_agent: z.string().nullable(),
    })
    .partial()
    .nullable(),
  details_erased: z.boolean(),
  /** A part of the details is not what was sealed with the entry; it is not shown. */
  details_damaged: z.boolean(),
})
export type AuditEntryItem = z.infer<typeof auditEntry>

const text = z.string().min(1).max(256)
const size = addressNumber(z.coerce.number().int().min(0))

const auditQuery = z.strictObject({
  ...pageQuery,
  actor: text.optional(),
  action: text.optional(),
  target: text.optional(),
  outcome: z.enum(auditOutcomes).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
})

const checkpoint = z.object({
  origin: z.string(),
  size: z.number(),
  root: z.string(),
  at: z.string(),
  /** The C2SP signed note, byte for byte. */
  note: z.string(),
  /** The verifier key of the note's signature. */
  vkey: z.string(),
})

const target = z.object({
  url: z.string(),
  pushed_size: z.number(),
  pushed_at: z.string().nullable(),
  last_error: z.string().nullable(),
})

/** The ledger: what was done, by whom, and the proof of it. Export is a stream and stands beside these. */
export const auditEndpoints = {
  'GET /audit': { query: auditQuery, response: page(auditEntry) },
  'GET /audit/checkpoint': { query: z.strictObject({ size: size.optional() }), response: checkpoint },
  'GET /audit/checkpoints': { query: z.strictObject(pageQuery), response: page(checkpoint) },
  'GET /audit/proof/:seq': {
    query: z.strictObject({ size: size.optional() }),
    response: z.object({
      seq: z.number(),
      size: z.number(),
      leaf: z.string(),
      hashes: z.array(z.string()),
      root: z.string(),
      tlog_proof: z.string(),
    }),
  },
  'GET /audit/consistency': {
    query: z.strictObject({ from: size, to: size }),
    response: z.object({
      from: z.number(),
      to: z.number(),
      hashes: z.array(z.string()),
      from_root: z.string(),
      to_root: z.string(),
    }),
  },
  'GET /audit/checkpoint-target': { response: z.object({ target: target.nullable() }) },
  'PUT /audit/checkpoint-target': {
    body: z.strictObject({ url: z.url().max(2048) }),
    response: z.object({ target }),
  },
  'DELETE /audit/checkpoint-target': { response: z.object({ removed: z.literal(true) }) },
} as const
