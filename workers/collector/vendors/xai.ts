import { z } from 'zod'
import { nanoFromDecimal } from '../../../analytics/pricing/money.ts'
import { fail, ok } from '../../../analytics/result.ts'
import type { CostObservation } from '../../../analytics/usage.ts'
import { bearer } from '../authorization.ts'
import { wholeBuckets } from '../bucket-range.ts'
import { halved, spanCursor, spansLeft, unknownStage } from '../lists.ts'
import { dayMs, hourMs, wholeHistoryMs } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import { emptyPage, judged, postForPage, skippedRows } from '../page.ts'
import { amount } from '../shapes.ts'
import { costPage } from '../sums.ts'
import { type Pulled, type PullWindow, type VendorContext, vendor } from '../vendor.ts'
import { pullAudit } from './xai-audit.ts'
import { ofTeam, teamOf, validate } from './xai-team.ts'

/**
 * xAI teams, read through the Management API.
 * Source: xAI's management guides, September 2026, and clients of it.
 */
export const xai = vendor({
  id: 'xai',
  label: 'xAI',
  apis: { api: { default: 'https://management-api.x.ai', env: 'XAI_MANAGEMENT_BASE_URL' } },
  credentialKinds: [
    {
      kind: 'management_key',
      label: 'Management key',
      hint: /^xai-token-[\w-]{40,}$/,
      help: 'Made in the console under Settings, Management Keys, for one team. Keys for calling models are refused.',
      settings: [],
    },
  ],
  units: { money: 'US dollars, as a number; balances in cents with the sign turned', time: 'RFC 3339, UTC' },
  validate,
  streams: [
    {
      name: 'cost',
      kind: 'cost',
      intervalS: 3600,
      bucketMs: dayMs,
      overlapMs: 3 * dayMs,
      backfillMs: wholeHistoryMs,
      windowMs: 30 * dayMs,
      paceMs: 500,
      pull: pullCosts,
    },
    {
      name: 'audit',
      kind: 'audit',
      intervalS: 15 * 60,
      bucketMs: null,
      overlapMs: hourMs,
      backfillMs: wholeHistoryMs,
      windowMs: 7 * dayMs,
      emptyWindowMs: 180 * dayMs,
      paceMs: 500,
      pull: pullAudit,
    },
  ],
  absent: {
    usage:
      'xAI reports what was charged for each line of the bill; how it would name counts of tokens is not documented.',
    content: 'xAI hands out no prompts.',
    inventory: 'The Management API lists keys, but neither people nor projects.',
  },
})

const series = z.object({
  timeSeries: z.array(z.unknown()),
  limitReached: z.boolean().nullish(),
})
const line = z.object({
  group: z.array(z.string()).nullish(),
  groupLabels: z.array(z.string()).nullish(),
  dataPoints: z.array(z.unknown()),
})
const point = z.object({
  timestamp: z.iso.datetime({ offset: true }),
  values: z.tuple([amount], z.unknown()),
})

/** Lines of the bill by day. An answer that reached its limit is thrown away and its span asked for in halves. */
async function pullCosts(ctx: VendorContext, window: PullWindow): Pulled {
  const spans = spansLeft(window.page, wholeBuckets(ctx, window, dayMs))
  if (!spans) return fail(unknownStage)
  const [span, ...rest] = spans
  if (!span) return ok(emptyPage())
  const team = await teamOf(ctx)
  if (!team.ok) return team
  const page = await postForPage(
    ctx,
    { url: ofTeam(ctx, '/v1/billing/teams', team.value, '/usage', {}), headers: bearer(ctx) },
    {
      analyticsRequest: {
        timeRange: {
          startTime: zoneless(span.startMs),
          endTime: zoneless(span.endMs),
          timezone: 'Etc/GMT',
        },
        timeUnit: 'TIME_UNIT_DAY',
        values: [{ name: 'usd', aggregation: 'AGGREGATION_SUM' }],
        groupBy: ['description'],
        filters: [],
      },
    },
    series,
  )
  if (!page.ok) return page
  if (page.value.body.limitReached) {
    const halves = halved(span, dayMs)
    if (!halves) return fail({ tag: 'bad_json', reason: 'one day has more lines than an answer may hold' })
    return ok({ ...emptyPage(), nextPage: spanCursor([...halves, ...rest]) })
  }

  const lines = judged(page.value.body.timeSeries, line)
  const read = lines.kept.map(({ group, groupLabels, dataPoints }) => {
    const lineItem = groupLabels?.[0] || group?.[0] || 'unspecified'
    const points = judged(dataPoints, point)
    return { ...points, costs: points.kept.map((each) => costOf(team.value, lineItem, each)) }
  })
  const kept = read
    .flatMap(({ costs }) => costs)
    .filter(({ dayAtMs }) => dayAtMs >= span.startMs && dayAtMs < span.endMs)
  const skipped = [...lines.skipped, ...read.flatMap((each) => each.skipped)]
  const malformed = skipped.reduce((sum, { count }) => sum + count, 0)
  return ok(
    costPage({
      raw: page.value.raw,
      kept,
      rows: kept.length + malformed,
      skipped: skippedRows('malformed_row', malformed),
      next: spanCursor(rest),
    }),
  )
}

function costOf(
  team: string,
  lineItem: string,
  { timestamp, values }: z.infer<typeof point>,
): CostObservation {
  const dayAtMs = Math.floor(Date.parse(timestamp) / dayMs) * dayMs
  return {
    naturalKey: naturalKey('xai', team, 'cost', dayAtMs, dayMs, lineItem),
    vendorId: 'xai',
    dayAtMs,
    lineItem,
    projectRef: null,
    apiKeyRef: null,
    amountNano: nanoFromDecimal(values[0]),
    currency: 'USD',
  }
}

/** `YYYY-MM-DD HH:MM:SS` in the zone that is named beside it. */
function zoneless(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')
}
