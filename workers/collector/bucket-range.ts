import type { VendorContext } from './vendor.ts'

/** The window from the start of its first bucket, and not beyond now, in whole seconds; null when nothing is left. */
export function bucketRange(ctx: VendorContext, window: { fromMs: number; toMs: number }, bucketMs: number) {
  const startMs = Math.floor(window.fromMs / bucketMs) * bucketMs
  const endMs = Math.floor(Math.min(window.toMs, ctx.nowMs) / 1000) * 1000
  return endMs > startMs ? { startMs, endMs } : null
}

/**
 * The buckets that a window touches, whole but for the one that is open now, in whole seconds; null when nothing is
 * left. For vendors that would count no more than a part of a bucket in which the range ends.
 */
export function wholeBuckets(
  ctx: VendorContext,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  bucketMs: number,
) {
  return bucketRange(ctx, { fromMs, toMs: Math.ceil(toMs / bucketMs) * bucketMs }, bucketMs)
}
