import { describe, expect, it } from 'vitest'
import type { CostObservation, UsageObservation } from '../../analytics/usage.ts'
import { skippedRows } from './page.ts'
import { costPage, distinctCalls, summedUsage } from './sums.ts'
import type { CollectedCall } from './vendor.ts'

const bucket: UsageObservation = {
  naturalKey: 'a',
  vendorId: 'openrouter',
  model: 'm',
  operation: 'chat',
  bucketStartAtMs: 0,
  bucketMs: 86_400_000,
  projectRef: null,
  actorRef: 'ann',
  apiKeyRef: null,
  requests: 2,
  tokensIn: 100,
  tokensOut: 20,
  tokensCached: 30,
  tokensReasoning: 4,
  costNanoUsd: 7n,
  costSource: 'vendor',
}
const more = {
  requests: 5,
  tokensIn: 1_000,
  tokensOut: 200,
  tokensCached: 300,
  tokensReasoning: 40,
  costNanoUsd: 70n,
}

describe('usage', () => {
  it('of one natural key becomes one row with every figure added up, as often as the key comes', () => {
    const other = { ...bucket, naturalKey: 'b' }
    expect(summedUsage([bucket, other, { ...bucket, ...more }, { ...bucket, ...more }])).toEqual([
      {
        ...bucket,
        requests: 12,
        tokensIn: 2_100,
        tokensOut: 420,
        tokensCached: 630,
        tokensReasoning: 84,
        costNanoUsd: 147n,
      },
      other,
    ])
  })

  it.each([
    [2, null],
    [null, 2],
    [null, null],
  ])('does not know how many calls %s and %s are together', (one, another) => {
    const rows = [one, another].map((requests) => ({ ...bucket, requests }))
    expect(summedUsage(rows)).toMatchObject([{ requests: null, tokensIn: 200 }])
  })

  it.each(['priced', 'vendor'] as const)(
    'that has a price (%s) and usage that has none are unpriced together, whichever came first',
    (costSource) => {
      const known = { ...bucket, costSource }
      const unknown = { ...bucket, costSource: 'unpriced' as const, costNanoUsd: 0n }
      const together = [{ costNanoUsd: 0n, costSource: 'unpriced', tokensIn: 200 }]
      expect(summedUsage([known, unknown])).toMatchObject(together)
      expect(summedUsage([unknown, known])).toMatchObject(together)
      expect(summedUsage([known, known])).toMatchObject([{ costNanoUsd: 14n, costSource }])
    },
  )
})

describe('cost lines', () => {
  const line = (naturalKey: string, amountNano: bigint): CostObservation => ({
    naturalKey,
    vendorId: 'openrouter',
    dayAtMs: 0,
    lineItem: 'credit',
    projectRef: 'p',
    apiKeyRef: null,
    amountNano,
    currency: 'EUR',
  })

  it('of one natural key become one line of their sum, and count as one row beside what was skipped', () => {
    const skipped = skippedRows('malformed_row', 2)
    const kept = [line('a', 5n), line('b', 1n), line('a', -8n), line('a', 1n)]
    expect(costPage({ raw: '[…]', kept, rows: 6, skipped, next: 'more' })).toMatchObject({
      raw: '[…]',
      costs: [line('a', -2n), line('b', 1n)],
      rows: 4,
      skipped,
      nextPage: 'more',
    })
  })
})

it('a call that a page holds twice is one call, and the second is counted as repeated', () => {
  const call = (naturalKey: string): CollectedCall => ({ naturalKey, actorRef: null, projectRef: null })
  expect(distinctCalls([call('a'), call('b'), call('a')])).toEqual({
    calls: [call('a'), call('b')],
    repeated: 1,
  })
})
