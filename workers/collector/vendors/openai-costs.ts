import { z } from 'zod'
import { nanoFromDecimal } from '../../../analytics/pricing/money.ts'
import { ok } from '../../../analytics/result.ts'
import type { CostObservation } from '../../../analytics/usage.ts'
import { bearer } from '../authorization.ts'
import { dayMs } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import { emptyPage, readBucketPage } from '../page.ts'
import { amount, currencyCode, ref } from '../shapes.ts'
import { costPage } from '../sums.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { bucket, organizationAddress, unixRange } from './openai-wire.ts'

const costRow = z.object({
  amount: z.object({ value: amount, currency: currencyCode }),
  line_item: ref,
  project_id: ref,
  api_key_id: ref,
})
type CostRow = z.infer<typeof costRow>

export async function pullCosts(ctx: VendorContext, window: PullWindow): Pulled {
  const range = unixRange(ctx, window, dayMs)
  if (!range) return ok(emptyPage())
  const url = organizationAddress(ctx, 'costs', {
    ...range,
    bucket_width: '1d',
    limit: 180,
    page: window.page,
    group_by: ['project_id', 'line_item', 'api_key_id'],
  })
  const page = await readBucketPage(
    ctx,
    { url, headers: bearer(ctx), cursor: window.page },
    { bucket, row: costRow },
    (row, startMs) => costOf(ctx, row, startMs),
  )
  return page.ok ? ok(costPage(page.value)) : page
}

function costOf(ctx: VendorContext, row: CostRow, startMs: number): CostObservation {
  const { currency } = row.amount
  const lineItem = row.line_item ?? 'unspecified'
  const dimensions = [row.project_id, row.api_key_id, lineItem, currency]
  return {
    naturalKey: naturalKey('openai', ctx.accountRef, 'cost', startMs, dayMs, ...dimensions),
    vendorId: 'openai',
    dayAtMs: startMs,
    lineItem,
    projectRef: row.project_id,
    apiKeyRef: row.api_key_id,
    amountNano: nanoFromDecimal(row.amount.value),
    currency,
  }
}
