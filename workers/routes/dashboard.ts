import { z } from 'zod'
import type { Top } from '../../analytics/contract/analytics.ts'
import type { Overview } from '../../analytics/contract/overview.ts'
import { daysRange } from '../../analytics/days.ts'
import { facetOfDimension } from '../../analytics/facets.ts'
import { decimalFromNano, divideHalfEven, nanoFromDecimal } from '../../analytics/pricing/money.ts'
import { type OverviewHour, overviewHours } from '../../analytics/queries/overview-hours.ts'
import { type TopRow, topValues } from '../../analytics/queries/top-values.ts'
import type { EventsPart } from '../../analytics/reach.ts'
import { ok } from '../../analytics/result.ts'
import { lastRunByVendor } from '../../analytics/store/d1/collection.ts'
import { withEmails } from '../event-page.ts'
import { findEvents } from '../find-events.ts'
import { asking } from '../http/asking.ts'
import { decodeCursor, encodeCursor } from '../http/cursor.ts'
import { type CallerContext, route } from '../http/route.ts'
import { eventsPart } from '../identity/events-part.ts'
import { askingOf, keptAnswers } from '../kept-answers.ts'
import { labelsOf } from '../value-labels.ts'

const recentViolations = 8
const kept = keptAnswers<Overview>(
  ({ timeline, previous, recent_violations }) =>
    timeline.length + recent_violations.length + Number(previous.events_7d > 0),
)

export const overview = route('GET /dashboard/overview', {
  summary:
    'The last seven days beside the seven before: events, cost, violations, timeline, the latest violations that one may read. At most half a minute old and never older than the last sync; `Cache-Control: no-cache` reads anew.',
  permission: 'analytics:read',
  async handle(context) {
    const { tenant, place, caller, nowMs } = context
    const [part, runs] = await Promise.all([
      eventsPart(tenant, place, caller.access.reach('events:read', nowMs)),
      lastRunByVendor(tenant, place.db),
    ])
    const name = JSON.stringify([tenant.region, tenant.orgId, part])
    return asking(async () =>
      ok(await kept.of(name, askingOf(context, runs), () => readOverview(context, part))),
    )
  },
})

async function readOverview(context: CallerContext, part: EventsPart): Promise<Overview> {
  const { tenant, place, nowMs } = context
  const latest = { only_violations: true, part, after: null, rows: recentViolations }
  const [hours, violations] = await Promise.all([
    place.clickhouse.ask(tenant, overviewHours, { nowMs }),
    findEvents(context, latest),
  ])
  const timeline = hours.flatMap(({ at, vendor_id, requests, cost_usd }) =>
    at === null || vendor_id === null
      ? []
      : [{ at, vendor_id, requests, cost_usd: decimalFromNano(nanoFromDecimal(cost_usd)) }],
  )
  return {
    ...figuresOf(hours.filter(({ at }) => at !== null)),
    previous: figuresOf(hours.filter(({ at }) => at === null)),
    timeline,
    recent_violations: await withEmails(context, violations),
  }
}

/** Null when no call is known; sums of corrections alone may even be negative. */
const averageOf = (costNano: bigint, requests: number): string | null =>
  requests <= 0 ? null : decimalFromNano(divideHalfEven(costNano, BigInt(requests)))

function figuresOf(hours: readonly OverviewHour[]) {
  const events = hours.reduce((sum, hour) => sum + hour.events, 0)
  const requests = hours.reduce((sum, hour) => sum + hour.requests, 0)
  const costNano = hours.reduce((sum, hour) => sum + nanoFromDecimal(hour.cost_usd), 0n)
  const countedNano = hours.reduce((sum, hour) => sum + nanoFromDecimal(hour.counted_cost_usd), 0n)
  return {
    events_7d: events,
    requests_7d: requests,
    cost_7d_usd: decimalFromNano(costNano),
    violations_7d: hours.reduce((sum, hour) => sum + hour.violations, 0),
    avg_cost_per_event_usd: decimalFromNano(events === 0 ? 0n : divideHalfEven(costNano, BigInt(events))),
    avg_cost_per_request_usd: averageOf(countedNano, requests),
  }
}

/** How far pages of top values reach. */
const topReach = 10_000
const topPosition = z.strictObject({ at: z.int().min(0).max(topReach) })

export const top = route('GET /dashboard/top', {
  summary: 'The vendors, models, places, people, keys or detectors that stand for most of a measure.',
  permission: 'analytics:read',
  handle: (context) =>
    asking(async () => {
      const { tenant, place, nowMs, query } = context
      const { dimension, by, days, limit } = query
      const range = daysRange(nowMs, days)
      const after = decodeCursor(query.cursor, topPosition)
      if (!after.ok) return after
      const from = after.value?.at ?? 0
      const to = from + limit
      // All of them are read up to there, since they have no order of their own to go on from.
      const asked = { dimension, by, ...range, rows: to + 1 }
      const rows = await place.clickhouse.ask(tenant, topValues, asked)
      const found = rows.flatMap((row) => (row.value === null ? [] : [{ ...row, value: row.value }]))
      const listed = found.slice(from, to)
      const goesOn = found.length > to && to <= topReach
      const labels = await labelsOf(
        context,
        facetOfDimension[dimension],
        listed.map(({ value }) => value),
      )
      const total = rows.find(({ value }) => value === null)
      if (total === undefined) throw new Error('a question for the total answers with one')
      return ok({
        ...range,
        dimension,
        by,
        total: topFigures(total),
        next_cursor: goesOn ? encodeCursor({ at: to }) : null,
        items: listed.map((row) => ({
          value: row.value,
          label: labels.get(row.value) ?? null,
          ...topFigures(row),
          avg_cost_per_request_usd: averageOf(nanoFromDecimal(row.counted_cost_usd), row.requests),
        })),
      })
    }),
})

const topFigures = ({ value: _, counted_cost_usd: __, cost_usd, ...counts }: TopRow): Top['total'] => ({
  ...counts,
  cost_usd: decimalFromNano(nanoFromDecimal(cost_usd)),
})
