import { z } from 'zod'
import { nanoFromDecimal } from '../../../analytics/pricing/money.ts'
import { fail, ok } from '../../../analytics/result.ts'
import type { CostObservation } from '../../../analytics/usage.ts'
import { bucketRange } from '../bucket-range.ts'
import { dayMs, dayText } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { emptyPage, skippedRows } from '../page.ts'
import { amount } from '../shapes.ts'
import { costPage } from '../sums.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { awsCall, isOfGovCloud } from './bedrock-aws.ts'

/** Said as a missing permission, so that only this stream stops: to Cost Explorer such a key would be a wrong one. */
const noBill: OutboundFailure = {
  tag: 'forbidden',
  detail: 'GovCloud has no Cost Explorer; its bill is in the commercial account that it is linked to',
}

const answer = z.object({
  ResultsByTime: z.array(
    z.object({ TimePeriod: z.object({ Start: z.iso.date() }), Groups: z.array(z.unknown()) }),
  ),
  NextPageToken: z.string().nullish(),
})
const group = z.object({
  Keys: z.tuple([z.string(), z.string()]),
  Metrics: z.object({ UnblendedCost: z.object({ Amount: amount, Unit: z.string().regex(/^[A-Za-z]{3}$/) }) }),
})

/**
 * A page of Cost Explorer's days by service and kind of usage. Other makers' models are billed as services of their own,
 * "Claude Sonnet 4.6 (Amazon Bedrock Edition)" for instance, so that a service belongs here when Bedrock is in its name.
 */
export async function pullCosts(ctx: VendorContext, window: PullWindow): Pulled {
  if (isOfGovCloud(ctx)) return fail(noBill)
  const range = bucketRange(ctx, window, dayMs)
  if (!range) return ok(emptyPage())
  const told = await awsCall(ctx, {
    service: 'ce',
    region: 'us-east-1',
    target: 'AWSInsightsIndexService.GetCostAndUsage',
    body: JSON.stringify({
      TimePeriod: { Start: dayText(range.startMs), End: dayText(range.endMs - 1 + dayMs) },
      Granularity: 'DAILY',
      Metrics: ['UnblendedCost'],
      GroupBy: [
        { Type: 'DIMENSION', Key: 'SERVICE' },
        { Type: 'DIMENSION', Key: 'USAGE_TYPE' },
      ],
      ...(window.page === null ? {} : { NextPageToken: window.page }),
    }),
  })
  if (!told.ok) return isNotReady(told.failure) ? ok(emptyPage()) : told
  const body = answer.safeParse(told.value.json)
  if (!body.success) return fail({ tag: 'bad_json', reason: 'the costs have another shape' })
  const next = body.data.NextPageToken || null
  if (next !== null && next === window.page)
    return fail({ tag: 'bad_json', reason: 'the page cursor repeats itself' })

  const kept: CostObservation[] = []
  let malformed = 0
  for (const { TimePeriod, Groups } of body.data.ResultsByTime) {
    for (const each of Groups) {
      const read = group.safeParse(each)
      if (!read.success) malformed++
      else if (/bedrock/i.test(read.data.Keys[0])) kept.push(costOf(ctx, TimePeriod.Start, read.data))
    }
  }
  return ok(
    costPage({
      raw: told.value.raw,
      kept,
      rows: kept.length + malformed,
      skipped: skippedRows('malformed_row', malformed),
      next,
    }),
  )
}

/** Cost Explorer answers so for a day after it was first opened: there is nothing yet, and nothing wrong. */
function isNotReady(failure: OutboundFailure): boolean {
  return failure.tag === 'rejected' && /DataUnavailable/.test(failure.code ?? '')
}

function costOf(ctx: VendorContext, day: string, { Keys, Metrics }: z.infer<typeof group>): CostObservation {
  const dayAtMs = Date.parse(`${day}T00:00:00Z`)
  const lineItem = Keys.join(': ')
  const currency = Metrics.UnblendedCost.Unit.toUpperCase()
  return {
    naturalKey: naturalKey('bedrock', ctx.accountRef, 'cost', dayAtMs, dayMs, lineItem, currency),
    vendorId: 'bedrock',
    dayAtMs,
    lineItem,
    projectRef: null,
    apiKeyRef: null,
    amountNano: nanoFromDecimal(Metrics.UnblendedCost.Amount),
    currency,
  }
}
