import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayAfter, dayText } from '../../analytics/costs/spans.ts'
import { decimalFromNano, nanoFromDecimal } from '../../analytics/pricing/money.ts'
import { readCsv } from '../../scripts/feed/csv.ts'
import { columnFaults, type Row, rowFaults, rules } from '../support/focus-rules.ts'
import { people } from '../support/people.ts'
import { type Browser, type TestStack, testStack } from '../support/stack.ts'
import { type Usage, usageOf } from '../support/usage.ts'

let stack: TestStack
let owner: Browser
let usage: Usage
const today = dayText(Date.now())
const day = (back: number): string => dayAfter(today, -back)
const span = `from=${day(79)}&to=${day(0)}`
const usd = (index: number) =>
  `${index % 3}.${String(index * 7_654_321)
    .padStart(9, '0')
    .slice(-9)}`

beforeAll(async () => {
  stack = await testStack()
  owner = await stack.signIn('owner@demo.test')
  usage = await usageOf(stack)
  const space = String((await owner.call('POST', '/api/v1/workspaces', { name: 'Research, "R&D"' })).body.id)
  await usage.add([
    ...Array.from({ length: 400 }, (_, index) => ({
      day: day(index % 80),
      vendor_id: ['openai', 'anthropic', 'bedrock'][index % 3] ?? '',
      model: ['gpt-5', 'claude-opus', 'claude-sonnet'][index % 3] ?? '',
      workspace_id: index % 2 === 0 ? space : '',
      project_id: index % 5 === 0 ? `p${index % 3}` : '',
      api_key_id: index % 7 === 0 ? 'key' : '',
      tokens_in: (index + 1) * 11,
      tokens_out: index,
      tokens_cached: index,
      cost_usd: usd(index),
    })),
    {
      day: day(1),
      vendor_id: 'mistral',
      model: 'new-model',
      tokens_in: 5,
      cost_usd: '0',
      cost_source: 'unpriced',
    },
    { day: day(1), vendor_id: 'cursor', model: '', requests: null, cost_usd: '2', cost_source: 'vendor' },
    { day: day(1), vendor_id: 'openai', model: 'image', requests: 4, cost_usd: '0.16' },
    { day: day(2), vendor_id: 'openai', model: '=HYPERLINK("x")', requests: 1, cost_usd: '0.1' },
    {
      day: day(2),
      vendor_id: 'openrouter',
      model: 'refund',
      requests: null,
      tokens_in: -5,
      cost_usd: '-1.25',
    },
    { day: day(3), vendor_id: 'xai', model: 'grok', requests: 1, cost_usd: '1', sign: 1 },
    { day: day(3), vendor_id: 'xai', model: 'grok', requests: 1, cost_usd: '1', sign: -1 },
    { day: day(3), vendor_id: '', model: '', kind: 'ml', cost_usd: '0' },
  ])
})
afterAll(() => stack.end())

async function recordsOf(text: string): Promise<(readonly string[])[]> {
  const chunks = (async function* () {
    yield text
  })()
  const records: (readonly string[])[] = []
  for await (const row of readCsv(chunks)) {
    if ('problem' in row) throw new Error(row.problem)
    records.push(row.fields)
  }
  return records
}

async function focusOf(query: string, who: Browser = owner) {
  const { status, headers, body } = await who.call('GET', `/api/v1/costs/focus?${query}`)
  expect([query, status]).toEqual([query, 200])
  const [columns = [], ...lines] = await recordsOf(String(body.text))
  const rows = lines.map(
    (cells): Row => Object.fromEntries(columns.map((name, index) => [name, cells[index] || null])),
  )
  return { headers, columns, rows }
}

