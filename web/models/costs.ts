import { effect, untracked } from '@preact/signals'
import type { CostForecast, CostGroup, CostItem, Costs } from '../../analytics/contract/costs.ts'
import { vendorLabel } from '../../analytics/contract/vendors.ts'
import type { StackSeries } from '../charts/stack.ts'
import { api } from '../lib/api.ts'
import { query, setQuery } from '../lib/router.ts'
import { type Resource, resource } from './resource.ts'
import { sharedNames, unnamedPerson } from './top.ts'

const dayMs = 86_400_000
const dayS = 86_400
const seriesMax = 6
const everything = 10_000

/** Groups that the page offers, and what filters each by one of its values. */
export const groupFilters = {
  vendor: 'vendor_id',
  workspace: 'workspace_id',
  project: 'project_id',
  model: 'model',
  actor: 'actor_id',
  api_key: 'api_key_id',
  operation: 'operation',
} as const
export type ValueGroup = keyof typeof groupFilters

type GlanceGroup = 'vendor' | 'workspace' | 'project' | 'model' | 'actor'

/** Those that stand side by side at once: by project where nothing that was used names a team. */
export function glanceGroups(byTeam: Costs | null, address: URLSearchParams): readonly GlanceGroup[] {
  const isPlaced =
    byTeam === null ||
    address.has(groupFilters.workspace) ||
    byTeam.items.some(({ group }) => (group.workspace ?? null) !== null)
  return ['vendor', isPlaced ? 'workspace' : 'project', 'model', 'actor']
}

export const groupLabels: Readonly<Record<ValueGroup, string>> = {
  vendor: 'Vendor',
  workspace: 'Team',
  project: 'Project',
  model: 'Model',
  actor: 'Person',
  api_key: 'Key',
  operation: 'Operation',
}

export const spanLabels = {
  month: 'This month',
  last_month: 'Last month',
  '30': 'Last 30 days',
  '90': 'Last 90 days',
  '365': 'Last 365 days',
  custom: 'Other days',
} as const
type SpanName = keyof typeof spanLabels

export type CostSpan = { name: SpanName; from: string; to: string }

const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const dayShape = /^\d{4}-\d\d-\d\d$/

/** The days of UTC that the address names; this month when it names none. Shape: both ends count. */
export function costSpan(address: URLSearchParams, nowMs: number): CostSpan {
  const now = new Date(nowMs)
  const firstOf = (monthsBack: number) => Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsBack, 1)
  const to = dayText(nowMs)
  const [from, end] = [address.get('from') ?? '', address.get('to') ?? '']
  if (dayShape.test(from) || dayShape.test(end)) {
    return {
      name: 'custom',
      from: dayShape.test(from) ? from : dayText(firstOf(0)),
      to: dayShape.test(end) ? end : to,
    }
  }
  const named = address.get('span') ?? ''
  if (named === 'last_month') {
    return { name: named, from: dayText(firstOf(1)), to: dayText(firstOf(0) - dayMs) }
  }
  if (named === '30' || named === '90' || named === '365') {
    return { name: named, from: dayText(nowMs - (Number(named) - 1) * dayMs), to }
  }
  return { name: 'month', from: dayText(firstOf(0)), to }
}

export function costGroup(address: URLSearchParams): ValueGroup {
  const named = address.get('by') ?? ''
  return Object.hasOwn(groupFilters, named) ? (named as ValueGroup) : 'vendor'
}

type Filters = Partial<Record<(typeof groupFilters)[ValueGroup], string>>

function costFiltersIn(address: URLSearchParams): Filters {
  const named = Object.values(groupFilters).flatMap((name) => {
    const value = address.get(name)
    return value === null || value === '' ? [] : [[name, value] as const]
  })
  return Object.fromEntries(named)
}

