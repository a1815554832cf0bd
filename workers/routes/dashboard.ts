import type { Overview } from '../../analytics/contract/overview.ts'
import { decimalFromNano, divideHalfEven, nanoFromDecimal } from '../../analytics/pricing/money.ts'
import { eventsSearch } from '../../analytics/queries/events-search.ts'
import { type OverviewHour, overviewHours } from '../../analytics/queries/overview-hours.ts'
import type { EventsPart } from '../../analytics/reach.ts'
import { ok } from '../../analytics/result.ts'
import { withEmails } from '../event-page.ts'
import { asking } from '../http/asking.ts'
import { type CallerContext, route } from '../http/route.ts'
import { eventsPart } from '../identity/events-part.ts'

const recentViolations = 8
/** A wall of open overviews asks once in this time; who just pushed sees it a moment later. */
const freshMs = 2_000
const rememberedMax = 1_000
const remembered = new Map<string, { atMs: number; overview: Overview }>()

export const overview = route('GET /dashboard/overview', {
  summary:
    'The last seven days beside the seven before: events, cost, violations, timeline, the latest violations that one may read. At most two seconds old.',
  permission: 'analytics:read',
  async handle(context) {
    const { tenant, place, caller, nowMs } = context
    const part = await eventsPart(tenant, place, caller.access.reach('events:read', nowMs))
    const name = JSON.stringify([tenant.region, tenant.orgId, part])
    const known = remembered.get(name)
    if (known && nowMs - known.atMs < freshMs) return ok(known.overview)
    return asking(async () => {
      const read = await readOverview(context, part)
      if (remembered.size >= rememberedMax) remembered.clear()
      remembered.set(name, { atMs: nowMs, overview: read })
      return ok(read)
    })
  },
})

async function readOverview(context: CallerContext, part: EventsPart): Promise<Overview> {
  const { tenant, place, nowMs } = context
  const latest = { only_violations: true, part, after: null, rows: recentViolations }
  const [hours, violations] = await Promise.all([
    place.clickhouse.ask(tenant, overviewHours, { nowMs }),
    place.clickhouse.ask(tenant, eventsSearch, latest),
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

function figuresOf(hours: readonly OverviewHour[]) {
  const events = hours.reduce((sum, hour) => sum + hour.events, 0)
  const costNano = hours.reduce((sum, hour) => sum + nanoFromDecimal(hour.cost_usd), 0n)
  return {
    events_7d: events,
    cost_7d_usd: decimalFromNano(costNano),
    violations_7d: hours.reduce((sum, hour) => sum + hour.violations, 0),
    avg_cost_per_event_usd: decimalFromNano(events === 0 ? 0n : divideHalfEven(costNano, BigInt(events))),
  }
}
