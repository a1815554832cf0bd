import { z } from 'zod'
import { addressNumber } from './address-number.ts'
import { eventKinds, eventSchema, eventSources, severity } from './event.ts'
import { page, pageQuery, wholeQuery } from './paging.ts'

const text = z.string().min(1).max(256)
const moment = z.iso.datetime({ offset: true })
/** A day stands for its beginning where something begins, and for its end where something ends; days are those of UTC. */
const dayEnd = (day: string): string =>
  new Date(Math.min(Date.parse(day) + 86_400_000, Date.parse('9999-12-31T23:59:59.999Z'))).toISOString()
const beginning = z.union([moment, z.iso.date().transform((day) => `${day}T00:00:00Z`)]).optional()
const end = z.union([moment, z.iso.date().transform((day) => dayEnd(day))]).optional()
const money = addressNumber(z.coerce.number().min(0).max(1e12))
const part = addressNumber(z.coerce.number().min(0).max(1))
const count = addressNumber(z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER))
const latency = addressNumber(z.coerce.number().min(0))

/**
 * What narrows the event list, its timeline and its export: each is bound to a column. Times are half-open:
 * from ≤ created_at < to, and a day in place of an instant counts whole. `q` looks for events with all of its words in the prompt or all in the response.
 */
const eventFilters = {
  kind: z.enum(eventKinds).optional(),
  source: z.enum(eventSources).optional(),
  operation: text.optional(),
  vendor_id: text.optional(),
  model: text.optional(),
  workspace_id: text.optional(),
  project_id: text.optional(),
  actor_id: text.optional(),
  /** Any of the ids under which this person is known, in large or small letters. */
  actor_email: z.string().trim().min(3).max(320).optional(),
  api_key_id: text.optional(),
  status: text.optional(),
  severity: severity.optional(),
  /** A code that hit in an event with a verdict. */
  violation_type: text.optional(),
  violation_label: text.optional(),
  /** A code that hit, whatever became of it. */
  detector: text.optional(),
  risk_label: z.enum(['normal', 'suspicious', 'risky']).optional(),
  flag: text.optional(),
  decision: text.optional(),
  policy_version: text.optional(),
  inspected: z.enum(['full', 'partial', 'none']).optional(),
  uninspected_reason: text.optional(),
  detector_version: text.optional(),
  cost_source: z.enum(['priced', 'unpriced', 'vendor']).optional(),
  region: text.optional(),
  trace_id: text.optional(),
  only_violations: z.stringbool().optional(),
  latency_min_ms: latency.optional(),
  latency_max_ms: latency.optional(),
  cost_min_usd: money.optional(),
  cost_max_usd: money.optional(),
  risk_min: part.optional(),
  risk_max: part.optional(),
  /** Read and written together. */
  tokens_min: count.optional(),
  tokens_max: count.optional(),
  tokens_cached_min: count.optional(),
  tokens_reasoning_min: count.optional(),
  tokens_estimated: z.stringbool().optional(),
  /** Of rows that know for how many calls they stand. */
  requests_min: count.optional(),
  requests_max: count.optional(),
  from: beginning,
  to: end,
  ingested_from: beginning,
  ingested_to: end,
  q: z.string().min(2).max(200).optional(),
}
const filters = z.strictObject(eventFilters)
export type EventFilters = z.infer<typeof filters>

/** `format` streams everything that the filters take, `limit` and `cursor` aside. */
const eventsQuery = z.strictObject({
  ...pageQuery,
  ...eventFilters,
  format: z.enum(['json', 'csv', 'jsonl']).optional(),
})
export type EventsQuery = z.infer<typeof eventsQuery>

/** `format=csv` (or `fmt`), or `Accept: text/csv` with neither, streams everything that the filters take, `limit` and `cursor` aside. */
const usageLogsQuery = z.strictObject({
  ...pageQuery,
  ...eventFilters,
  format: z.enum(['json', 'csv']).optional(),
  fmt: z.enum(['json', 'csv']).optional(),
})

/**
 * A metered call without anything that was said in it: an event of `llm`, or a vendor's report of `usage`, which may stand
 * for many calls or correct others. Units: as in the event. `priced` is false where there is no price, and then the cost
 * says nothing.
 */
const usageLog = eventSchema
  .pick({
    kind: true,
    source: true,
    actor_id: true,
    actor_email: true,
    api_key_id: true,
    workspace_id: true,
    project_id: true,
    vendor_id: true,
    model: true,
    operation: true,
    requests: true,
    tokens_in: true,
    tokens_out: true,
    tokens_cached: true,
    tokens_reasoning: true,
    tokens_estimated: true,
    cost_usd: true,
    cost_source: true,
    latency_ms: true,
    status: true,
  })
  .extend({ event_id: z.string(), timestamp: z.iso.datetime(), priced: z.boolean() })
export type UsageLog = z.infer<typeof usageLog>

