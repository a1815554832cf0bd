import type { PipelineContext } from '../analytics/pipeline.ts'
import { retentionMsByPlan } from '../analytics/plans.ts'
import type { PriceBook } from '../analytics/pricing/price.ts'
import type { Place } from '../analytics/store/place.ts'
import type { Tenant } from '../analytics/tenant.ts'
import { detectorVersion } from '../detectors/index.ts'
import { detectionOf } from './detection.ts'
import type { Env } from './environment.ts'
import { newId } from './new-id.ts'
import { priceBookOf } from './prices.ts'

/** For whom the pipeline runs, and when. `waitUntil` runs work behind the answer. */
export type Where = {
  env: Env
  tenant: Tenant
  place: Place
  nowMs: number
  waitUntil?: (work: Promise<unknown>) => void
}

/** What the pipeline knows of a tenant at a moment. `price` is the tenant's own book when none is given. */
export async function pipelineContextOf(
  { env, tenant, place, nowMs, waitUntil }: Where,
  price?: PriceBook,
): Promise<PipelineContext> {
  return {
    orgId: tenant.orgId,
    region: tenant.region,
    retentionMs: retentionMsByPlan[tenant.plan],
    nowMs,
    newId,
    detection: await detectionOf(env, tenant, place, nowMs, waitUntil),
    detectorVersion,
    price: price ?? (await priceBookOf(tenant, place, nowMs, waitUntil)),
  }
}
