import type { CostGroup, CostItem, Costs } from '../contract/costs.ts'
import { decimalFromNano, divideHalfEven, nanoFromDecimal } from '../pricing/money.ts'
import { type CostSums, isTime } from './groups.ts'

type Summary = Pick<Costs, 'totals' | 'items' | 'has_more'>

const shareDigits = 1_000_000n

type Showing = { groups: readonly CostGroup[]; limit: number; skip?: number; isCompared: boolean }

/**
 * Rows of a question as the answer shows them: the totals, and at most `limit` groups behind the first `skip`. `isCompared` tells whether
 * the previous costs mean anything. Labels are left for those who know names.
 */
export function costSummary(
  rows: readonly CostSums[],
  { groups, limit, skip = 0, isCompared }: Showing,
): Summary {
  const sums = rows.find(({ is_total }) => is_total === 1)
  const parts = rows.filter(({ is_total }) => is_total === 0)
  const totalNano = nanoFromDecimal(sums?.cost_usd ?? '0')
  const itemsAreCompared = isCompared && !groups.some(isTime)
  return {
    totals: figuresOf(sums ?? nothing, isCompared),
    items: parts.slice(skip, skip + limit).map(
      (row): CostItem => ({
        group: Object.fromEntries(
          groups.map((group, index) => [group, (index === 0 ? row.group_1 : row.group_2) || null]),
        ),
        labels: {},
        ...figuresOf(row, itemsAreCompared),
        share: shareOf(nanoFromDecimal(row.cost_usd), totalNano),
      }),
    ),
    has_more: parts.length > skip + limit,
  }
}

const nothing: CostSums = {
  is_total: 1,
  group_1: '',
  group_2: '',
  events: 0,
  requests: 0,
  tokens_in: 0,
  tokens_out: 0,
  tokens_cached: 0,
  unpriced_requests: 0,
  unpriced_tokens: 0,
  cost_usd: '0',
  counted_cost_usd: '0',
  previous_cost_usd: '0',
}

function figuresOf(row: CostSums, isCompared: boolean) {
  const costNano = nanoFromDecimal(row.cost_usd)
  const previousNano = nanoFromDecimal(row.previous_cost_usd)
  const countedNano = nanoFromDecimal(row.counted_cost_usd)
  return {
    events: row.events,
    requests: row.requests,
    tokens_in: row.tokens_in,
    tokens_out: row.tokens_out,
    tokens_cached: row.tokens_cached,
    unpriced_requests: row.unpriced_requests,
    unpriced_tokens: row.unpriced_tokens,
    cost_usd: decimalFromNano(costNano),
    cost_per_request_usd:
      row.requests > 0 ? decimalFromNano(divideHalfEven(countedNano, BigInt(row.requests))) : null,
    previous_cost_usd: isCompared ? decimalFromNano(previousNano) : null,
    change: isCompared && previousNano > 0n ? shareOf(costNano - previousNano, previousNano) : null,
  }
}

/** A ratio to a millionth; 0 of nothing. */
const shareOf = (partNano: bigint, wholeNano: bigint): number =>
  wholeNano <= 0n ? 0 : Number(divideHalfEven(partNano * shareDigits, wholeNano)) / Number(shareDigits)
