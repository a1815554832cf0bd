import { z } from 'zod'
import { accountEndpoints } from './accounts.ts'
import { analyticsEndpoints } from './analytics.ts'
import { apiKeyEndpoints } from './api-keys.ts'
import { auditEndpoints } from './audit.ts'
import { breaker, collectorRun, runStatuses, syncQueued } from './collector.ts'
import { complianceEndpoints } from './compliance.ts'
import { costEndpoints } from './costs.ts'
import { credentialEndpoints } from './credentials.ts'
import { encryptionEndpoints } from './encryption.ts'
import { evidenceEndpoints } from './evidence.ts'
import { health, readiness } from './health.ts'
import { mlPushEndpoints } from './ml-push.ts'
import { modelEndpoints } from './models.ts'
import { overview, vendorAnalytics } from './overview.ts'
import { page, pageQuery, wholeQuery } from './paging.ts'
import { pipelineEndpoints } from './pipeline.ts'
import { llmPushBatch, pushResult } from './push.ts'
import { savedViewEndpoints } from './saved-views.ts'
import { spendingEndpoints } from './spending.ts'
import { sqlEndpoints } from './sql.ts'
import { tenancyEndpoints } from './tenancy.ts'
import { uploadEndpoints } from './uploads.ts'
import { vendorCatalogueEndpoints } from './vendor-catalogue.ts'

const text = z.string().min(1).max(256)

const runsQuery = z.strictObject({
  ...pageQuery,
  vendor_id: text.optional(),
  status: z.enum(runStatuses).optional(),
})

const anything = z.looseObject({})

/**
 * Every JSON endpoint: `METHOD /path` below `/api/v1` with the shapes that go in and come out. The router, the
 * OpenAPI document and the console's client are derived from this table.
 */
export const endpoints = {
  /** Whoever probes may put behind the question mark what they like, to have no old answer. */
  'GET /health': { query: anything, response: health },
  'GET /ready': { query: anything, response: readiness },
  ...accountEndpoints,
  ...tenancyEndpoints,
  ...apiKeyEndpoints,
  ...auditEndpoints,
  'GET /dashboard/overview': { response: overview },
  ...analyticsEndpoints,
  'GET /vendors/analytics': { query: z.strictObject(wholeQuery), response: vendorAnalytics },
  ...credentialEndpoints,
  ...encryptionEndpoints,
  'GET /collector/runs': { query: runsQuery, response: page(collectorRun) },
  'GET /collector/breakers': { query: z.strictObject(wholeQuery), response: page(breaker) },
  'POST /collector/sync/:credential_id': { response: syncQueued },
  ...pipelineEndpoints,
  ...complianceEndpoints,
  ...evidenceEndpoints,
  ...costEndpoints,
  ...savedViewEndpoints,
  ...spendingEndpoints,
  ...sqlEndpoints,
  ...vendorCatalogueEndpoints,
  ...uploadEndpoints,
  ...modelEndpoints,
  ...mlPushEndpoints,
  'POST /ingest/llm': { body: llmPushBatch, response: pushResult },
} as const

export type Endpoints = typeof endpoints
export type EndpointName = keyof Endpoints