/** Filters that a menu offers values for. */
export const facetNames = [
  'vendor_id',
  'model',
  'workspace_id',
  'project_id',
  'actor_id',
  'api_key_id',
  'detector',
  'kind',
  'source',
  'operation',
  'status',
  'severity',
  'violation_type',
  'risk_label',
  'decision',
  'inspected',
  'uninspected_reason',
  'cost_source',
  'policy_version',
  'region',
  'flag',
] as const
export type FacetName = (typeof facetNames)[number]

const facetValue = z.object({ value: z.string(), label: z.string().nullable(), events: z.int() })
/**
 * What filter menus offer: at most 200 values each, most events first. From a rollup (`daily`) they are counted by whole
 * days in UTC, from the events (`raw`) in exactly the time asked for.
 */
const facets = page(
  z.object({ facet: z.enum(facetNames), values: z.array(facetValue), is_complete: z.boolean() }),
).extend({ from: z.string(), to: z.string(), tier: z.enum(['raw', 'daily']) })
export type Facets = z.infer<typeof facets>

/**
 * Events per step of time with the filters of the list: exact, whatever was read. Without `from` the last thirty days,
 * without `to` until now. Steps lie on multiples of their length, so that the first and the last may be cut.
 */
const timeline = page(
  z.object({
    at: z.iso.datetime(),
    events: z.int(),
    requests: z.int(),
    violations: z.int(),
    cost_usd: z.string(),
  }),
).extend({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  step_s: z.int(),
  tier: z.enum(['raw', 'hourly', 'daily']),
  total_events: z.int(),
  total_requests: z.int(),
})
export type Timeline = z.infer<typeof timeline>

const days = z.coerce.number().int().min(1).max(400).default(30)

/** Of `none`, `textless` are those that held no text to look through. */
const coverageCounts = {
  events: z.int(),
  full: z.int(),
  partial: z.int(),
  none: z.int(),
  textless: z.int(),
}
/** How far texts were inspected in the last `days` days (UTC, the current one counts). */
const coverage = z.object({
  from: z.string(),
  to: z.string(),
  ...coverageCounts,
  days: z.array(z.object({ day: z.string(), ...coverageCounts })),
  by_reason: z.array(
    z.object({
      reason: z.string(),
      label: z.string(),
      inspected: z.enum(['partial', 'none']),
      events: z.int(),
    }),
  ),
  by_source: z.array(z.object({ source: z.string(), kind: z.string(), ...coverageCounts })),
  by_detector_version: z.array(
    z.object({ detector_version: z.string(), is_current: z.boolean(), ...coverageCounts }),
  ),
})
export type Coverage = z.infer<typeof coverage>

const topDimensions = ['vendor', 'model', 'workspace', 'project', 'actor', 'api_key', 'detector'] as const
export type TopDimension = (typeof topDimensions)[number]
const topMeasures = ['cost_usd', 'events', 'requests', 'tokens', 'violations'] as const
export type TopMeasure = (typeof topMeasures)[number]

const topFigures = {
  events: z.int(),
  requests: z.int(),
  tokens_in: z.int(),
  tokens_out: z.int(),
  cost_usd: z.string(),
  violations: z.int(),
  critical: z.int(),
}
/**
 * Who or what stands for most of it in the last `days` days (UTC, the current one counts). `total` is everything, also
 * what is not listed; events that do not say stand under the empty value. An average counts only rows that know for how
 * many calls they stand, and is null when none does.
 */
const top = page(
  z.object({
    value: z.string(),
    label: z.string().nullable(),
    ...topFigures,
    avg_cost_per_request_usd: z.string().nullable(),
  }),
).extend({
  from: z.string(),
  to: z.string(),
  dimension: z.enum(topDimensions),
  by: z.enum(topMeasures),
  total: z.object(topFigures),
})
export type Top = z.infer<typeof top>

export const analyticsEndpoints = {
  'GET /events': { query: eventsQuery, response: page(eventSchema) },
  /** Filters need the one facet that is counted under them; its own is left aside. */
  'GET /events/facets': {
    query: z.strictObject({ ...eventFilters, ...wholeQuery, facet: z.enum(facetNames).optional() }),
    response: facets,
  },
  'GET /events/timeline': {
    query: z.strictObject({ ...eventFilters, ...wholeQuery }),
    response: timeline,
  },
  /** Whose pseudonyms these are, of those whose address is known: up to a hundred, with commas between. */
  'GET /events/actors': {
    query: z.strictObject({ ...wholeQuery, ids: z.string().regex(/^[^,]{1,256}(,[^,]{1,256}){0,99}$/) }),
    response: page(z.object({ actor_id: z.string(), actor_email: z.string() })),
  },
  'GET /events/:id': { response: eventSchema },
  'GET /usage-logs': { query: usageLogsQuery, response: page(usageLog) },
  'GET /compliance/coverage': { query: z.strictObject({ days }), response: coverage },
  'GET /dashboard/top': {
    query: z.strictObject({
      dimension: z.enum(topDimensions),
      by: z.enum(topMeasures).default('cost_usd'),
      days,
      ...pageQuery,
      limit: pageQuery.limit.default(10),
    }),
    response: top,
  },
} as const
