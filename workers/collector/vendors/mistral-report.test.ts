import { describe, expect, it } from 'vitest'
import { chargeOf, type Figure, figuresIn, remainder, versionOf } from './mistral-report.ts'

const billion = 1_000_000_000n
const figure: Figure = {
  category: 'completion',
  model: 'mistral-large-latest::mistral-large-2512',
  group: 'input',
  dayAtMs: 0,
  eventType: 'api_tokens',
  metric: 'mistral-large-2512',
  zone: 'eu',
  tier: 'standard',
  valueNano: 3_000_000n * billion,
  paidNano: 1_000_000n * billion,
}
const price = {
  event_type: 'api_tokens',
  billing_metric: 'mistral-large-2512',
  billing_group: 'input',
  api_zone: 'eu',
  service_tier: 'standard',
  price: 2e-6 as number | string,
}
type Price = typeof price
const charged = (
  prices: readonly { [Name in keyof Price]: Price[Name] | null }[],
  other: Partial<Figure> = {},
) => chargeOf({ ...figure, ...other }, prices as never)

describe('a month of Mistral', () => {
  const dayMs = 86_400_000
  const firstMs = Date.parse('2026-11-01T00:00:00Z')
  const range = { startMs: firstMs, endMs: firstMs + 2 * dayMs }
  const row = {
    event_type: 'api_tokens',
    billing_metric: 'm-2512',
    billing_group: 'g',
    api_zone: 'eu',
    service_tier: 'batch',
    timestamp: '2026-11-01',
    value: 7,
    value_paid: '3',
  }
  const read = (tree: object) => figuresIn({ currency: 'eur', ...tree }, range)

  it('is read from every list of the tree, each figure with where it stood', () => {
    expect(read({ completion: { models: { 'a::b': { input: [row] } } } })).toEqual({
      figures: [
        {
          category: 'completion',
          model: 'a::b',
          group: 'input',
          dayAtMs: firstMs,
          eventType: 'api_tokens',
          metric: 'm-2512',
          zone: 'eu',
          tier: 'batch',
          valueNano: 7n * billion,
          paidNano: 3n * billion,
        },
      ],
      malformed: 0,
      prices: [],
      currency: 'EUR',
    })
    const places = {
      ocr: { pages: [row] },
      libraries: { deep: { models: { m: { tokens: [row] } } } },
      vibe: [row],
    }
    expect(read(places).figures.map(({ category, model: of, group }) => [category, of, group])).toEqual([
      ['ocr', '', 'pages'],
      ['libraries.deep', 'm', 'tokens'],
      ['', '', 'vibe'],
    ])
  })

  it('adds up what nothing tells apart, pays for all where nothing else is said, and is of its days only', () => {
    const rows = [
      row,
      { ...row, timestamp: '2026-11-01T17:30:00Z', value_paid: null },
      { ...row, timestamp: '2026-11-02', value_paid: undefined },
      { ...row, timestamp: '2026-10-31' },
      { ...row, timestamp: '2026-11-03' },
    ]
    const { figures, malformed } = read({ ocr: { pages: rows } })
    expect(figures.map(({ dayAtMs, valueNano, paidNano }) => [dayAtMs, valueNano, paidNano])).toEqual([
      [firstMs, 14n * billion, 10n * billion],
      [firstMs + dayMs, 7n * billion, 7n * billion],
    ])
    expect(malformed).toBe(0)
  })

  it('counts what was meant for a figure and is none, and leaves other lists alone', () => {
    const odd = [{ ...row, value: 'x' }, { billing_metric: 'm' }, { timestamp: '2026-11-01' }]
    const other = [{ name: 'x' }, null, 7, 'text', []]
    expect(read({ a: { b: [...odd, ...other] } })).toMatchObject({ figures: [], malformed: 3 })
    let deep: object = { list: [row] }
    for (let level = 0; level < 6; level++) deep = { level: deep }
    expect([read({ deep }).figures.length, read({ deeper: { deep } }).figures.length]).toEqual([1, 0])
  })

  it('keeps the prices that are some', () => {
    expect(read({ prices: [{ ...row, price: 2 }, { ...row, price: 'free' }, null] }).prices).toMatchObject([
      { price: 2, billing_metric: 'm-2512' },
    ])
    expect(read({ prices: null }).prices).toEqual([])
  })
})

