import type { CostObservation, UsageObservation } from '../../analytics/usage.ts'
import { emptyPage, type ReadPage } from './page.ts'
import type { CollectedCall, PulledPage } from './vendor.ts'

/**
 * A page of cost lines. Lines with one natural key become one line of their sum and count as one row, since a later
 * line of the same key stands for a revision of the first: two credits of one day may bear the same text.
 */
export function costPage({ raw, kept, rows, skipped, next }: ReadPage<CostObservation>): PulledPage {
  const byKey = new Map<string, CostObservation>()
  for (const line of kept) {
    const same = byKey.get(line.naturalKey)
    byKey.set(line.naturalKey, same ? { ...same, amountNano: same.amountNano + line.amountNano } : line)
  }
  const added = kept.length - byKey.size
  return { ...emptyPage(), raw, costs: [...byKey.values()], nextPage: next, rows: rows - added, skipped }
}

/** One usage row for each natural key, figures added up: vendors that name things by labels may repeat one. */
export function summedUsage(usage: readonly UsageObservation[]): UsageObservation[] {
  const byKey = new Map<string, UsageObservation>()
  for (const row of usage) {
    const same = byKey.get(row.naturalKey)
    byKey.set(row.naturalKey, same ? added(same, row) : row)
  }
  return [...byKey.values()]
}

function added(one: UsageObservation, other: UsageObservation): UsageObservation {
  const isUnpriced = one.costSource === 'unpriced' || other.costSource === 'unpriced'
  return {
    ...one,
    requests: one.requests === null || other.requests === null ? null : one.requests + other.requests,
    tokensIn: one.tokensIn + other.tokensIn,
    tokensOut: one.tokensOut + other.tokensOut,
    tokensCached: one.tokensCached + other.tokensCached,
    tokensReasoning: one.tokensReasoning + other.tokensReasoning,
    costNanoUsd: isUnpriced ? 0n : one.costNanoUsd + other.costNanoUsd,
    costSource: isUnpriced ? 'unpriced' : one.costSource,
  }
}

/** Calls by their natural key: one that a page holds twice is one call, and the second counts for nothing. */
export function distinctCalls(calls: readonly CollectedCall[]): { calls: CollectedCall[]; repeated: number } {
  const byKey = new Map(calls.map((call) => [call.naturalKey, call] as const))
  return { calls: [...byKey.values()], repeated: calls.length - byKey.size }
}
