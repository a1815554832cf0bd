import { z } from 'zod'
import { eventSchema } from './event.ts'
import { page } from './paging.ts'

const figures = {
  /** Rows: one of a collector's may stand for many calls. */
  events_7d: z.int(),
  /** Calls, of the rows that know for how many they stand. */
  requests_7d: z.int(),
  cost_7d_usd: z.string(),
  violations_7d: z.int(),
  avg_cost_per_event_usd: z.string(),
  /** Over the rows that know their calls alone; null when none does. */
  avg_cost_per_request_usd: z.string().nullable(),
}

/**
 * The last seven days at a glance, beside the seven before.
 * Units: costs are decimal strings in US dollars; `timeline` is one point per hour and vendor, oldest first.
 */
export const overview = z.object({
  ...figures,
  previous: z.object(figures),
  timeline: z.array(
    z.object({
      at: z.iso.datetime(),
      vendor_id: z.string(),
      requests: z.int(),
      cost_usd: z.string(),
    }),
  ),
  recent_violations: z.array(eventSchema),
})
export type Overview = z.infer<typeof overview>

/** Per vendor: 7 and 30 days of events, tokens, spend and latency, and how the last sync ended. */
const vendorFigures = z.object({
  vendor_id: z.string(),
  events_7d: z.int(),
  events_30d: z.int(),
  requests_7d: z.int(),
  tokens_7d: z.int(),
  spend_7d_usd: z.string(),
  latency_p50_ms: z.number().nullable(),
  latency_p95_ms: z.number().nullable(),
  latency_p99_ms: z.number().nullable(),
  last_sync_at: z.iso.datetime().nullable(),
  last_sync_status: z.string().nullable(),
  /** Of that sync: rows that could not be read, and what ended it early. None while it is only to be gone on with. */
  last_sync_errors: z.int(),
})
export const vendorAnalytics = page(vendorFigures).extend({
  /** Of all vendors, whatever the page. */
  kpis: z.object({
    events_7d: z.int(),
    spend_7d_usd: z.string(),
    latency_p50_ms_avg: z.number().nullable(),
    p95_hot_vendor: z.string().nullable(),
  }),
})
export type VendorAnalytics = z.infer<typeof vendorAnalytics>