describe('what Mistral charges', () => {
  it.each([
    [2e-6, 2_000_000_000n],
    ['0.000002', 2_000_000_000n],
    ['2E-6', 2_000_000_000n],
    ['0.0000000000015', 1_500n],
    [0, 0n],
  ])('is what is paid for times the price %j of one', (each, nano) => {
    expect(charged([{ ...price, price: each }])).toBe(nano)
  })

  it('is rounded once, half to even', () => {
    const one = { paidNano: billion }
    expect(charged([{ ...price, price: '0.0000000005' }], one)).toBe(0n)
    expect(charged([{ ...price, price: '0.0000000015' }], one)).toBe(2n)
    expect(charged([{ ...price, price: '0.00000000051' }], one)).toBe(1n)
  })

  it('is nothing for what is free, whatever it would cost, and not known without a price', () => {
    expect(charged([], { paidNano: 0n })).toBe(0n)
    expect(charged([])).toBeNull()
    expect(charged([{ ...price, price: '2e-99999999999' }])).toBeNull()
  })

  it.each(['billing_metric', 'billing_group', 'event_type', 'api_zone', 'service_tier'])(
    'is not by a price of another %s',
    (name) => {
      expect(charged([{ ...price, [name]: 'other' }])).toBeNull()
    },
  )

  it.each(['billing_group', 'event_type', 'api_zone', 'service_tier'])(
    'may be by a price that names no %s',
    (name) => {
      expect(charged([{ ...price, [name]: null }])).toBe(2_000_000_000n)
    },
  )

  it('is by the price of its tier, then of its zone, then of all zones', () => {
    const of = (api_zone: string | null, service_tier: string | null, each: number) => ({
      ...price,
      api_zone,
      service_tier,
      price: each,
    })
    const all = [
      of(null, null, 1e-9),
      of('global', null, 2e-9),
      of('eu', null, 3e-9),
      of(null, 'standard', 4e-9),
      of('eu', 'standard', 5e-9),
    ]
    expect(charged(all)).toBe(5_000_000n)
    expect(charged(all.slice(0, 4))).toBe(4_000_000n)
    expect(charged(all.slice(0, 3))).toBe(3_000_000n)
    expect(charged(all.slice(1, 2))).toBe(2_000_000n)
    expect(charged([of('us', null, 9e-9), ...all.slice(0, 1)])).toBe(1_000_000n)
  })

  it('is left open where a figure names no zone and prices of several differ', () => {
    const of = (api_zone: string) => ({ ...price, api_zone })
    expect(charged([of('eu'), of('us')], { zone: null })).toBeNull()
    expect(charged([of('eu')], { zone: null })).toBe(2_000_000_000n)
    expect(charged([of('eu'), of('global')], { zone: null })).toBe(2_000_000_000n)
    expect(charged([of('eu'), { ...of('us'), service_tier: null }], { zone: null })).toBe(2_000_000_000n)
  })
})

describe('the rest of a whole', () => {
  it('is what its parts leave of each figure, and none of what they tell more', () => {
    const whole = [figure, { ...figure, group: 'output' }, { ...figure, dayAtMs: 1, paidNano: 0n }]
    const parts = [
      { ...figure, valueNano: billion, paidNano: billion },
      { ...figure, valueNano: 2n * billion, paidNano: 0n },
      { ...figure, group: 'output' },
      { ...figure, dayAtMs: 1, valueNano: 9_000_000n * billion, paidNano: 0n },
    ]
    expect(remainder(whole, parts)).toEqual([
      { ...figure, valueNano: 2_999_997n * billion, paidNano: 999_999n * billion },
    ])
  })

  it.each(['category', 'model', 'group', 'dayAtMs', 'metric', 'zone', 'tier'])(
    'is all of it beside a part of another %s',
    (name) => {
      const other = { ...figure, [name]: name === 'dayAtMs' ? 7 : 'other' }
      expect(remainder([figure], [other])).toEqual([figure])
    },
  )

  it('holds what is counted without being paid for, and the other way round', () => {
    const [unpaid, uncounted] = [
      { ...figure, paidNano: 0n },
      { ...figure, valueNano: 0n },
    ]
    expect([remainder([unpaid], []), remainder([uncounted], [])]).toEqual([[unpaid], [uncounted]])
    expect(remainder([{ ...figure, paidNano: 0n, valueNano: 0n }], [])).toEqual([])
  })
})

describe('the version behind an alias', () => {
  it.each([
    ['mistral-large-latest::mistral-large-2512', 'mistral-large-2512'],
    ['mistral-large-2512', 'mistral-large-2512'],
    ['mistral-large-latest::', 'unknown'],
    ['', 'unknown'],
  ])('%j is %j', (model, version) => {
    expect(versionOf(model)).toBe(version)
  })
})
