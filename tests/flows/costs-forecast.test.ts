import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CostForecast, Costs } from '../../analytics/contract/costs.ts'
import { dayAfter, dayText, monthOf } from '../../analytics/costs/spans.ts'
import { withinOneDay } from '../support/one-day.ts'
import { type Browser, type TestStack, testStack } from '../support/stack.ts'
import { type Usage, usageOf } from '../support/usage.ts'

let stack: TestStack
let owner: Browser
let usage: Usage
await withinOneDay()
const today = dayText(Date.now())
const day = (back: number): string => dayAfter(today, -back)

beforeAll(async () => {
  stack = await testStack()
  owner = await stack.signIn('owner@demo.test')
  usage = await usageOf(stack)
})
afterAll(() => stack.end())

describe('the forecast of the month', () => {
  const forecastOf = async (query = '') => (await owner.call('GET', `/api/v1/costs/forecast${query}`)).body

  it('says that too little is known, and how much', async () => {
    await usage.add([{ day: day(12), vendor_id: 'openai', cost_usd: '7' }])
    expect(await forecastOf()).toMatchObject({
      ...monthOf(today),
      today,
      total: { forecast_usd: null, reason: 'too_short', learned_days: expect.any(Number) },
      items: [],
    })
  })

  it('is that of all and of each vendor, with its interval and how it did before', async () => {
    const cost = (back: number) => (new Date(day(back)).getUTCDay() % 6 === 0 ? 10 : 50) + (back % 3)
    await usage.add(
      Array.from({ length: 151 }, (_, back) => back).flatMap((back) => [
        { day: day(back), vendor_id: 'bedrock', cost_usd: String(cost(back)) },
        { day: day(back), vendor_id: 'vertex', cost_usd: String(2 * cost(back)) },
      ]),
    )
    const { total, items } = (await forecastOf('?group_by=vendor')) as {
      total: CostForecast
      items: (CostForecast & { value: string | null; label: string | null })[]
    }
    const costs = await owner.call('GET', `/api/v1/costs?from=${monthOf(today).from}&to=${today}`)
    const { totals } = costs.body as unknown as Costs
    expect(total).toMatchObject({ month_to_date_usd: totals.cost_usd, reason: null })
    expect(total.backtest).not.toBeNull()
    expect(total.days.at(-1)?.day).toBe(monthOf(today).to)
    const two = items.filter(({ value }) => value === 'bedrock' || value === 'vertex')
    expect(two.map(({ label }) => label).sort()).toEqual(['AWS Bedrock', 'Vertex AI'])
    for (const { forecast_usd, low_usd, high_usd, days, backtest } of two) {
      const [low, point, high] = [low_usd, forecast_usd, high_usd].map(Number)
      expect([low, high]).toEqual([expect.any(Number), expect.any(Number)])
      expect(point).toBeGreaterThanOrEqual(low ?? 0)
      expect(point).toBeLessThanOrEqual(high ?? 0)
      expect(backtest?.wape).toBeLessThan(0.1)
      expect(days).toHaveLength(total.days.length)
    }
  })

  it('refuses a group that it does not know', async () => {
    expect((await owner.call('GET', '/api/v1/costs/forecast?group_by=actor')).status).toBe(422)
  })
})
