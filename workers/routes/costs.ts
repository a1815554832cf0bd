import { z } from 'zod'
import type { CostForecast, CostGroup, Costs, CostsQuery } from '../../analytics/contract/costs.ts'
import type { CostFilters, CostQuestion, Span } from '../../analytics/costs/groups.ts'
import { dimensionOf } from '../../analytics/costs/groups.ts'
import { dayAfter, daysOf, dayText, monthBefore, monthOf, spanBefore } from '../../analytics/costs/spans.ts'
import { costSummary } from '../../analytics/costs/summary.ts'
import { dailyNano, daysRead, monthForecast } from '../../analytics/forecast/month.ts'
import { plans } from '../../analytics/plans.ts'
import { nanoFromDecimal } from '../../analytics/pricing/money.ts'
import { costByCube } from '../../analytics/queries/cost-by-cube.ts'
import { costByDimension } from '../../analytics/queries/cost-by-dimension.ts'
import { type CostDay, costDays } from '../../analytics/queries/cost-days.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { lastRunByVendor } from '../../analytics/store/d1/collection.ts'
import { organizationOf } from '../../analytics/store/d1/organizations.ts'
import { billedIn } from '../billed.ts'
import { costNames, isNamed, labelled } from '../cost-labels.ts'
import { focusExport } from '../focus-export.ts'
import { asking } from '../http/asking.ts'
import { csvLine } from '../http/csv.ts'
import { decodeCursor, encodeCursor, pageOfWhole } from '../http/cursor.ts'
import type { Failure } from '../http/failure.ts'
import { parsed } from '../http/parsed.ts'
import { prefersCsv } from '../http/preferred-type.ts'
import { type CallerContext, rawRoute, route } from '../http/route.ts'
import { askingOf, keptAnswers } from '../kept-answers.ts'

const daysMax = 800
const itemsDefault = 1_000
const itemsMax = 10_000
/** How far pages reach: all of them are read up to there, since groups have no order of their own to go on from. */
const itemsReach = 100_000
const position = z.strictObject({ at: z.int().min(0).max(itemsReach) })
const forecastsMax = 12

export const costs = route('GET /costs', {
  summary:
    'What usage costs by our prices, by one or two groups and under filters, beside the span before and what vendors billed. Without a span: this month. Also as CSV. At most half a minute old and never older than the last sync; `Cache-Control: no-cache` reads anew.',
  permission: 'costs:read',
  async handle(context) {
    const { query, request, nowMs } = context
    const span = spanOf(query, nowMs)
    if (!span.ok) return span
    const after = decodeCursor(query.cursor, position)
    if (!after.ok) return after
    const skip = after.value?.at ?? 0
    return asking(async () => {
      const isCsv = (query.format ?? (prefersCsv(request) ? 'csv' : 'json')) === 'csv'
      const limit = query.limit ?? (isCsv ? itemsMax : itemsDefault)
      const { figures, answer } = await costsOf(context, { ...query, limit, skip }, span.value)
      if (!isCsv && !answer.group_by.some(isNamed)) return ok(jsonOf(figures, answer, context))
      const items = await labelled(context, answer.group_by, figures.items)
      return ok(isCsv ? csvOf({ ...answer, items }) : { ...answer, items })
    })
  },
})

export const forecast = route('GET /costs/forecast', {
  summary:
    'What this month is expected to cost, with an interval and how the method did on the past; also per vendor or workspace. Kept like `GET /costs`.',
  permission: 'costs:read',
  handle: (context) =>
    asking(async () => {
      const { tenant, place, query, nowMs } = context
      const group = query.group_by ?? null
      const today = dayText(nowMs)
      const runs = await lastRunByVendor(tenant, place.db)
      const name = JSON.stringify([tenant.region, tenant.orgId, group, today])
      const { total, items } = await keptForecasts.of(name, askingOf(context, runs), () =>
        readForecasts(context, group, today),
      )
      const page = pageOfWhole(items, query)
      if (!page.ok) return page
      const shown = page.value.items
      const values = shown.map(({ value }) => value)
      const names = group === null ? null : await costNames(context, group, values)
      return ok({
        ...monthOf(today),
        today,
        total,
        next_cursor: page.value.next_cursor,
        items: shown.map(({ value, ...expected }) => ({
          value: value === '' ? null : value,
          label: names?.get(value) ?? null,
          ...expected,
        })),
      })
    }),
})

/** What is the same for everyone who may see costs: all but names. */
type Forecasts = { total: CostForecast; items: (CostForecast & { value: string })[] }

/** A row for each, and none while nothing was ever spent. */
const keptForecasts = keptAnswers<Forecasts>(({ total, items }) =>
  total.reason === 'no_costs' ? 0 : 1 + items.length,
)

async function readForecasts(
  { tenant, place }: CallerContext,
  group: 'vendor' | 'workspace' | null,
  today: string,
): Promise<Forecasts> {
  const span = { from: dayAfter(today, -daysRead), to: today }
  const days = await place.clickhouse.ask(tenant, costDays, { dimension: group, span })
  const values = group === null ? [] : mostExpensive(days, monthOf(today).from)
  return {
    total: monthForecast(dailyNano(days), today),
    items: values.map((value) => ({
      value,
      ...monthForecast(dailyNano(days.filter((day) => day.value === value)), today),
    })),
  }
}

/** Values that cost something since a day, at most as many as may be forecast one by one. */
function mostExpensive(days: readonly CostDay[], from: string): string[] {
  const spent = new Map<string, bigint>()
  for (const { value, day, cost_usd } of days) {
    if (day >= from) spent.set(value, (spent.get(value) ?? 0n) + nanoFromDecimal(cost_usd))
  }
  return [...spent]
    .filter(([, nano]) => nano > 0n)
    .sort(([a, x], [b, y]) => (x === y ? (a < b ? -1 : 1) : x < y ? 1 : -1))
    .slice(0, forecastsMax)
    .map(([value]) => value)
}

