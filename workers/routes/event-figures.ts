import type { FacetName, Facets, Timeline } from '../../analytics/contract/analytics.ts'
import { dayOf } from '../../analytics/days.ts'
import type { StoreFilters } from '../../analytics/event-filters.ts'
import { byFacet, type FacetRow, filtersBeside, setFilters, usageQuestion } from '../../analytics/facets.ts'
import { decimalFromNano, nanoFromDecimal } from '../../analytics/pricing/money.ts'
import { facetRaw } from '../../analytics/queries/facet-raw.ts'
import { facetUsage } from '../../analytics/queries/facet-usage.ts'
import { facetsDaily } from '../../analytics/queries/facets-daily.ts'
import { facetsRaw } from '../../analytics/queries/facets-raw.ts'
import { timelineDaily } from '../../analytics/queries/timeline-daily.ts'
import { timelineHourly } from '../../analytics/queries/timeline-hourly.ts'
import { timelineRaw } from '../../analytics/queries/timeline-raw.ts'
import type { EventsPart } from '../../analytics/reach.ts'
import { fail, ok } from '../../analytics/result.ts'
import { emailsOfActors } from '../../analytics/store/d1/actors.ts'
import { everyStep, planTimeline, type TimelinePlan, type TimelineStep } from '../../analytics/timeline.ts'
import { asking } from '../http/asking.ts'
import { pageOfWhole } from '../http/cursor.ts'
import { type CallerContext, route } from '../http/route.ts'
import { eventsPart } from '../identity/events-part.ts'
import { storeFilters } from '../store-filters.ts'
import { labelsOf } from '../value-labels.ts'

const dayMs = 86_400_000
const facetDays = 30
const valuesMax = 200

export const facets = route('GET /events/facets', {
  summary:
    'What the filters of the event list can be set to, and in how many events: the last thirty days unless told otherwise. With `facet` one of them, counted under the other filters.',
  permission: 'events:read',
  scoped: true,
  handle: (context) =>
    asking(async () => {
      const { facet, limit, cursor, ...asked } = context.query
      const filters = await storeFilters(context, asked)
      const set = setFilters(filters)
      if (facet === undefined && Object.keys(set).length > 0) {
        const message = 'Name the facet that is to be counted under these filters.'
        return fail({ kind: 'invalid', issues: [{ path: 'facet', message }] })
      }
      const span = facetSpan(filters, context.nowMs)
      const { tier, rows } = await facetRows(context, span, facet, set)
      const found = byFacet(rows).filter((item) => facet === undefined || item.facet === facet)
      const page = pageOfWhole(found, { limit, cursor })
      if (!page.ok) return page
      const items = page.value.items.map(
        async ({ facet: name, rows: all }): Promise<Facets['items'][number]> => {
          const shown = all.slice(0, valuesMax)
          const labels = await labelsOf(
            context,
            name,
            shown.map(({ value }) => value),
          )
          return {
            facet: name,
            values: shown.map(({ value, events }) => ({ value, label: labels.get(value) ?? null, events })),
            is_complete: all.length <= valuesMax,
          }
        },
      )
      const listed = { items: await Promise.all(items), next_cursor: page.value.next_cursor }
      return ok({ from: dayOf(span.fromMs), to: dayOf(span.toMs - 1), tier, ...listed })
    }),
})

type Span = { fromMs: number; toMs: number }

/** Units: `fromMs` inclusive, `toMs` exclusive. */
function facetSpan({ from, to }: StoreFilters, nowMs: number): Span {
  const toMs = to === undefined ? nowMs + 1 : Date.parse(to)
  const fromMs = from === undefined ? toMs - 1 - (facetDays - 1) * dayMs : Date.parse(from)
  return { fromMs: Math.min(fromMs, toMs - 1), toMs }
}

/** The narrowest rollup that can tell, or the events themselves. */
async function facetRows(
  { tenant, place, reach }: CallerContext,
  { fromMs, toMs }: Span,
  facet: FacetName | undefined,
  filters: Partial<StoreFilters>,
): Promise<{ tier: Facets['tier']; rows: FacetRow[] }> {
  const part = await eventsPart(tenant, place, reach)
  const { clickhouse } = place
  const days = { from: dayOf(fromMs), to: dayOf(toMs - 1), rows: valuesMax + 1 }
  const beside = facet === undefined ? {} : filtersBeside(facet, filters)
  if (facet === undefined || Object.keys(beside).length === 0) {
    return part === null
      ? { tier: 'daily', rows: await clickhouse.ask(tenant, facetsDaily, days) }
      : { tier: 'raw', rows: await clickhouse.ask(tenant, facetsRaw, { ...days, part }) }
  }
  const usage = part === null ? usageQuestion(facet, beside) : null
  if (usage !== null) {
    return { tier: 'daily', rows: await clickhouse.ask(tenant, facetUsage, { ...days, ...usage }) }
  }
  const asked = { facet, filters: beside, part, fromMs, toMs, rows: valuesMax + 1 }
  return { tier: 'raw', rows: await clickhouse.ask(tenant, facetRaw, asked) }
}

/** For frames of live events, which name nobody. Not for parts of an organization: any pseudonym can be asked for. */
export const eventActors = route('GET /events/actors', {
  summary: 'The addresses of people by the pseudonyms that events carry, as far as they are known.',
  permission: 'events:read',
  async handle({ tenant, place, query }) {
    const emails = await emailsOfActors(tenant, place.db, query.ids.split(','))
    const items = [...emails].map(([actorId, email]) => ({ actor_id: actorId, actor_email: email }))
    return pageOfWhole(items, query)
  },
})

export const timeline = route('GET /events/timeline', {
  summary: 'How many events the filters take, per step of time; from rollups where they can tell.',
  permission: 'events:read',
  scoped: true,
  handle: (context) =>
    asking(async () => {
      const { tenant, place, reach, nowMs } = context
      const { limit, cursor, ...query } = context.query
      const part = await eventsPart(tenant, place, reach)
      const filters = await storeFilters(context, query)
      const plan = planTimeline(filters, nowMs, part === null)
      const steps = everyStep(plan, await stepsOf(context, plan, filters, part))
      const sum = (value: (step: TimelineStep) => number): number =>
        steps.reduce((total, step) => total + value(step), 0)
      const page = pageOfWhole(steps.map(pointOf), { limit, cursor })
      if (!page.ok) return page
      return ok({
        from: new Date(plan.fromMs).toISOString(),
        to: new Date(plan.toMs).toISOString(),
        step_s: plan.stepS,
        tier: plan.tier,
        total_events: sum(({ events }) => events),
        total_requests: sum(({ requests }) => requests),
        ...page.value,
      })
    }),
})

const pointOf = ({ at_s, cost_usd, ...counts }: TimelineStep): Timeline['items'][number] => ({
  at: new Date(at_s * 1000).toISOString(),
  ...counts,
  cost_usd: decimalFromNano(nanoFromDecimal(cost_usd)),
})

async function stepsOf(
  { tenant, place }: CallerContext,
  plan: TimelinePlan,
  filters: StoreFilters,
  part: EventsPart,
): Promise<TimelineStep[]> {
  if (plan.tier === 'raw') {
    return place.clickhouse.ask(tenant, timelineRaw, { ...plan, filters, part })
  }
  return place.clickhouse.ask(tenant, plan.tier === 'hourly' ? timelineHourly : timelineDaily, plan)
}
