import { z } from 'zod'
import { nanoFromCents } from '../../../analytics/pricing/money.ts'
import { ok } from '../../../analytics/result.ts'
import type { CostObservation } from '../../../analytics/usage.ts'
import { dayMs } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import { emptyPage, readBucketPage } from '../page.ts'
import { amount, currencyCode, ref } from '../shapes.ts'
import { costPage } from '../sums.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { bucket, headers, instantRange, organizationAddress } from './anthropic-wire.ts'

const costRow = z.object({
  amount,
  currency: currencyCode,
  description: ref,
  cost_type: ref,
  workspace_id: ref,
})
type CostRow = z.infer<typeof costRow>

export async function pullCosts(ctx: VendorContext, window: PullWindow): Pulled {
  const range = instantRange(ctx, window, dayMs)
  if (!range) return ok(emptyPage())
  const url = organizationAddress(ctx, 'cost_report', {
    ...range,
    bucket_width: '1d',
    limit: 31,
    page: window.page,
    group_by: ['workspace_id', 'description'],
  })
  const page = await readBucketPage(
    ctx,
    { url, headers: headers(ctx), cursor: window.page },
    { bucket, row: costRow },
    (row, startMs) => costOf(ctx, row, startMs),
  )
  return page.ok ? ok(costPage(page.value)) : page
}

function costOf(ctx: VendorContext, row: CostRow, startMs: number): CostObservation {
  const lineItem = row.description ?? row.cost_type ?? 'unspecified'
  const dimensions = [row.workspace_id, lineItem, row.currency]
  return {
    naturalKey: naturalKey('anthropic', ctx.accountRef, 'cost', startMs, dayMs, ...dimensions),
    vendorId: 'anthropic',
    dayAtMs: startMs,
    lineItem,
    projectRef: row.workspace_id,
    apiKeyRef: null,
    amountNano: nanoFromCents(row.amount),
    currency: row.currency,
  }
}
