import type { CostGroup } from '../contract/costs.ts'

/** Days of UTC, both included. Shape: `YYYY-MM-DD`. */
export type Span = { from: string; to: string }

/** What a row is told apart by: columns of `usage_daily` by the name of their filter. */
const columns = {
  vendor: 'vendor_id',
  model: 'model',
  workspace: 'workspace_id',
  project: 'project_id',
  actor: 'actor_id',
  api_key: 'api_key_id',
  operation: 'operation',
} as const
type ColumnGroup = keyof typeof columns
type FilterName = (typeof columns)[ColumnGroup]
export type CostFilters = { readonly [Name in FilterName]?: string | undefined }

/** Groups that `dimension_daily` has a dimension for. */
const dimensions: ReadonlySet<CostGroup> = new Set([
  'vendor',
  'model',
  'workspace',
  'project',
  'actor',
  'api_key',
])
/** Every event has one vendor, be it the empty one: its dimension holds the sum of everything. */
const whole = 'vendor'

const times: Partial<Record<CostGroup, string>> = {
  day: 'rollup.day',
  week: 'toStartOfWeek(rollup.day, 1)',
  month: 'toStartOfMonth(rollup.day)',
}

export const isTime = (group: CostGroup): boolean => group in times

/** What a question about costs asks for. `before` is null where nothing is to be compared. */
export type CostQuestion = {
  groups: readonly CostGroup[]
  filters: CostFilters
  span: Span
  before: Span | null
  rows: number
}

/** Sums of one group, or of everything. Shape: money as decimal texts. */
export type CostSums = {
  is_total: number
  group_1: string
  group_2: string
  events: number
  requests: number
  tokens_in: number
  tokens_out: number
  tokens_cached: number
  /** Of usage that has no price. */
  unpriced_requests: number
  unpriced_tokens: number
  cost_usd: string
  counted_cost_usd: string
  previous_cost_usd: string
}

/** The one dimension that answers the question without the cube; null when it takes the cube. */
export function dimensionOf({ groups, filters }: Pick<CostQuestion, 'groups' | 'filters'>): string | null {
  if (Object.values(filters).some((value) => value !== undefined)) return null
  const named = groups.filter((group) => !isTime(group))
  if (named.length > 1) return null
  const [only = whole] = named
  return dimensions.has(only as CostGroup) ? only : null
}

/** Group expressions over `usage_daily`, or over a rollup whose one dimension stands in `value`. */
export function groupColumns(groups: readonly CostGroup[], source: 'cube' | 'dimension'): string {
  return [0, 1]
    .map((index) => {
      const group = groups[index]
      const column = source === 'dimension' ? 'value' : columns[group as ColumnGroup]
      const expression = group === undefined ? `''` : `toString(${times[group] ?? `rollup.${column}`})`
      return `${expression} AS group_${index + 1}`
    })
    .join(', ')
}

type Bound = Record<string, string>

/** The days that are read and which of them count as the span and as the one before. */
export function spanConditions({ span, before }: Pick<CostQuestion, 'span' | 'before'>): {
  isIn: string
  isBefore: string
  isRead: string
  bound: Bound
} {
  const isIn = 'rollup.day BETWEEN {from:Date} AND {to:Date}'
  if (before === null) return { isIn, isBefore: '0', isRead: isIn, bound: span }
  const isBefore = 'rollup.day BETWEEN {before_from:Date} AND {before_to:Date}'
  const bound = { ...span, before_from: before.from, before_to: before.to }
  return { isIn, isBefore, isRead: `(${isIn} OR ${isBefore})`, bound }
}

/** Filters as conditions, each bound as a parameter. Shape: begins with ` AND `, or is empty. */
export function filterConditions(filters: CostFilters): { sql: string; bound: Bound } {
  const set = Object.values(columns).flatMap((column) => {
    const value = filters[column]
    return value === undefined ? [] : [[column, value] as const]
  })
  return {
    sql: set.map(([column]) => ` AND rollup.${column} = {${column}:String}`).join(''),
    bound: Object.fromEntries(set),
  }
}

/** Which rows are shown: a group of time stands for the span alone, any other also when only the one before knows it. */
export const shownIf = (groups: readonly CostGroup[]): string =>
  `is_total = 1 OR events != 0 OR sum_cost != 0${groups.some(isTime) ? '' : ' OR sum_before != 0'}`

/** Groups of time from the earliest, others from the most expensive. The row of the totals is the first. */
export const orderOf = (groups: readonly CostGroup[]): string =>
  [
    'is_total DESC',
    ...groups.flatMap((group, index) => (isTime(group) ? [`group_${index + 1}`] : [])),
    'sum_cost DESC',
    'group_1',
    'group_2',
  ].join(', ')
