import { fail, ok, type Result } from '../../analytics/result.ts'
import { advance, type Checkpoint } from '../../analytics/store/d1/collection.ts'
import { count } from '../http/metrics.ts'
import { newId } from '../new-id.ts'
import { leaseMs } from './due.ts'
import type { OutboundFailure } from './outbound-failure.ts'
import type { Ending, Run } from './run.ts'
import type { PulledPage, VendorContext } from './vendor.ts'
import { afterPage, fromItsStart } from './windows.ts'

/** A vendor that loses its pages again and again is left alone until the next run. */
const restartsMax = 3

/** Longer pauses between pages are not waited for: others would wait as well. Units: milliseconds. */
const pauseMsMax = 5_000

/**
 * Reads a window page by page from where it stands. After each page the place is written down with the lease, so a run
 * that dies anywhere is gone on with from its last page. Gives the window as it was read to its end, or why not.
 */
export async function readWindow(
  run: Run,
  context: VendorContext,
  window: Checkpoint,
  store: (page: PulledPage, window: Checkpoint) => Promise<Result<null, Ending>>,
): Promise<Result<Checkpoint, Ending>> {
  let at = window
  let restarts = 0
  for (;;) {
    if (run.budget.isSpent()) return fail({ kind: 'paused', dueInMs: 0 })
    if (run.paceMs > pauseMsMax && run.tally.pages > 0) return fail({ kind: 'paused', dueInMs: run.paceMs })
    const pulled = await pull(run, context, at)
    if (!pulled.ok) {
      if (!isPageLost(pulled.failure, at) || restarts >= restartsMax)
        return fail({ kind: 'vendor', failure: pulled.failure })
      restarts += 1
      at = fromItsStart(at, newId())
      continue
    }
    const page = pulled.value
    const stored = await store(page, at)
    if (!stored.ok) return stored
    const skipped = page.skipped.reduce((sum, each) => sum + each.count, 0)
    run.tally.pulled += page.rows
    run.tally.skipped += skipped
    run.tally.pages += 1
    if (page.nextPage === null) return ok({ ...at, isWhole: at.isWhole && skipped === 0 })
    at = afterPage(at, page.nextPage, skipped === 0)
    if (!(await saved(run, { checkpoint: at }))) return fail({ kind: 'lease_lost' })
  }
}

/** Writes down how far the run is, and prolongs its lease; false when the lease is gone. */
export function saved(
  { due, place, id, tally }: Run,
  change: Omit<Parameters<typeof advance>[2], 'leaseUntilMs'>,
  progress?: number,
): Promise<boolean> {
  const figures = { pulled: tally.pulled, pages: tally.pages, errors: tally.skipped }
  return advance(due, place.db, { ...change, leaseUntilMs: Date.now() + leaseMs }, id, {
    ...figures,
    ...(progress === undefined ? {} : { progress }),
  })
}

async function pull(
  { vendor, stream, budget }: Run,
  context: VendorContext,
  { fromMs, toMs, page }: Checkpoint,
): Promise<Result<PulledPage, OutboundFailure>> {
  budget.paged()
  const pulled = await stream.pull(context, { fromMs, toMs, page })
  count('aegisflow_adapter_calls_total', {
    vendor_id: vendor.id,
    outcome: pulled.ok ? 'ok' : pulled.failure.tag,
  })
  return pulled
}

/** Whether the vendor no longer knows the page: it says so, or refuses a request that only the page makes different. */
function isPageLost(failure: OutboundFailure, { page }: Checkpoint): boolean {
  if (failure.tag === 'gone') return true
  return page !== null && failure.tag === 'rejected' && (failure.status === 400 || failure.status === 422)
}
