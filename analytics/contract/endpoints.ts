import { z } from 'zod'
import { accountEndpoints } from './accounts.ts'
import { apiKeyEndpoints } from './api-keys.ts'
import { auditEndpoints } from './audit.ts'
import { breaker, collectorRun, runStatuses, syncQueued } from './collector.ts'
import { complianceEndpoints } from './compliance.ts'
import { credentialEndpoints } from './credentials.ts'
import { encryptionEndpoints } from './encryption.ts'
import { eventKinds, eventSchema, eventSources, severity } from './event.ts'
import { health, readiness } from './health.ts'
import { overview, vendorAnalytics } from './overview.ts'
import { page, pageQuery } from './paging.ts'
import { pipelineEndpoints } from './pipeline.ts'
import { llmPushBatch, pushResult } from './push.ts'
import { spendingEndpoints } from './spending.ts'
import { tenancyEndpoints } from './tenancy.ts'
import { vendorCatalogueEndpoints } from './vendor-catalogue.ts'

const text = z.string().min(1).max(256)

/** Filters of the event list; each is bound to a column. Times are half-open: from ≤ created_at < to. */
const eventsQuery = z.strictObject({
  ...pageQuery,
  kind: z.enum(eventKinds).optional(),
  source: z.enum(eventSources).optional(),
  vendor_id: text.optional(),
  model: text.optional(),
  workspace_id: text.optional(),
  project_id: text.optional(),
  actor_id: text.optional(),
  severity: severity.optional(),
  violation_type: text.optional(),
  risk_label: z.enum(['normal', 'suspicious', 'risky']).optional(),
  status: text.optional(),
  only_violations: z.stringbool().optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  q: z.string().min(2).max(200).optional(),
})
export type EventsQuery = z.infer<typeof eventsQuery>

const runsQuery = z.strictObject({
  ...pageQuery,
  vendor_id: text.optional(),
  status: z.enum(runStatuses).optional(),
})

/**
 * Every JSON endpoint: `METHOD /path` below `/api/v1` with the shapes that go in and come out. The router, the
 * OpenAPI document and the console's client are derived from this table.
 */
export const endpoints = {
  'GET /health': { response: health },
  'GET /ready': { response: readiness },
  ...accountEndpoints,
  ...tenancyEndpoints,
  ...apiKeyEndpoints,
  ...auditEndpoints,
  'GET /dashboard/overview': { response: overview },
  'GET /events': { query: eventsQuery, response: page(eventSchema) },
  'GET /events/:id': { response: eventSchema },
  'GET /vendors/analytics': { response: vendorAnalytics },
  ...credentialEndpoints,
  ...encryptionEndpoints,
  'GET /collector/runs': { query: runsQuery, response: page(collectorRun) },
  'GET /collector/breakers': { response: z.object({ items: z.array(breaker) }) },
  'POST /collector/sync/:credential_id': { response: syncQueued },
  ...pipelineEndpoints,
  ...complianceEndpoints,
  ...spendingEndpoints,
  ...vendorCatalogueEndpoints,
  'POST /ingest/llm': { body: llmPushBatch, response: pushResult },
} as const

export type Endpoints = typeof endpoints
export type EndpointName = keyof Endpoints