/** Filters of the address as the page's panel counts and clears them. */
export const costFilterPanel = {
  count: (address: URLSearchParams): number => Object.keys(costFiltersIn(address)).length,
  clear: (): void => setQuery(Object.fromEntries(Object.values(groupFilters).map((name) => [name, null]))),
}

/** Where the server gives what is on show as a file. */
export function downloadHref(address: URLSearchParams, nowMs: number, format: 'csv' | 'focus'): string {
  const { from, to } = costSpan(address, nowMs)
  if (format === 'focus') return `/api/v1/costs/focus?${new URLSearchParams({ from, to })}`
  const asked = { from, to, group_by: costGroup(address), format: 'csv', ...costFiltersIn(address) }
  return `/api/v1/costs?${new URLSearchParams(asked)}`
}

/** The events behind what is on show: of its days, under its filters. */
export function eventsHref(address: URLSearchParams, nowMs: number): string {
  const { from, to } = costSpan(address, nowMs)
  const ends = { from: `${from}T00:00:00.000Z`, to: new Date(Date.parse(to) + dayMs).toISOString() }
  return `/activity?${new URLSearchParams({ ...costFiltersIn(address), ...ends })}`
}

export type CostsModel = {
  /** The month to date beside the same days of the month before, and what it will come to; neither is filtered. */
  month: Resource<Costs>
  forecast: Resource<{ total: CostForecast; to: string }>
  /** Of the span and the filters in the address. */
  days: Resource<Costs>
  chosen: Resource<Costs>
  glances: Readonly<Record<GlanceGroup, Resource<Costs>>>
  load(): void
  dispose(): void
}

/** Everything that the page shows; it follows the address. */
export function costsModel(): CostsModel {
  const month = resource((signal) =>
    api('GET /costs', { query: { group_by: ['vendor'], compare: 'month', limit: 1 }, signal }),
  )
  const forecast = resource((signal) => api('GET /costs/forecast', { signal }))
  const following = (group_by: () => CostGroup[], limit: number) =>
    resource((signal) => {
      const { name, from, to } = costSpan(query.value, Date.now())
      // As the figure of the month is: two changes of one sum would contradict each other.
      const compare = name === 'month' ? 'month' : 'span'
      return api('GET /costs', {
        query: { from, to, compare, group_by: group_by(), limit, ...costFiltersIn(query.value) },
        signal,
      })
    })
  const days = following(() => ['day', costGroup(query.value)], everything)
  const chosen = following(() => [costGroup(query.value)], 1_000)
  const glances = {
    vendor: following(() => ['vendor'], 100),
    workspace: following(() => ['workspace'], 100),
    project: following(() => ['project'], 100),
    model: following(() => ['model'], 100),
    actor: following(() => ['actor'], 100),
  }
  const ofSpan = [days, chosen, ...Object.values(glances)]
  const all = [month, forecast, ...ofSpan]
  void month.load()
  void forecast.load()
  const stop = effect(() => {
    void query.value
    untracked(() => {
      for (const each of ofSpan) void each.load()
    })
  })
  return {
    month,
    forecast,
    days,
    chosen,
    glances,
    load() {
      for (const each of all) void each.load()
    },
    dispose() {
      stop()
      for (const each of all) each.dispose()
    },
  }
}

/** What a group's value is called. */
export function valueLabel(item: Pick<CostItem, 'group' | 'labels'>, group: ValueGroup): string {
  const value = item.group[group] ?? null
  if (value === null) return 'Not given'
  const label = item.labels[group]
  if (label !== undefined && label !== null) return label
  if (group === 'vendor') return vendorLabel(value)
  return group === 'actor' ? unnamedPerson(value) : value
}

type Labelled = Pick<CostItem, 'group' | 'labels'>

/** What tells a value of a group from others of the same name: the value itself; null where its name does. */
export function notesBeside(
  items: readonly Labelled[],
  group: ValueGroup,
): (item: Labelled) => string | null {
  const byValue = new Map(items.map((item) => [item.group[group] ?? '', valueLabel(item, group)]))
  const shared = sharedNames([...byValue].map(([value, label]) => ({ value, label })))
  return (item) => {
    const value = item.group[group] ?? ''
    return shared.has(value) && valueLabel(item, group) !== value ? value : null
  }
}

