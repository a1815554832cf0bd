import type { Facets, Timeline } from '../../analytics/contract/analytics.ts'
import { dayOf } from '../../analytics/days.ts'
import { byFacet } from '../../analytics/facets.ts'
import { decimalFromNano, nanoFromDecimal } from '../../analytics/pricing/money.ts'
import { facetsDaily } from '../../analytics/queries/facets-daily.ts'
import { facetsRaw } from '../../analytics/queries/facets-raw.ts'
import { timelineDaily } from '../../analytics/queries/timeline-daily.ts'
import { timelineHourly } from '../../analytics/queries/timeline-hourly.ts'
import { timelineRaw } from '../../analytics/queries/timeline-raw.ts'
import type { EventsPart } from '../../analytics/reach.ts'
import { ok } from '../../analytics/result.ts'
import { everyStep, planTimeline, type TimelinePlan, type TimelineStep } from '../../analytics/timeline.ts'
import { asking } from '../http/asking.ts'
import { type CallerContext, route } from '../http/route.ts'
import { eventsPart } from '../identity/events-part.ts'
import { labelsOf } from '../value-labels.ts'

const dayMs = 86_400_000
const facetDays = 30
const valuesMax = 200

export const facets = route('GET /events/facets', {
  summary:
    'What the filters of the event list can be set to, by whole days: the last thirty unless told otherwise.',
  permission: 'events:read',
  scoped: true,
  handle: (context) =>
    asking(async () => {
      const { tenant, place, reach, query, nowMs } = context
      const part = await eventsPart(tenant, place, reach)
      const toMs = query.to === undefined ? nowMs : Date.parse(query.to) - 1
      const fromMs = query.from === undefined ? toMs - (facetDays - 1) * dayMs : Date.parse(query.from)
      const asked = { from: dayOf(fromMs), to: dayOf(toMs), rows: valuesMax + 1 }
      const rows = await (part === null
        ? place.clickhouse.ask(tenant, facetsDaily, asked)
        : place.clickhouse.ask(tenant, facetsRaw, { ...asked, part }))
      const items = byFacet(rows).map(async ({ facet, rows: found }): Promise<Facets['items'][number]> => {
        const shown = found.slice(0, valuesMax)
        const labels = await labelsOf(
          context,
          facet,
          shown.map(({ value }) => value),
        )
        return {
          facet,
          values: shown.map(({ value, events }) => ({ value, label: labels.get(value) ?? null, events })),
          is_complete: found.length <= valuesMax,
        }
      })
      return ok({ from: asked.from, to: asked.to, items: await Promise.all(items) })
    }),
})

export const timeline = route('GET /events/timeline', {
  summary: 'How many events the filters take, per step of time; from rollups where they can tell.',
  permission: 'events:read',
  scoped: true,
  handle: (context) =>
    asking(async () => {
      const { tenant, place, reach, nowMs, query } = context
      const part = await eventsPart(tenant, place, reach)
      const plan = planTimeline(query, nowMs, part === null)
      const steps = everyStep(plan, await stepsOf(context, plan, part))
      const sum = (value: (step: TimelineStep) => number): number =>
        steps.reduce((total, step) => total + value(step), 0)
      return ok({
        from: new Date(plan.fromMs).toISOString(),
        to: new Date(plan.toMs).toISOString(),
        step_s: plan.stepS,
        tier: plan.tier,
        total_events: sum(({ events }) => events),
        total_requests: sum(({ requests }) => requests),
        items: steps.map(pointOf),
      })
    }),
})

const pointOf = ({ at_s, cost_usd, ...counts }: TimelineStep): Timeline['items'][number] => ({
  at: new Date(at_s * 1000).toISOString(),
  ...counts,
  cost_usd: decimalFromNano(nanoFromDecimal(cost_usd)),
})

async function stepsOf(
  { tenant, place, query }: CallerContext & { query: Parameters<typeof planTimeline>[0] },
  plan: TimelinePlan,
  part: EventsPart,
): Promise<TimelineStep[]> {
  if (plan.tier === 'raw') {
    return place.clickhouse.ask(tenant, timelineRaw, { ...plan, filters: query, part })
  }
  return place.clickhouse.ask(tenant, plan.tier === 'hourly' ? timelineHourly : timelineDaily, plan)
}