/** The span that is asked for. Errors: 400 for one that ends before it begins or is too long. */
function spanOf(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  nowMs: number,
): Result<Span, Failure> {
  const end = to ?? dayText(nowMs)
  const span = { from: from ?? monthOf(end).from, to: end }
  const days = daysOf(span)
  return days >= 1 && days <= daysMax
    ? ok(span)
    : fail({ kind: 'bad_request', message: `Ask for 1 to ${daysMax} days, the first before the last.` })
}

/** What is the same for everyone who may see costs: all but names. */
type Figures = Pick<Costs, 'totals' | 'items' | 'has_more' | 'next_cursor' | 'billed'>

const kept = keptAnswers<Figures>(
  ({ items, billed }) => items.length + (billed?.vendors.length ?? 0) + (billed?.uncounted.length ?? 0),
)

type Page = { limit: number; skip: number }

async function costsOf(
  context: CallerContext,
  query: CostsQuery & Page,
  span: Span,
): Promise<{ figures: Figures; answer: Costs }> {
  const { tenant, place, nowMs } = context
  const { group_by: groups, limit, skip, compare, ...rest } = query
  const { from: _from, to: _to, format: _format, cursor: _cursor, ...filters } = rest
  const before = compare === 'month' ? monthBefore(span) : spanBefore(span)
  const oldestKept = dayAfter(dayText(nowMs), -plans[tenant.plan].retentionDays)
  const isCompared = before.from >= oldestKept
  // The first row is that of the totals, and one more tells whether there are more.
  const question: CostQuestion = {
    groups,
    filters,
    span,
    before: isCompared ? before : null,
    rows: skip + limit + 2,
  }
  const runs = await lastRunByVendor(tenant, place.db)
  const name = JSON.stringify([tenant.region, tenant.orgId, question, skip])
  const figures = await kept.of(name, askingOf(context, runs), () =>
    readFigures(context, question, { limit, skip }),
  )
  return { figures, answer: { ...span, group_by: [...groups], previous: question.before, ...figures } }
}

async function readFigures(
  { tenant, place }: CallerContext,
  question: CostQuestion,
  { limit, skip }: Page,
): Promise<Figures> {
  const { groups, filters, span, before } = question
  const source = dimensionOf(question) === null ? costByCube : costByDimension
  const [rows, billed] = await Promise.all([
    place.clickhouse.ask(tenant, source, question),
    isBillable(filters) ? billedIn(tenant, place, span, filters.vendor_id ?? null) : null,
  ])
  const summary = costSummary(rows, { groups, limit, skip, isCompared: before !== null })
  const at = skip + limit
  const goesOn = summary.has_more && at <= itemsReach
  return { ...summary, next_cursor: goesOn ? encodeCursor({ at }) : null, billed }
}

/** A bill knows vendors and nothing else that one can filter by. */
function isBillable({ vendor_id: _, ...others }: CostFilters): boolean {
  return Object.values(others).every((value) => value === undefined)
}

/** What kept figures are in JSON, where nothing in it depends on who reads. */
const written = new WeakMap<Figures, Uint8Array>()

/** An answer of a thousand groups takes longer to write than to find. */
function jsonOf(figures: Figures, answer: Costs, { answer: head }: CallerContext): Response {
  const bytes = written.get(figures) ?? new TextEncoder().encode(JSON.stringify(answer))
  written.set(figures, bytes)
  head.headers.set('content-type', 'application/json')
  return new Response(bytes, head)
}

const figureColumns = [
  'events',
  'requests',
  'tokens_in',
  'tokens_out',
  'tokens_cached',
  'cost_usd',
  'share',
  'cost_per_request_usd',
  'unpriced_requests',
  'unpriced_tokens',
  'previous_cost_usd',
  'change',
] as const

function csvOf({ from, to, group_by, items }: Costs): Response {
  const nameColumns = (group: CostGroup) => [group, `${group}_name`]
  const lines = items.map((item) =>
    csvLine([
      ...group_by.flatMap((group) => [item.group[group], item.labels[group]]),
      ...figureColumns.map((column) => item[column]),
    ]),
  )
  const head = csvLine([...group_by.flatMap(nameColumns), ...figureColumns])
  return new Response([head, ...lines].join(''), {
    headers: csvHeaders(`costs-by-${group_by.join('-and-')}-${from}-${to}.csv`),
  })
}

const csvHeaders = (fileName: string): Record<string, string> => ({
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename="${fileName}"`,
  'cache-control': 'no-store',
})

const focusQuery = z.strictObject({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  format: z.literal('csv').optional(),
})

export const focus = rawRoute('GET /costs/focus', {
  summary:
    'The charges of a span by day, vendor, model, workspace, project and key, as FOCUS 1.2 in CSV. Without a span: this month.',
  permission: 'costs:read',
  handle: (context) =>
    asking(async () => {
      const { tenant, place, url, nowMs } = context
      const query = parsed(focusQuery, Object.fromEntries(url.searchParams))
      if (!query.ok) return query
      const span = spanOf(query.value, nowMs)
      if (!span.ok) return span
      const organization = await organizationOf(tenant, place.db)
      const payer = { id: tenant.orgId, name: organization?.name ?? tenant.orgId }
      const { from, to } = span.value
      return ok(
        new Response(await focusExport(context, payer, span.value), {
          headers: csvHeaders(`focus-1.2-${from}-${to}.csv`),
        }),
      )
    }),
})
