import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Costs } from '../../analytics/contract/costs.ts'
import { dayAfter, dayText } from '../../analytics/costs/spans.ts'
import { withinOneDay } from '../support/one-day.ts'
import { type Browser, type TestStack, testStack } from '../support/stack.ts'
import { type Usage, usageOf } from '../support/usage.ts'

let stack: TestStack
let owner: Browser
let usage: Usage
await withinOneDay()
const day = (back: number): string => dayAfter(dayText(Date.now()), -back)

beforeAll(async () => {
  stack = await testStack()
  owner = await stack.signIn('owner@demo.test')
  usage = await usageOf(stack)
})
afterAll(() => stack.end())

async function ask(query: string): Promise<Costs> {
  const { status, body } = await owner.call('GET', `/api/v1/costs?${query}`)
  expect([query, status, body.detail]).toEqual([query, 200, undefined])
  return body as unknown as Costs
}

describe('an answer of costs', () => {
  it('is kept for half a minute with everything in it, and read anew for whoever asks for that', async () => {
    const query = `from=${day(27)}&to=${day(27)}&group_by=model&vendor_id=kept`
    const spend = { day: day(27), vendor_id: 'kept', model: 'm', cost_usd: '2' }
    const anew = async () =>
      (
        await stack.call('GET', `/api/v1/costs?${query}`, {
          key: null,
          headers: { cookie: owner.cookie, 'cache-control': 'no-cache' },
        })
      ).body
    await usage.add([spend])
    const first = await ask(query)
    expect([
      first.totals.cost_usd,
      first.items.map(({ group, cost_usd }) => [group.model, cost_usd]),
    ]).toEqual(['2', [['m', '2']]])
    await usage.add([spend])
    expect(await ask(query)).toEqual(first)
    expect((await ask(`${query}&limit=7`)).totals.cost_usd).toBe('4')
    expect(await anew()).toMatchObject({ totals: { cost_usd: '4' } })
    expect((await ask(query)).totals.cost_usd).toBe('4')
  })

  it('without anything lives for a second, so that first costs are seen', async () => {
    const query = `from=${day(29)}&to=${day(29)}&vendor_id=first`
    expect((await ask(query)).items).toEqual([])
    await usage.add([{ day: day(29), vendor_id: 'first', model: 'm', cost_usd: '3' }])
    await sleep(1_000)
    expect((await ask(query)).totals.cost_usd).toBe('3')
  })

  it('by groups without names, and the forecast, are kept as well and know late events after a sync', async () => {
    const query = `from=${day(40)}&to=${day(31)}&group_by=day,model`
    const late = { day: day(35), vendor_id: 'late', model: 'm', cost_usd: '5' }
    const seen = async () => {
      const forecasts = await Promise.all(
        ['', '?group_by=vendor'].map((group) => owner.call('GET', `/api/v1/costs/forecast${group}`)),
      )
      const [alone, byVendor] = forecasts.map(({ status, headers, body }) => {
        expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
        return (body.total as { learned_days: number }).learned_days
      })
      const { items, totals } = await ask(query)
      const days = items.map(({ group, labels, cost_usd }) => [group.day, group.model, labels, cost_usd])
      return { days, total: totals.cost_usd, learned: [alone, byVendor] }
    }
    const csv = async () => {
      const response = await fetch(`${stack.url}/api/v1/costs?${query}&format=csv`, {
        headers: { cookie: owner.cookie },
      })
      return (await response.text()).trim().split('\r\n').length
    }
    await usage.add([late])
    const first = await seen()
    expect(first).toEqual({ days: [[day(35), 'm', {}, '5']], total: '5', learned: [35, 35] })
    await usage.add([late, { ...late, day: day(38) }])
    expect(await seen()).toEqual(first)
    await stack.d1
      .prepare(
        `INSERT INTO collector_runs (id, org_id, vendor_id, credential_id, stream, status, pulled, errors, started_at_ms, finished_at_ms)
         VALUES ('run', ?, 'openai', 'c', 'usage', 'succeeded', 1, 0, ?, ?)`,
      )
      .bind(usage.org_id, Date.now() - 50, Date.now())
      .run()
    expect(await seen()).toEqual({
      days: [
        [day(38), 'm', {}, '5'],
        [day(35), 'm', {}, '10'],
      ],
      total: '15',
      learned: [38, 38],
    })
    expect(await csv()).toBe(1 + 2)
  })
})
