import type { EventRow } from '../../analytics/event-row.ts'
import { expiryOf } from '../../analytics/pipeline.ts'
import { retentionMsByPlan } from '../../analytics/plans.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { CostObservation, UsageObservation } from '../../analytics/usage.ts'
import type { CostEntry, UsageEntry } from '../../durable-objects/usage-revisions.ts'
import { contentHash } from '../content-hash.ts'

/** What a vendor's ids mean in this organization. */
export type Names = { actorIdOf: (ref: string) => Promise<string>; projectOf: (ref: string) => string }

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
      if (seen.projectRef !== null) row.project_id = names.projectOf(seen.projectRef)
      if (seen.apiKeyRef !== null) row.api_key_id = seen.apiKeyRef
      return {
        key: await keyOf('usage', seen.naturalKey),
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

/** Lines of a vendor's cost report as the log takes them. */
export async function costEntries(
  tenant: Tenant,
  credentialId: string,
  costs: readonly CostObservation[],
  nowMs: number,
): Promise<CostEntry[]> {
  const keys = await Promise.all(costs.map(({ naturalKey }) => keyOf('cost', naturalKey)))
  return costs.map((seen, index) => ({
    key: keys[index] ?? '',
    amountNano: seen.amountNano.toString(),
    row: {
      org_id: tenant.orgId,
      vendor_id: seen.vendorId,
      credential_id: credentialId,
      day: new Date(seen.dayAtMs).toISOString().slice(0, 10),
      line_item: seen.lineItem,
      project_ref: seen.projectRef ?? '',
      api_key_ref: seen.apiKeyRef ?? '',
      currency: seen.currency,
      ingested_at: new Date(nowMs).toISOString(),
      expires_at: expiryOf(seen.dayAtMs, retentionMsByPlan[tenant.plan]),
    },
  }))
}

/** A natural key as the log keeps it: 128 bits of its SHA-256 in hex. */
async function keyOf(kind: 'usage' | 'cost', naturalKey: string): Promise<string> {
  return contentHash(`${kind}\n${naturalKey}`)
}