describe('the FOCUS export', () => {
  it('has every mandatory column of version 1.2, and keeps to the rules of each', async () => {
    const { headers, columns, rows } = await focusOf(span)
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toContain(`focus-1.2-${day(79)}-${day(0)}.csv`)
    expect(columnFaults(columns)).toEqual([])
    expect(rows.length).toBeGreaterThan(250)
    expect([...new Set(rows.flatMap(rowFaults))]).toEqual([])
    expect(Object.values(rules).filter(({ level }) => level === 'mandatory')).toHaveLength(21)
  })

  it('amounts to what costs say, to a billionth, in each of its four costs', async () => {
    const { rows } = await focusOf(span)
    const { body } = await owner.call('GET', `/api/v1/costs?${span}`)
    const { cost_usd } = body.totals as { cost_usd: string }
    for (const cost of ['BilledCost', 'EffectiveCost', 'ListCost', 'ContractedCost']) {
      const sum = rows.reduce((total, row) => total + nanoFromDecimal(row[cost] ?? ''), 0n)
      expect([cost, decimalFromNano(sum)]).toEqual([cost, cost_usd])
    }
    expect(new Set(rows.map(({ BillingCurrency }) => BillingCurrency))).toEqual(new Set(['USD']))
  })

  it('tells seller and maker, workspace, project and key apart', async () => {
    const { rows } = await focusOf(`from=${day(0)}&to=${day(0)}`)
    const row = rows.find(({ x_ApiKeyId }) => x_ApiKeyId === 'key')
    expect(row).toMatchObject({
      BillingAccountId: usage.org_id,
      SkuId: 'openai/gpt-5',
      PublisherName: 'OpenAI',
      SubAccountName: 'Research, "R&D"',
      SubAccountType: 'Workspace',
      Tags: '{"project":"p0"}',
      ChargePeriodStart: `${day(0)}T00:00:00Z`,
      ChargePeriodEnd: `${day(-1)}T00:00:00Z`,
      ConsumedUnit: 'Tokens',
    })
    const sold = (await focusOf(span)).rows.find(({ SkuId }) => SkuId === 'bedrock/claude-sonnet')
    expect([sold?.ProviderName, sold?.PublisherName]).toEqual(['AWS Bedrock', 'Anthropic'])
  })

  it('counts calls where there are no tokens, says what has no price, and makes less than nothing an adjustment', async () => {
    const { rows } = await focusOf(`from=${day(3)}&to=${day(1)}`)
    const of = (sku: string) => rows.filter(({ SkuId }) => SkuId === sku)
    expect(of('openai/image')).toMatchObject([
      { ConsumedQuantity: '4', ConsumedUnit: 'Requests', BilledCost: '0.16' },
    ])
    expect(of('cursor/Model not given')).toMatchObject([
      { ConsumedQuantity: '1', ConsumedUnit: 'Records', x_CostSource: 'vendor' },
    ])
    expect(of('mistral/new-model')).toMatchObject([
      {
        BilledCost: '0',
        x_CostSource: 'unpriced',
        ChargeDescription: expect.stringContaining('no price is known'),
      },
    ])
    expect(of('openrouter/refund')).toMatchObject([
      { BilledCost: '-1.25', ChargeCategory: 'Adjustment', ConsumedQuantity: null, PricingUnit: null },
    ])
    expect(of('xai/grok')).toEqual([])
    expect(rows.filter(({ ProviderName }) => ProviderName === 'Vendor not given')).toEqual([])
  })

  it('holds no formula', async () => {
    const { rows } = await focusOf(`from=${day(2)}&to=${day(2)}`)
    const cells = rows.flatMap((row) => Object.values(row).filter((value) => value !== null))
    expect(cells.filter((cell) => /^[=+@\t\r]/.test(cell))).toEqual([])
  })

  it('names workspaces only to those who may read events', async () => {
    const { reader } = await people(stack, { reader: 'auditor' })
    const role = await owner.call('POST', '/api/v1/roles', {
      name: 'Costs alone',
      permissions: ['costs:read'],
    })
    await owner.call('PATCH', `/api/v1/orgs/me/users/${reader.id}`, { role: String(role.body.id) })
    const { rows } = await focusOf(span, reader)
    expect(rows.some(({ SubAccountId }) => SubAccountId !== null)).toBe(true)
    expect(rows.filter(({ SubAccountName }) => SubAccountName !== null)).toEqual([])
    expect(rows.flatMap(rowFaults)).toEqual([])
  })

  it('of a span without use is its columns alone', async () => {
    expect((await focusOf('from=2026-01-01&to=2026-01-02')).rows).toEqual([])
  })

  it.each([
    ['from=2026-02-30', 422],
    ['from=x', 422],
    ['format=json', 422],
    ['from=2026-11-02&to=2026-11-01', 400],
  ])('refuses %s', async (query, status) => {
    expect((await owner.call('GET', `/api/v1/costs/focus?${query}`)).status).toBe(status)
  })
})

describe('the rules', () => {
  it('find a fault in each thing that an export may do wrong', async () => {
    const { columns, rows } = await focusOf(`from=${day(1)}&to=${day(1)}`)
    const good = rows.find(({ ConsumedUnit }) => ConsumedUnit === 'Tokens') as Row
    expect(rowFaults(good)).toEqual([])
    const bad: Record<string, string | null>[] = [
      { BilledCost: null },
      { BilledCost: '1e-7' },
      { EffectiveCost: '+1' },
      { ListCost: '99' },
      { BillingCurrency: 'usd' },
      { ChargeCategory: 'Use' },
      { ChargeClass: 'None' },
      { ChargePeriodStart: day(1) },
      { ChargePeriodEnd: good.ChargePeriodStart ?? null },
      { BillingPeriodEnd: '2020-01-01T00:00:00Z' },
      { ConsumedQuantity: '0' },
      { ConsumedUnit: null },
      { PricingQuantity: null, PricingUnit: null },
      { PricingUnit: 'tokens' },
      { ServiceCategory: 'AI' },
      { ServiceSubcategory: 'LLM' },
      { SkuPriceId: null },
      { SubAccountId: 'x', SubAccountType: null },
      { Tags: '{"a":{}}' },
      { Tags: 'a=b' },
    ]
    for (const change of bad)
      expect([change, rowFaults({ ...good, ...change }).length]).not.toEqual([change, 0])
    expect(columnFaults(columns.filter((name) => name !== 'ListCost'))).toEqual(['ListCost is missing'])
    expect(columnFaults([...columns, 'Owner'])).toHaveLength(2)
  })
})
