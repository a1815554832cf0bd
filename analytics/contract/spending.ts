import { z } from 'zod'
import { done } from './done.ts'
import { page, pageQuery, wholeQuery } from './paging.ts'

const decimal = z.string().regex(/^\d{1,9}(\.\d{1,9})?$/)
const day = z.iso.date()
const id = z.string().min(1).max(128)

/** What a vendor's report says beside what our prices say, of one day and key. Units: US dollars, decimal texts. */
const reconciliationRow = z.object({
  vendor_id: z.string(),
  day,
  api_key_ref: z.string().nullable(),
  reported_usd: z.string(),
  priced_usd: z.string(),
  /** Reported less priced: what nothing explains. */
  remainder_usd: z.string(),
  /** Calls without a price that day; their cost is part of the remainder. */
  unpriced_requests: z.int(),
  /** Reported in other currencies, as billed, with the rate it was turned into dollars at; null: no rate known. */
  other: z.array(
    z.object({
      currency: z.string(),
      amount: z.string(),
      usd_rate: z.string().nullable(),
      rate_day: day.nullable(),
    }),
  ),
})
export type ReconciliationRow = z.infer<typeof reconciliationRow>

const price = z.object({
  vendor_id: z.string(),
  model: z.string(),
  effective_from: z.iso.datetime(),
  /** Units: US dollars per million tokens. */
  input: z.string(),
  output: z.string(),
  cache_read: z.string().nullable(),
  cache_write: z.string().nullable(),
  created_by: z.string(),
})
export type PriceOverride = z.infer<typeof price>

const notice = z.object({
  kind: z.enum([
    'unpriced_model',
    'credential_invalid',
    'stream_forbidden',
    'breaker_open',
    'key_unreadable',
  ]),
  subject: z.string(),
  message: z.string(),
  times: z.int(),
  first_at: z.iso.datetime(),
  last_at: z.iso.datetime(),
})
export type Notice = z.infer<typeof notice>

export const spendingEndpoints = {
  'GET /costs/reconciliation': {
    query: z.strictObject({ ...wholeQuery, from: day, to: day, vendor_id: z.string().max(64).optional() }),
    response: page(reconciliationRow).extend({
      /** Of vendors that have billed anything in the span; nothing explains usage that nobody bills. */
      totals: z.object({ reported_usd: z.string(), priced_usd: z.string(), remainder_usd: z.string() }),
    }),
  },
  'GET /pricing/overrides': { query: z.strictObject(pageQuery), response: page(price) },
  'PUT /pricing/overrides': {
    body: z.strictObject({
      vendor_id: id,
      model: id,
      effective_from: z.iso.datetime({ offset: true }),
      input: decimal,
      output: decimal,
      cache_read: decimal.optional(),
      cache_write: decimal.optional(),
    }),
    response: price,
  },
  'DELETE /pricing/overrides': {
    query: z.strictObject({ vendor_id: id, model: id, effective_from: z.iso.datetime({ offset: true }) }),
    response: done('removed'),
  },
  /** Where list prices come from, how old they are, and which models in use have none. */
  'GET /pricing/coverage': {
    response: z.object({
      source: z.string(),
      version: z.string(),
      models_30d: z.int(),
      priced_30d: z.int(),
      unpriced: z.array(
        z.object({ vendor_id: z.string(), model: z.string(), requests_30d: z.int(), tokens_30d: z.int() }),
      ),
    }),
  },
  'GET /notices': { query: z.strictObject(wholeQuery), response: page(notice) },
  'POST /notices/dismiss': {
    body: z.strictObject({ kind: notice.shape.kind, subject: z.string().max(512) }),
    response: done('dismissed'),
  },
} as const