/** What the values of a group are called beside each other, on one line. */
export function labelsBeside(items: readonly Labelled[], group: ValueGroup): (item: Labelled) => string {
  const noteOf = notesBeside(items, group)
  return (item) => {
    const [label, note] = [valueLabel(item, group), noteOf(item)]
    return note === null ? label : `${label} (${note})`
  }
}

export type CostDays = { times: readonly number[]; series: readonly StackSeries[] }

const otherKey = '…other'
export const expectedKey = '…expected'

/**
 * Costs per day, stacked by the most expensive values of a group; the rest is one series. A forecast adds the days that
 * are left. Units: times in seconds since 1970, values in US dollars, for drawing and not for the books.
 */
export function costDays(
  { items, from, to, has_more }: Costs,
  group: ValueGroup,
  forecast: CostForecast | null,
): CostDays {
  const ahead = (forecast?.days ?? []).filter(({ day }) => day >= to)
  const last = ahead.at(-1)?.day ?? to
  const times: number[] = []
  for (let at = Date.parse(from) / 1000; at <= Date.parse(last) / 1000; at += dayS) times.push(at)
  const column = (day: string): number => (Date.parse(day) / 1000 - (times[0] ?? 0)) / dayS
  const keyOf = (item: CostItem): string => item.group[group] ?? ''
  const sums = new Map<string, number>()
  for (const item of items) sums.set(keyOf(item), (sums.get(keyOf(item)) ?? 0) + Number(item.cost_usd))
  const named = has_more
    ? []
    : [...sums]
        .filter(([, sum]) => sum > 0)
        .sort(([a, x], [b, y]) => y - x || a.localeCompare(b))
        .slice(0, seriesMax)
        .map(([key]) => key)
  const labelOf = labelsBeside(items, group)
  const labels = new Map(items.map((item) => [keyOf(item), labelOf(item)]))
  const values = new Map<string, number[]>()
  const add = (key: string, day: string, usd: number) => {
    const line = values.get(key) ?? times.map(() => 0)
    values.set(key, line)
    line[column(day)] = (line[column(day)] ?? 0) + usd
  }
  for (const item of items) {
    add(named.includes(keyOf(item)) ? keyOf(item) : otherKey, String(item.group.day), Number(item.cost_usd))
  }
  const today = items.reduce((sum, item) => sum + (item.group.day === to ? Number(item.cost_usd) : 0), 0)
  for (const { day, expected_usd } of ahead) {
    add(expectedKey, day, Math.max(0, Number(expected_usd) - (day === to ? today : 0)))
  }
  const series = [...named, otherKey, expectedKey].flatMap((key, index): StackSeries[] => {
    const line = values.get(key)
    if (line === undefined || line.every((value) => value <= 0)) return []
    if (key === expectedKey) return [{ key, label: 'Expected', colour: '--series-expected', values: line }]
    if (key === otherKey) {
      const label = named.length === 0 ? 'All' : 'Other'
      return [{ key, label, colour: '--series-other', values: line }]
    }
    return [{ key, label: labels.get(key) ?? key, colour: `--series-${index + 1}`, values: line }]
  })
  return { times, series }
}

/** How the forecast did before, in a sentence. */
export function forecastNote({ reason, learned_days, backtest }: CostForecast): string {
  if (reason === 'no_costs') return 'Nothing was spent so far'
  if (reason === 'too_short') {
    const known = learned_days === 1 ? '1 whole day is' : `${learned_days} whole days are`
    return `${known} known; it takes 28`
  }
  if (backtest === null) return 'The past is too quiet to test it on'
  return `Off by ${(backtest.wape * 100).toFixed(1)}% in ${backtest.origins} tests on the past`
}
