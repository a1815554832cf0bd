import { describe, expect, it } from 'vitest'
import { aws, failing, nowMs, window } from '../../../tests/support/aws-wire.ts'
import { pulled, refused } from '../../../tests/support/vendor-pages.ts'
import { bedrock } from './bedrock.ts'

const group = (service: string, Amount: unknown, usageType = 'USE1-InputTokenCount', Unit = 'USD') => ({
  Keys: [service, usageType],
  Metrics: { UnblendedCost: { Amount, Unit }, UsageQuantity: { Amount: '1', Unit: 'N/A' } },
})
const bill = (groups: unknown[], NextPageToken: string | null = null) => ({
  body: {
    ResultsByTime: [
      { TimePeriod: { Start: '2026-11-18', End: '2026-11-19' }, Total: {}, Groups: groups, Estimated: true },
    ],
    NextPageToken,
  },
})

describe('Cost Explorer', () => {
  it('is asked for whole days, the end excluded, in its one region', async () => {
    const { ctx, calls: seen } = await aws(() => bill([]))
    await pulled(bedrock, 'cost', ctx, { ...window, toMs: nowMs })
    expect(seen[0]?.headers.authorization).toContain('/us-east-1/ce/aws4_request')
    expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({
      TimePeriod: { Start: '2026-11-18', End: '2026-11-21' },
      Granularity: 'DAILY',
      Metrics: ['UnblendedCost'],
    })
  })

  it('takes every service with Bedrock in its name, and no other', async () => {
    const { ctx } = await aws(() =>
      bill([
        group('Claude Sonnet 4.6 (Amazon Bedrock Edition)', '3.4120'),
        group('Amazon Bedrock', '-1.5', 'Credit'),
        group('Amazon Simple Storage Service', '9.99'),
      ]),
    )
    const page = await pulled(bedrock, 'cost', ctx, window)
    expect(page.costs.map(({ lineItem, amountNano, currency }) => [lineItem, amountNano, currency])).toEqual([
      ['Claude Sonnet 4.6 (Amazon Bedrock Edition): USE1-InputTokenCount', 3_412_000_000n, 'USD'],
      ['Amazon Bedrock: Credit', -1_500_000_000n, 'USD'],
    ])
    expect([page.rows, page.costs[0]?.dayAtMs]).toEqual([2, window.fromMs])
  })

  it('has no lines while it says that its data are unavailable', async () => {
    const { ctx } = await aws(failing(400, 'DataUnavailableException', 'Data is not available.'))
    expect(await pulled(bedrock, 'cost', ctx, window)).toMatchObject({ costs: [], rows: 0, nextPage: null })
    const other = await aws(failing(400, 'BillExpirationException', 'expired'))
    expect(await refused(bedrock, 'cost', other.ctx, window)).toMatchObject({ tag: 'rejected' })
  })

  it('goes on with the next page, unless that is the same again', async () => {
    const { ctx, calls: seen } = await aws(() => bill([group('Amazon Bedrock', '1')], 'n2'))
    const { nextPage } = await pulled(bedrock, 'cost', ctx, window)
    expect(nextPage).toBe('n2')
    expect(await refused(bedrock, 'cost', ctx, { ...window, page: nextPage })).toMatchObject({
      tag: 'bad_json',
    })
    expect(JSON.parse(seen[1]?.body ?? '').NextPageToken).toBe('n2')
  })

  it('counts lines of another shape', async () => {
    const { ctx } = await aws(() =>
      bill([group('Amazon Bedrock', 'much'), { Keys: [] }, group('Bedrock', '1', 'x', '')]),
    )
    expect((await pulled(bedrock, 'cost', ctx, window)).skipped).toEqual([
      { reason: 'malformed_row', count: 3 },
    ])
  })
})
