import { ok } from '../../../analytics/result.ts'
import type { VendorContext } from '../vendor.ts'

/**
 * The time to sign a request with. A run may last longer than vendors let a signature's date be off, so the time
 * since the run first signed is added to the run's own. Units: epoch milliseconds.
 */
export async function signingTimeMs(ctx: VendorContext): Promise<number> {
  const started = await ctx.once('signing-clock', async () => ok(Date.now()))
  return ctx.nowMs + (started.ok ? Date.now() - started.value : 0)
}
