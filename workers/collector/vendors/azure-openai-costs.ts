import { z } from 'zod'
import { nanoFromDecimal } from '../../../analytics/pricing/money.ts'
import { fail, ok } from '../../../analytics/result.ts'
import type { CostObservation } from '../../../analytics/usage.ts'
import { bucketRange } from '../bucket-range.ts'
import { dayMs, dayText } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import { emptyPage, skippedRows } from '../page.ts'
import { listOf } from '../parts.ts'
import { amount } from '../shapes.ts'
import { costPage } from '../sums.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { manage, managed, pageLink, subscriptionPath } from './azure-openai-arm.ts'

/** Azure renamed its AI services more than once; a line bears the name of its day. */
const serviceNames = [
  'Cognitive Services',
  'Azure OpenAI',
  'Foundry Models',
  'Foundry Tools',
  'Azure AI Foundry',
]

const answer = z.object({
  properties: z.object({
    nextLink: pageLink,
    columns: z.array(z.object({ name: z.string() })),
    rows: z.array(z.unknown()),
  }),
})
const cells = z.array(z.union([z.string(), z.number(), z.null()]))

type Days = { startMs: number; endMs: number }

/**
 * A page of Cost Management's daily lines by resource and meter. Cursors: `link:` and an address; or, for a report that
 * is read day by day, `day:` and a moment, followed by `:` and an address where that day goes on.
 */
export async function pullCosts(ctx: VendorContext, window: PullWindow): Pulled {
  const range = bucketRange(ctx, window, dayMs)
  if (!range) return ok(emptyPage())
  const [, day, link] = /^(?:link|day:(\d{1,15}))(?::(.*))?$/s.exec(window.page ?? '') ?? []
  const dayAtMs = day === undefined ? null : Number(day)
  const asked = dayAtMs === null ? range : { startMs: dayAtMs, endMs: dayAtMs + dayMs }
  const scope = scopeOf(ctx)
  const url =
    link !== undefined
      ? new URL(link)
      : managed(ctx, `${scope}/providers/Microsoft.CostManagement/query`, { 'api-version': '2024-08-01' })
  const told = await manage(ctx, url, queryOf(ctx, scope, asked))
  if (!told.ok) return told

  const following = dayAtMs === null ? null : dayAfter(dayAtMs, range)
  if (told.value.json === null) return ok({ ...emptyPage(), nextPage: following })
  const body = answer.safeParse(told.value.json)
  if (!body.success) return fail({ tag: 'bad_json', reason: 'the costs have another shape' })
  const { columns, rows, nextLink } = body.data.properties
  if (nextLink && nextLink === link) return fail({ tag: 'bad_json', reason: 'the page repeats itself' })
  const kept = rows.flatMap((row) => lineOf(ctx, columns, row) ?? [])
  const malformed = rows.length - kept.length
  return ok(
    costPage({
      raw: told.value.raw,
      kept,
      rows: rows.length,
      skipped: skippedRows('malformed_row', malformed),
      next: nextLink
        ? `${dayAtMs === null ? 'link' : `day:${dayAtMs}`}:${nextLink}`
        : (following ?? dayByDay(window, range, kept)),
    }),
  )
}

/**
 * Azure is known to answer some grouped reports of several days with one day only. Such an answer is not believed:
 * the days are then asked for one by one. What was read already is read again, which is harmless.
 */
function dayByDay(window: PullWindow, range: Days, kept: readonly CostObservation[]): string | null {
  const days = new Set(kept.map(({ dayAtMs }) => dayAtMs))
  const isSuspect = window.page === null && days.size === 1 && range.endMs - range.startMs > dayMs
  return isSuspect ? `day:${range.startMs}` : null
}

function dayAfter(dayAtMs: number, { endMs }: Days): string | null {
  return dayAtMs + dayMs < endMs ? `day:${dayAtMs + dayMs}` : null
}

function scopeOf(ctx: VendorContext): string {
  const scope = ctx.settings.cost_scope
  return scope ? `/${scope}` : subscriptionPath(ctx)
}

function queryOf(ctx: VendorContext, scope: string, { startMs, endMs }: Days) {
  const named = listOf(ctx.settings.cost_services)
  const perResource = scope.startsWith('/subscriptions/')
  return {
    type: 'ActualCost',
    timeframe: 'Custom',
    timePeriod: { from: `${dayText(startMs)}T00:00:00Z`, to: `${dayText(endMs - 1)}T23:59:59Z` },
    dataset: {
      granularity: 'Daily',
      aggregation: { totalCost: { name: 'Cost', function: 'Sum' } },
      grouping: [
        { type: 'Dimension', name: perResource ? 'ResourceId' : 'SubscriptionId' },
        { type: 'Dimension', name: 'Meter' },
      ],
      filter: {
        dimensions: {
          name: 'ServiceName',
          operator: 'In',
          values: named.length > 0 ? named : serviceNames,
        },
      },
    },
  }
}

/** A line read by the names of its columns, whose order varies; null when it has another shape. */
function lineOf(
  ctx: VendorContext,
  columns: readonly { name: string }[],
  row: unknown,
): CostObservation | null {
  const read = cells.safeParse(row)
  if (!read.success) return null
  const cell = (...names: string[]) => {
    const at = columns.findIndex(({ name }) => names.includes(name.toLowerCase()))
    return at < 0 ? null : (read.data[at] ?? null)
  }
  const money = amount.safeParse(cell('cost', 'pretaxcost', 'totalcost'))
  const dayAtMs = dayOf(cell('usagedate'))
  const currency = String(cell('currency') ?? '').toUpperCase()
  if (!money.success || dayAtMs === null || !/^[A-Z]{3}$/.test(currency)) return null
  const projectRef = String(cell('resourceid', 'subscriptionid') ?? '').toLowerCase() || null
  const lineItem = String(cell('meter') || 'unspecified')
  return {
    naturalKey: naturalKey(
      'azure_openai',
      ctx.accountRef,
      'cost',
      dayAtMs,
      dayMs,
      projectRef,
      lineItem,
      currency,
    ),
    vendorId: 'azure_openai',
    dayAtMs,
    lineItem,
    projectRef,
    apiKeyRef: null,
    amountNano: nanoFromDecimal(money.data),
    currency,
  }
}

/** Shapes: `20261118` as a number or a text, or an instant without a zone. */
function dayOf(cell: string | number | null): number | null {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})(?:T00:00:00Z?)?$/.exec(String(cell ?? '')) ?? []
  const atMs = Date.parse(`${year}-${month}-${day}T00:00:00Z`)
  return Number.isNaN(atMs) ? null : atMs
}
