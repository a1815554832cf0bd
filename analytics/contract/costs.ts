import { z } from 'zod'
import { page, pageQuery, wholeQuery } from './paging.ts'

/** What costs can be grouped by. Days, weeks (from Monday) and months are those of UTC. */
const costGroups = [
  'vendor',
  'model',
  'workspace',
  'project',
  'actor',
  'api_key',
  'operation',
  'day',
  'week',
  'month',
] as const
export type CostGroup = (typeof costGroups)[number]

const groupsMax = 2
const text = z.string().min(1).max(256)
const day = z.iso.date()
/** Units: US dollars, a decimal text. */
const usd = z.string()

/** Filters of costs, each bound to a column. */
const costFilters = {
  vendor_id: text.optional(),
  model: text.optional(),
  workspace_id: text.optional(),
  project_id: text.optional(),
  actor_id: text.optional(),
  api_key_id: text.optional(),
  operation: text.optional(),
}

const groupBy = z
  .string()
  .max(64)
  .default('vendor')
  .transform((names) => names.split(','))
  .pipe(z.array(z.enum(costGroups)).max(groupsMax))
  .refine((names) => new Set(names).size === names.length, 'Name each group once')

const costsQuery = z.strictObject({
  from: day.optional(),
  to: day.optional(),
  group_by: groupBy,
  /** What the span is compared with: as many days right before it, or the same days one calendar month earlier. */
  compare: z.enum(['span', 'month']).default('span'),
  ...costFilters,
  /** 1,000 unless told, and 10,000 in a table. */
  limit: z.coerce.number().int().min(1).max(10_000).optional(),
  cursor: pageQuery.cursor,
  format: z.enum(['json', 'csv']).optional(),
})
export type CostsQuery = z.infer<typeof costsQuery>

const figures = {
  events: z.int(),
  /** Calls, of the rows that know how many they stand for. */
  requests: z.int(),
  tokens_in: z.int(),
  tokens_out: z.int(),
  /** Part of `tokens_in`. */
  tokens_cached: z.int(),
  cost_usd: usd,
  /** Over rows that know their calls alone; null where none does. */
  cost_per_request_usd: usd.nullable(),
  /** Usage that has no price, and so no part in the cost. */
  unpriced_requests: z.int(),
  unpriced_tokens: z.int(),
  /** Null where there is nothing to compare with: groups of time, and spans older than what is kept. */
  previous_cost_usd: usd.nullable(),
  /** Relative to the previous cost: 0.1 is 10 % more. Null without a previous cost. */
  change: z.number().nullable(),
}

const costItem = z.object({
  /** Value by group; null where events do not say. */
  group: z.partialRecord(z.enum(costGroups), z.string().nullable()),
  /** Names of the values, where there is one that the caller may see. */
  labels: z.partialRecord(z.enum(costGroups), z.string()),
  ...figures,
  /** Part of the total cost, 0 to 1. */
  share: z.number(),
})
export type CostItem = z.infer<typeof costItem>

const span = z.object({ from: day, to: day })

const costs = z.object({
  from: day,
  to: day,
  group_by: z.array(z.enum(costGroups)),
  previous: span.nullable(),
  totals: z.object(figures),
  items: z.array(costItem),
  /** Whether there are more groups than `limit`; totals count them all the same. */
  has_more: z.boolean(),
  /** Where they go on; null as well where no page reaches any more. */
  next_cursor: z.string().nullable(),
  /**
   * What vendors say that they billed for the span, which is never part of the costs above. Null when it cannot be set
   * beside them, since a filter is on that no bill knows.
   */
  billed: z
    .object({
      usd: usd,
      vendors: z.array(z.object({ vendor_id: z.string(), usd: usd })),
      /** Amounts in currencies without a known rate; they are not counted. */
      uncounted: z.array(z.object({ currency: z.string(), amount: z.string() })),
    })
    .nullable(),
})
export type Costs = z.infer<typeof costs>

/** Why there is no forecast. */
const forecastReasons = ['no_costs', 'too_short'] as const

const forecast = z.object({
  month_to_date_usd: usd,
  /** The whole month with what was spent already; null when too little is known, with the reason. */
  forecast_usd: usd.nullable(),
  /** Ends of an interval that should hold the truth eight times in ten. */
  low_usd: usd.nullable(),
  high_usd: usd.nullable(),
  reason: z.enum(forecastReasons).nullable(),
  method: z.literal('weekday_seasonal'),
  /** How the same method would have done on the past; null while there was too little of it. */
  backtest: z
    .object({
      /** Days ahead that were forecast each time. */
      horizon_days: z.int(),
      /** How often. */
      origins: z.int(),
      /** Sum of absolute errors over the sum of costs. */
      wape: z.number(),
      /** Share of times that the truth lay in the interval which was known by then; null while none was. */
      coverage: z.number().nullable(),
      /** Error of going on at the average of the last seven days, on the same days. */
      run_rate_wape: z.number(),
    })
    .nullable(),
  /** What each day that is left is expected to cost, today as a whole. */
  days: z.array(z.object({ day, expected_usd: usd })),
  /** Whole days that were learned from. */
  learned_days: z.int(),
})
export type CostForecast = z.infer<typeof forecast>

export const costEndpoints = {
  'GET /costs': { query: costsQuery, response: costs },
  'GET /costs/forecast': {
    query: z.strictObject({ ...wholeQuery, group_by: z.enum(['vendor', 'workspace']).optional() }),
    response: page(
      z.object({ value: z.string().nullable(), label: z.string().nullable(), ...forecast.shape }),
    ).extend({
      /** First and last day of the month. */
      from: day,
      to: day,
      today: day,
      total: forecast,
    }),
  },
} as const
