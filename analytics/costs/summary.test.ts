import { describe, expect, it } from 'vitest'
import type { CostSums } from './groups.ts'
import { costSummary } from './summary.ts'

const total: CostSums = {
  is_total: 1,
  group_1: '',
  group_2: '',
  events: 1,
  requests: 1,
  tokens_in: 0,
  tokens_out: 0,
  tokens_cached: 0,
  unpriced_requests: 0,
  unpriced_tokens: 0,
  cost_usd: '3',
  counted_cost_usd: '3',
  previous_cost_usd: '2',
}
const asked = { groups: ['vendor'], limit: 10, isCompared: true } as const
const change = (previous: string) =>
  costSummary([{ ...total, previous_cost_usd: previous }], asked).totals.change

describe('the change since the span before', () => {
  it.each([
    ['2', 0.5],
    ['6', -0.5],
    ['0', null],
    ['-1', null],
  ])('of costs of %s is %j: nothing and credits cannot be grown from', (previous, ratio) => {
    expect(change(previous)).toBe(ratio)
  })
})
