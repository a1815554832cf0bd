import type { EventRow } from '../../analytics/event-row.ts'
import { expiryOf } from '../../analytics/pipeline.ts'
import { retentionMsByPlan } from '../../analytics/plans.ts'
import type { ExchangeRate } from '../../analytics/store/d1/exchange-rates.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { CostObservation, UsageObservation } from '../../analytics/usage.ts'
import type { CostEntry, UsageEntry } from '../../durable-objects/usage-revisions.ts'
import { contentHash } from '../content-hash.ts'
import type { Names } from './names.ts'

/** Usage buckets as the log takes them: full figures per natural key, and the row that a difference becomes. */
export async function usageEntries(
  tenant: Tenant,
  usage: readonly UsageObservation[],
  names: Names,
  nowMs: number,
): Promise<UsageEntry[]> {
  return Promise.all(
    usage.map(async (seen) => {
      const row: EventRow = {
        org_id: tenant.orgId,
        id: '',
        kind: 'usage',
        source: 'collector',
        vendor_id: seen.vendorId,
        model: seen.model,
        operation: seen.operation,
        status: 'success',
        cost_source: seen.costSource,
        risk_label: 'normal',
        inspected: 'none',
        uninspected_reason: 'no_text',
        region: tenant.region,
        created_at: new Date(seen.bucketStartAtMs).toISOString(),
        ingested_at: new Date(nowMs).toISOString(),
        expires_at: expiryOf(seen.bucketStartAtMs, retentionMsByPlan[tenant.plan]),
      }
      if (seen.actorRef !== null) row.actor_id = await names.actorIdOf(seen.actorRef)
      if (seen.projectRef !== null) {
        row.project_id = names.projectOf(seen.projectRef)
        const workspaceId = names.workspaceOf(row.project_id)
        if (workspaceId !== null) row.workspace_id = workspaceId
      }
      if (seen.apiKeyRef !== null) row.api_key_id = seen.apiKeyRef
      return {
        key: await keyOf('usage', seen.naturalKey),
        atMs: seen.bucketStartAtMs,
        figures: {
          requests: seen.requests,
          tokensIn: seen.tokensIn,
          tokensOut: seen.tokensOut,
          tokensCached: seen.tokensCached,
          tokensReasoning: seen.tokensReasoning,
          costNano: seen.costNanoUsd.toString(),
        },
        row,
      }
    }),
  )
}

/** The dated rate of a currency to the dollar, null when none is known. */
export type RateOf = (currency: string, day: string) => ExchangeRate | null

/**
 * Lines of a vendor's cost report as the log takes them. Another currency keeps its amount, with the rate of the day
 * beside it.
 */
export async function costEntries(
  tenant: Tenant,
  credentialId: string,
  costs: readonly CostObservation[],
  rateOf: RateOf,
  nowMs: number,
): Promise<CostEntry[]> {
  return Promise.all(
    costs.map(async (seen) => {
      const day = new Date(seen.dayAtMs).toISOString().slice(0, 10)
      const rate = seen.currency === 'USD' ? null : rateOf(seen.currency, day)
      return {
        key: await keyOf('cost', seen.naturalKey),
        atMs: seen.dayAtMs,
        amountNano: seen.amountNano.toString(),
        row: {
          org_id: tenant.orgId,
          vendor_id: seen.vendorId,
          credential_id: credentialId,
          day,
          line_item: seen.lineItem,
          project_ref: seen.projectRef ?? '',
          api_key_ref: seen.apiKeyRef ?? '',
          currency: seen.currency,
          ...(rate ? { usd_rate: rate.usdPerUnit, usd_rate_day: rate.day } : {}),
          ingested_at: new Date(nowMs).toISOString(),
          expires_at: expiryOf(seen.dayAtMs, retentionMsByPlan[tenant.plan]),
        },
      }
    }),
  )
}

/** A natural key as the log keeps it: 128 bits of its SHA-256 in hex. */
async function keyOf(kind: 'usage' | 'cost', naturalKey: string): Promise<string> {
  return contentHash(`${kind}\n${naturalKey}`)
}
