import type { UsageObservation } from '../../analytics/usage.ts'
import { naturalKey } from './natural-key.ts'
import type { VendorContext } from './vendor.ts'

/** What a metric counts. Input is told without what came from a cache or went into one. */
export type Counted = 'requests' | 'input' | 'cacheRead' | 'cacheWrite5m' | 'cacheWrite1h' | 'output'

/** What stands behind a row besides its time: everything of it is part of the natural key. */
export type Metered = {
  model: string
  operation: string
  projectRef: string | null
  /** Whatever else keeps it apart: a region, a deployment. */
  dimensions: readonly (string | null)[]
  /** The price list's name of the model, where it differs; null when there is no price for what is counted. */
  pricedAs?: string | null
}

/**
 * Gathers the points of several metrics into one row per bucket and what it counts, and sums points that say the same.
 * `widthMs` is the width of the buckets.
 */
export function meters(ctx: VendorContext, vendorId: string, widthMs: number) {
  const rows = new Map<
    string,
    { metered: Metered; startMs: number; counts: Partial<Record<Counted, number>> }
  >()
  return {
    add(metered: Metered, startMs: number, counted: Counted, value: number): void {
      const { model, operation, projectRef, dimensions } = metered
      const key = naturalKey(
        vendorId,
        ctx.accountRef,
        operation,
        startMs,
        widthMs,
        projectRef,
        model,
        ...dimensions,
      )
      const row = rows.get(key) ?? { metered, startMs, counts: {} }
      row.counts[counted] = (row.counts[counted] ?? 0) + value
      rows.set(key, row)
    },
    /** The rows so far. A row of nothing but zeros says no more than no row, and is left out. */
    usage: (): UsageObservation[] =>
      [...rows].flatMap(([key, { metered, startMs, counts }]) => {
        if (Object.values(counts).every((value) => value === 0)) return []
        return [{ naturalKey: key, ...rowOf(ctx, vendorId, metered, startMs, counts), bucketMs: widthMs }]
      }),
  }
}

function rowOf(
  ctx: VendorContext,
  vendorId: string,
  { model, operation, projectRef, pricedAs = model }: Metered,
  startMs: number,
  counts: Partial<Record<Counted, number>>,
): Omit<UsageObservation, 'naturalKey' | 'bucketMs'> {
  const { requests = null, input = 0, cacheRead = 0, cacheWrite5m = 0, cacheWrite1h = 0, output = 0 } = counts
  const tokensIn = input + cacheRead + cacheWrite5m + cacheWrite1h
  const tokens = { tokensIn, tokensOut: output, tokensCached: cacheRead }
  return {
    vendorId,
    model,
    operation,
    bucketStartAtMs: startMs,
    projectRef,
    actorRef: null,
    apiKeyRef: null,
    requests,
    ...tokens,
    tokensReasoning: 0,
    ...(pricedAs === null
      ? { costNanoUsd: 0n, costSource: 'unpriced' as const }
      : ctx.price({
          ...tokens,
          vendorId,
          model: pricedAs,
          atMs: startMs,
          cacheWrite5m,
          cacheWrite1h,
          tokensInPerCall: requests ? Math.ceil(tokensIn / requests) : 0,
        })),
  }
}
