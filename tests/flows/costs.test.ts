import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CostItem, Costs } from '../../analytics/contract/costs.ts'
import { dayAfter, dayText, monthBefore, monthOf } from '../../analytics/costs/spans.ts'
import { decimalFromNano, nanoFromDecimal } from '../../analytics/pricing/money.ts'
import { withinOneDay } from '../support/one-day.ts'
import { people } from '../support/people.ts'
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

async function ask(query: string, who: Browser = owner): Promise<Costs> {
  const { status, body } = await who.call('GET', `/api/v1/costs?${query}`)
  expect([query, status, body.detail]).toEqual([query, 200, undefined])
  return body as unknown as Costs
}
const brief = (items: readonly CostItem[], ...groups: (keyof CostItem['group'])[]) =>
  items.map((item) => [...groups.map((group) => item.group[group]), item.cost_usd])

describe('costs', () => {
  const span = `from=${day(9)}&to=${day(0)}`
  beforeAll(async () => {
    await usage.add([
      {
        day: day(1),
        vendor_id: 'openai',
        model: 'gpt-5',
        actor_id: 'ann',
        cost_usd: '0.000000001',
        requests: 3,
        tokens_in: 10,
        tokens_out: 5,
        tokens_cached: 4,
      },
      {
        day: day(2),
        vendor_id: 'openai',
        model: 'gpt-5',
        actor_id: 'bob',
        cost_usd: '2.5',
        requests: 5,
        workspace_id: 'gone',
      },
      { day: day(2), vendor_id: 'openai', model: 'o4', actor_id: 'ann', cost_usd: '1', requests: null },
      { day: day(3), vendor_id: 'anthropic', model: 'claude', actor_id: 'ann', cost_usd: '4', requests: 4 },
      {
        day: day(3),
        vendor_id: 'anthropic',
        model: 'new',
        cost_usd: '0',
        requests: 7,
        tokens_in: 100,
        tokens_out: 1,
        cost_source: 'unpriced',
      },
      { day: day(12), vendor_id: 'openai', model: 'gpt-5', cost_usd: '7' },
      { day: day(12), vendor_id: 'mistral', model: 'm', cost_usd: '0.5' },
    ])
  })

  it('stand by vendor with share, cost per call of rows that know their calls, and the span before', async () => {
    const { items, totals, previous } = await ask(`${span}&group_by=vendor`)
    expect(previous).toEqual({ from: day(19), to: day(10) })
    expect(items.map(({ events, ...item }) => item)).toEqual([
      {
        group: { vendor: 'anthropic' },
        labels: { vendor: 'Anthropic' },
        requests: 11,
        tokens_in: 100,
        tokens_out: 1,
        tokens_cached: 0,
        cost_usd: '4',
        cost_per_request_usd: '0.363636364',
        unpriced_requests: 7,
        unpriced_tokens: 101,
        previous_cost_usd: '0',
        change: null,
        share: 0.533333,
      },
      {
        group: { vendor: 'openai' },
        labels: { vendor: 'OpenAI' },
        requests: 8,
        tokens_in: 10,
        tokens_out: 5,
        tokens_cached: 4,
        cost_usd: '3.500000001',
        cost_per_request_usd: '0.3125',
        unpriced_requests: 0,
        unpriced_tokens: 0,
        previous_cost_usd: '7',
        change: -0.5,
        share: 0.466667,
      },
      expect.objectContaining({
        group: { vendor: 'mistral' },
        cost_usd: '0',
        cost_per_request_usd: null,
        previous_cost_usd: '0.5',
        change: -1,
        share: 0,
      }),
    ])
    expect(totals).toMatchObject({
      cost_usd: '7.500000001',
      previous_cost_usd: '7.5',
      change: 0,
      unpriced_requests: 7,
      tokens_cached: 4,
    })
  })

  it('stand by two groups, and the same sum comes out of both tiers', async () => {
    const cube = await ask(`${span}&group_by=vendor,actor`)
    expect(brief(cube.items, 'vendor', 'actor')).toEqual([
      ['anthropic', 'ann', '4'],
      ['openai', 'bob', '2.5'],
      ['openai', 'ann', '1.000000001'],
      ['anthropic', null, '0'],
      ['mistral', null, '0'],
      ['openai', null, '0'],
    ])
    const rollup = await ask(`${span}&group_by=vendor`)
    expect(cube.totals).toEqual(rollup.totals)
  })

  it('stand by day from the earliest, by week from Monday and by month', async () => {
    const { items, previous } = await ask(`${span}&group_by=day`)
    expect(brief(items, 'day')).toEqual([
      [day(3), '4'],
      [day(2), '3.5'],
      [day(1), '0.000000001'],
    ])
    expect(
      items.every(({ previous_cost_usd, change }) => previous_cost_usd === null && change === null),
    ).toBe(true)
    expect(previous).not.toBeNull()
    const weeks = await ask(`from=${day(29)}&to=${day(0)}&group_by=week`)
    for (const { group } of weeks.items) expect(new Date(String(group.week)).getUTCDay()).toBe(1)
    const months = await ask(`from=${day(29)}&to=${day(0)}&group_by=month,vendor`)
    for (const { group } of months.items) expect(group.month).toBe(monthOf(String(group.month)).from)
    expect(months.totals.cost_usd).toBe(weeks.totals.cost_usd)
  })

  it('keep to their filters, each of them and several at once', async () => {
    const filtered = async (filters: string) => brief((await ask(`${span}&${filters}`)).items, 'vendor')
    expect(await filtered('actor_id=ann')).toEqual([
      ['anthropic', '4'],
      ['openai', '1.000000001'],
    ])
    expect(await filtered('actor_id=ann&model=o4')).toEqual([['openai', '1']])
    expect(await filtered('vendor_id=openai&actor_id=ann')).toEqual([['openai', '1.000000001']])
    expect(await filtered('vendor_id=openai')).not.toEqual([['openai', '1.000000001']])
    expect(await filtered('workspace_id=gone')).toEqual([['openai', '2.5']])
    for (const name of ['vendor', 'model', 'workspace', 'project', 'actor', 'api_key'])
      expect([name, await filtered(`${name === 'model' ? name : `${name}_id`}=nobody`)]).toEqual([name, []])
    expect(await filtered('operation=nothing')).toEqual([])
    expect(await filtered('vendor_id=nobody')).toEqual([])
    expect(await filtered(`model=${encodeURIComponent("' OR 1=1 --")}`)).toEqual([])
  })

  it('can be compared with the same days of the month before', async () => {
    const month = { from: monthOf(today).from, to: today }
    const { previous } = await ask(`compare=month`)
    expect(previous).toEqual(monthBefore(month))
  })

  it('are cut at the limit, and the totals are not', async () => {
    const { items, has_more, totals } = await ask(`${span}&group_by=model&limit=1`)
    expect([items.length, has_more, totals.cost_usd]).toEqual([1, true, '7.500000001'])
    const exact = await ask(`${span}&group_by=model&limit=5`)
    expect([exact.items.length, exact.has_more]).toEqual([5, false])
  })

  it.each(['model', 'day,vendor', 'actor,model'])(
    'come in pages that are the whole in turn, by %s',
    async (groups) => {
      const whole = await ask(`${span}&group_by=${groups}`)
      expect([whole.items.length > 2, whole.next_cursor]).toEqual([true, null])
      // Reads as many groups as the second page does, and is kept beside it.
      await ask(`${span}&group_by=${groups}&limit=4`)
      const seen: unknown[] = []
      let cursor: string | null = ''
      while (cursor !== null && seen.length < 1_000) {
        const page = await ask(
          `${span}&group_by=${groups}&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
        )
        expect([page.totals, page.has_more]).toEqual([whole.totals, page.next_cursor !== null])
        seen.push(...page.items)
        cursor = page.next_cursor
      }
      expect(seen).toEqual(whole.items)
    },
  )

  it.each(['mine', btoa('{"at":100001}'), btoa('{"at":-1}')])(
    'go on from no cursor like %s',
    async (cursor) => {
      expect((await owner.call('GET', `/api/v1/costs?${span}&cursor=${cursor}`)).status).toBe(400)
    },
  )

  it('come as a table in which no text is a formula', async () => {
    await usage.add([{ day: day(1), vendor_id: 'openai', model: '=cmd|x', cost_usd: '0.25' }])
    const path = `/api/v1/costs?${span}&group_by=model,vendor&format=csv`
    const { status, headers, body } = await owner.call('GET', path)
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(headers.get('content-disposition')).toContain(`costs-by-model-and-vendor-${day(9)}-${day(0)}.csv`)
    const [head, ...lines] = String(body.text).trim().split('\r\n')
    expect(head?.split(',').slice(0, 5)).toEqual(['model', 'model_name', 'vendor', 'vendor_name', 'events'])
    expect(lines.filter((line) => line.startsWith(`'=cmd|x,,openai,OpenAI`))).toHaveLength(1)
    const accepted = await stack.call('GET', `/api/v1/costs?${span}`, {
      key: null,
      headers: { cookie: owner.cookie, accept: 'text/csv' },
    })
    expect(accepted.headers.get('content-type')).toContain('text/csv')
    await usage.add([{ day: day(1), vendor_id: 'openai', model: '=cmd|x', cost_usd: '0.25', sign: -1 }])
  })

  it('are corrected by signed rows to the last digit', async () => {
    const line = {
      day: day(1),
      vendor_id: 'openai',
      model: 'gpt-5',
      actor_id: 'ann',
      cost_usd: '0.1',
      requests: 1,
    }
    const before = await ask(`${span}&group_by=actor,model`)
    await usage.add([line, { ...line, sign: -1 }])
    expect(await ask(`${span}&group_by=actor,model`)).toEqual(before)
  })

  it.each([
    'group_by=vendor,model,actor',
    'group_by=vendor,vendor',
    'group_by=detector',
    'group_by=',
    'group_by=day)%20--',
    'from=2026-02-30',
    'limit=0',
    'vendor=openai',
    'format=xml',
  ])('refuse %s', async (query) => {
    expect((await owner.call('GET', `/api/v1/costs?${query}`)).status).toBe(422)
  })

  it.each(['from=2026-11-02&to=2026-11-01', 'from=2020-01-01&to=2026-11-01'])(
    'refuse the span %s',
    async (query) => {
      expect((await owner.call('GET', `/api/v1/costs?${query}`)).status).toBe(400)
    },
  )

  it('name workspaces and people to those who may read events, and ids to the others', async () => {
    const space = await owner.call('POST', '/api/v1/workspaces', { name: 'Research' })
    const id = String(space.body.id)
    await usage.add([
      {
        day: day(4),
        vendor_id: 'openai',
        model: 'gpt-5',
        workspace_id: id,
        actor_id: 'act_1',
        cost_usd: '0.125',
      },
    ])
    const { org_id } = usage
    await stack.d1
      .prepare('INSERT INTO actors VALUES (?, ?, ?, ?, ?)')
      .bind(org_id, 'act_1', 'ann@company.test', 'Ann', 1)
      .run()
    const { reader } = await people(stack, { reader: 'auditor' })
    const role = await owner.call('POST', '/api/v1/roles', {
      name: 'Costs alone',
      permissions: ['costs:read'],
    })
    await owner.call('PATCH', `/api/v1/orgs/me/users/${reader.id}`, { role: String(role.body.id) })
    const labels = async (who: Browser) => {
      const { items } = await ask(`from=${day(4)}&to=${day(4)}&group_by=workspace,actor`, who)
      return items.map(({ group, labels: names }) => [group.workspace, group.actor, names] as const)
    }
    expect(await labels(owner)).toEqual([[id, 'act_1', { workspace: 'Research', actor: 'Ann' }]])
    expect(await labels(reader)).toEqual([[id, 'act_1', {}]])
    // Costs are of all places, so whoever may read the events of one learns no name from them.
    await owner.call('PUT', `/api/v1/workspaces/${id}/members/${reader.id}`, { role: 'viewer' })
    expect((await reader.call('GET', '/api/v1/events?limit=1')).status).toBe(200)
    expect(await labels(reader)).toEqual([[id, 'act_1', {}]])
  })

  it('name keys to those who may read keys, and to nobody else', async () => {
    const { id } = stack.secrets.demoApiKey
    await usage.add([
      { day: day(3), vendor_id: 'openai', model: 'keyed', api_key_id: id, cost_usd: '0.5' },
      { day: day(3), vendor_id: 'openai', model: 'keyed', api_key_id: 'theirs', cost_usd: '0.25' },
    ])
    const { seer } = await people(stack, { seer: 'auditor' })
    const role = await owner.call('POST', '/api/v1/roles', {
      name: 'Costs and events',
      permissions: ['costs:read', 'events:read'],
    })
    await owner.call('PATCH', `/api/v1/orgs/me/users/${seer.id}`, { role: String(role.body.id) })
    const labels = async (who: Browser) => {
      const { items } = await ask(`from=${day(3)}&to=${day(3)}&group_by=api_key&model=keyed`, who)
      return items.map(({ group, labels: names }) => [group.api_key, names] as const)
    }
    const name = await stack.d1.prepare('SELECT name FROM api_keys WHERE id = ?').bind(id).first('name')
    expect(await labels(owner)).toEqual([
      [id, { api_key: name }],
      ['theirs', {}],
    ])
    expect(await labels(seer)).toEqual([
      [id, {}],
      ['theirs', {}],
    ])
  })
})

describe('what vendors billed', () => {
  it('stands beside costs and never in them, in dollars at the rate of its day', async () => {
    const bill = (currency: string, amount: string, vendor = 'cohere') => ({
      day: day(5),
      vendor_id: vendor,
      currency,
      amount,
    })
    await usage.bill([bill('USD', '10.5'), bill('EUR', '4'), bill('XAU', '7'), bill('USD', '1', 'xai')])
    await stack.d1.prepare(`INSERT INTO exchange_rates VALUES (?, 'EUR', '1.25', 'test')`).bind(day(5)).run()
    const { billed, totals } = await ask(`from=${day(6)}&to=${day(5)}`)
    expect(billed).toEqual({
      usd: '16.5',
      vendors: [
        { vendor_id: 'cohere', usd: '15.5' },
        { vendor_id: 'xai', usd: '1' },
      ],
      uncounted: [{ currency: 'XAU', amount: '7' }],
    })
    expect(totals.cost_usd).toBe('0')
    expect((await ask(`from=${day(6)}&to=${day(5)}&vendor_id=xai`)).billed?.usd).toBe('1')
    expect((await ask(`from=${day(6)}&to=${day(5)}&model=gpt-5`)).billed).toBeNull()
  })
})

describe('sums', () => {
  it('of items make the total, to a billionth, however they are grouped', async () => {
    await usage.add(
      Array.from({ length: 200 }, (_, index) => ({
        day: day(15 + (index % 9)),
        vendor_id: `v${index % 7}`,
        model: `m${index % 13}`,
        project_id: `p${index % 5}`,
        cost_usd: `${index}.${String(index * 7_654_321)
          .padStart(9, '0')
          .slice(-9)}`,
      })),
    )
    const span = `from=${day(23)}&to=${day(15)}`
    const [first, ...others] = await Promise.all(
      ['vendor', 'model,vendor', 'project', 'day,project', 'operation'].map((groups) =>
        ask(`${span}&group_by=${groups}`),
      ),
    )
    for (const { items, totals } of [first as Costs, ...others]) {
      const sum = items.reduce((total, item) => total + nanoFromDecimal(item.cost_usd), 0n)
      expect(decimalFromNano(sum)).toBe(first?.totals.cost_usd)
      expect(totals).toEqual(first?.totals)
    }
    const byDay = (await ask(`${span}&group_by=day,vendor`)).items.map(({ group }) => String(group.day))
    expect(byDay).toEqual(byDay.toSorted())
    const byCost = (await ask(`${span}&group_by=vendor`)).items.map(({ cost_usd }) => Number(cost_usd))
    expect(byCost).toEqual(byCost.toSorted((a, b) => b - a))
  })
})
