import { describe, expect, it } from 'vitest'
import type { CostForecast, CostItem, Costs } from '../../analytics/contract/costs.ts'
import {
  costDays,
  costGroup,
  costSpan,
  downloadHref,
  eventsHref,
  forecastNote,
  glanceGroups,
  labelsBeside,
  notesBeside,
  valueLabel,
} from './costs.ts'

const nowMs = Date.parse('2026-03-05T23:30:00Z')
const at = (text: string) => new URLSearchParams(text)

describe('the days that an address names', () => {
  it.each([
    ['', { name: 'month', from: '2026-03-01', to: '2026-03-05' }],
    ['span=month', { name: 'month', from: '2026-03-01', to: '2026-03-05' }],
    ['span=nonsense', { name: 'month', from: '2026-03-01', to: '2026-03-05' }],
    ['span=last_month', { name: 'last_month', from: '2026-02-01', to: '2026-02-28' }],
    ['span=30', { name: '30', from: '2026-02-04', to: '2026-03-05' }],
    ['from=2026-01-02', { name: 'custom', from: '2026-01-02', to: '2026-03-05' }],
    ['from=2026-01-02&to=2026-01-03', { name: 'custom', from: '2026-01-02', to: '2026-01-03' }],
    ['from=yesterday', { name: 'month', from: '2026-03-01', to: '2026-03-05' }],
  ])('%j', (address, span) => {
    expect(costSpan(at(address), nowMs)).toEqual(span)
  })
})

it('a group that there is not is the vendor', () => {
  expect(costGroup(at('by=actor'))).toBe('actor')
  expect(costGroup(at('by=day'))).toBe('vendor')
  expect(costGroup(at('by=toString'))).toBe('vendor')
})

it('events are those of the days and the filters on show', () => {
  const address = at('span=last_month&by=model&vendor_id=openai&workspace_id=w1&actor_id=')
  expect(eventsHref(address, nowMs)).toBe(
    '/activity?vendor_id=openai&workspace_id=w1&from=2026-02-01T00%3A00%3A00.000Z&to=2026-03-01T00%3A00%3A00.000Z',
  )
})

it('a download is of what is on show, and FOCUS of everything in its days', () => {
  const address = at('span=last_month&by=model&vendor_id=openai&actor_id=')
  expect(downloadHref(address, nowMs, 'csv')).toBe(
    '/api/v1/costs?from=2026-02-01&to=2026-02-28&group_by=model&format=csv&vendor_id=openai',
  )
  expect(downloadHref(address, nowMs, 'focus')).toBe('/api/v1/costs/focus?from=2026-02-01&to=2026-02-28')
})

describe('what stands side by side', () => {
  const used = (...workspaces: (string | null)[]): Costs =>
    ({ items: workspaces.map((workspace) => ({ group: { workspace } })) }) as unknown as Costs
  it.each([
    ['teams where some usage names one', used(null, 'w1'), '', 'workspace'],
    ['projects where none does', used(null), '', 'project'],
    ['teams while it is not known', null, '', 'workspace'],
    ['the team that is asked for', used(null), 'workspace_id=w1', 'workspace'],
  ])('are %s', (_, byTeam, address, second) => {
    expect(glanceGroups(byTeam, at(address))).toEqual(['vendor', second, 'model', 'actor'])
  })
})

const item = (day: string, vendor: string | null, cost_usd: string): CostItem =>
  ({ group: { day, vendor }, labels: {}, cost_usd }) as unknown as CostItem
const costs = (items: CostItem[], has_more = false): Costs =>
  ({ from: '2026-03-01', to: '2026-03-03', items, has_more }) as unknown as Costs
const forecast = (days: CostForecast['days']): CostForecast => ({ days }) as unknown as CostForecast

describe('costs by day', () => {
  it('are stacked by the most expensive values, without holes, and the rest is one', () => {
    const vendors = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    const { times, series } = costDays(
      costs(vendors.map((vendor, index) => item('2026-03-03', vendor, String(10 - index)))),
      'vendor',
      null,
    )
    expect(times.map((s) => new Date(s * 1000).toISOString().slice(0, 10))).toEqual([
      '2026-03-01',
      '2026-03-02',
      '2026-03-03',
    ])
    expect(series.map(({ label, values }) => [label, ...values])).toEqual([
      ...vendors.slice(0, 6).map((vendor, index) => [vendor, 0, 0, 10 - index]),
      ['Other', 0, 0, 4 + 3],
    ])
  })

  it('go on with what is expected, today only as far as it is not spent', () => {
    const { times, series } = costDays(
      costs([item('2026-03-03', 'a', '4')]),
      'vendor',
      forecast([
        { day: '2026-03-03', expected_usd: '10' },
        { day: '2026-03-04', expected_usd: '11' },
      ]),
    )
    expect(times).toHaveLength(4)
    expect(series.map(({ label, values }) => [label, ...values])).toEqual([
      ['a', 0, 0, 4, 0],
      ['Expected', 0, 0, 6, 11],
    ])
  })

  it('are one sum when there are too many to tell apart', () => {
    const { series } = costDays(
      costs([item('2026-03-01', 'a', '1'), item('2026-03-01', null, '2')], true),
      'vendor',
      null,
    )
    expect(series.map(({ label, values }) => [label, ...values])).toEqual([['All', 3, 0, 0]])
  })
})

it('a value is called by its name, else by itself, and what is not given says so', () => {
  const named = { group: { workspace: 'w1' }, labels: { workspace: 'Research' } }
  expect(valueLabel(named, 'workspace')).toBe('Research')
  expect(valueLabel({ ...named, labels: {} }, 'workspace')).toBe('w1')
  expect(valueLabel({ group: { workspace: null }, labels: {} }, 'workspace')).toBe('Not given')
})

it('a forecast says how good it was, or why there is none', () => {
  const known = { reason: null, learned_days: 90, backtest: { wape: 0.0312, origins: 44 } } as CostForecast
  expect(forecastNote(known)).toBe('Off by 3.1% in 44 tests on the past')
  expect(forecastNote({ ...known, reason: 'too_short', learned_days: 1 })).toBe(
    '1 whole day is known; it takes 28',
  )
  expect(forecastNote({ ...known, reason: 'no_costs' })).toBe('Nothing was spent so far')
})

it('a person whom no directory names is called unnamed; where ids begin alike, the whole id stands beside', () => {
  const of = (actor: string) => ({ group: { actor }, labels: {} })
  const items = [of('act_KR8awvmjMDJigz5T'), of('act_ZZ9plural'), of('act_ZZ9pluZxx')]
  expect(items.map(labelsBeside(items, 'actor'))).toEqual([
    'Unnamed person KR8awv',
    'Unnamed person ZZ9plu (act_ZZ9plural)',
    'Unnamed person ZZ9plu (act_ZZ9pluZxx)',
  ])
})

it('people of one name are told apart by their ids, however often each is listed', () => {
  const of = (actor: string | null, label?: string) => ({
    group: { actor },
    labels: label ? { actor: label } : {},
  })
  const items = [
    of('a1', 'Ann Lee'),
    of('a2', 'ann lee'),
    of('a1', 'Ann Lee'),
    of('a3', 'Bo'),
    of('a3', 'Bo'),
    of(null),
  ]
  expect(items.map(notesBeside(items, 'actor'))).toEqual(['a1', 'a2', 'a1', null, null, null])
  expect(items.map(labelsBeside(items, 'actor'))).toEqual([
    'Ann Lee (a1)',
    'ann lee (a2)',
    'Ann Lee (a1)',
    'Bo',
    'Bo',
    'Not given',
  ])
})
