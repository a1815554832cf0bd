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

describe('the items of an answer', () => {
  const part = (vendor: string, day: string, given: Partial<CostSums> = {}): CostSums => ({
    ...total,
    is_total: 0,
    group_1: vendor,
    group_2: day,
    ...given,
  })
  const rows = [
    total,
    part('openai', '2026-11-20', {
      cost_usd: '2',
      counted_cost_usd: '1',
      requests: 4,
      previous_cost_usd: '1',
    }),
    part('', '2026-11-21', { cost_usd: '1', counted_cost_usd: '0', requests: 0, events: 7 }),
  ]

  it('are its parts in their order, each with its share, its groups and its price', () => {
    const { totals, items, has_more } = costSummary(rows, {
      groups: ['vendor', 'model'],
      limit: 2,
      isCompared: true,
    })
    expect([totals.cost_usd, has_more]).toEqual(['3', false])
    expect(items).toMatchObject([
      {
        group: { vendor: 'openai', model: '2026-11-20' },
        labels: {},
        share: 0.666667,
        requests: 4,
        cost_per_request_usd: '0.25',
        previous_cost_usd: '1',
        change: 1,
      },
      {
        group: { vendor: null, model: '2026-11-21' },
        share: 0.333333,
        events: 7,
        cost_per_request_usd: null,
      },
    ])
  })

  it('are no more than were asked for, and it is said that there are more', () => {
    const { items, has_more } = costSummary(rows, { groups: ['vendor'], limit: 1, isCompared: false })
    expect([items.map(({ group }) => group), has_more]).toEqual([[{ vendor: 'openai' }], true])
    expect(items[0]).toMatchObject({ previous_cost_usd: null, change: null })
  })

  it.each(['day', 'week', 'month'] as const)(
    'of a %s are compared with none before, but their sum is',
    (time) => {
      for (const groups of [[time], ['vendor', time], [time, 'vendor']] as const) {
        const { totals, items } = costSummary(rows, { groups, limit: 5, isCompared: true })
        expect([totals.previous_cost_usd, totals.change]).toEqual(['2', 0.5])
        for (const item of items) expect([item.previous_cost_usd, item.change]).toEqual([null, null])
      }
      const { totals } = costSummary(rows, { groups: [time], limit: 5, isCompared: false })
      expect([totals.previous_cost_usd, totals.change]).toEqual([null, null])
    },
  )

  it('of nothing are none, and its sums are zero', () => {
    const { totals, items, has_more } = costSummary([], { groups: ['vendor'], limit: 5, isCompared: true })
    expect([items, has_more]).toEqual([[], false])
    expect(totals).toEqual({
      events: 0,
      requests: 0,
      tokens_in: 0,
      tokens_out: 0,
      tokens_cached: 0,
      unpriced_requests: 0,
      unpriced_tokens: 0,
      cost_usd: '0',
      cost_per_request_usd: null,
      previous_cost_usd: '0',
      change: null,
    })
    const credits = costSummary([{ ...total, cost_usd: '-1' }, part('a', '')], {
      ...asked,
      groups: ['vendor'],
    })
    expect(credits.items[0]?.share).toBe(0)
  })
})
