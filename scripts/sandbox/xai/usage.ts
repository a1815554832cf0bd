import { nanoFromDecimal } from '../../../analytics/pricing/money.ts'
import { chargesOf, type TokenKind } from '../charges.ts'
import type { Span } from '../ledger.ts'
import { listedModel, type Model } from '../models.ts'
import { DAY_MS, floorTo, instantText } from '../moments.ts'
import { objectIn } from '../routes.ts'
import type { Traffic } from '../traffic.ts'
import { Refusal, type WireRequest } from '../wire.ts'

/** The models in use at xAI. */
export const xaiModels: readonly Model[] = Object.freeze(
  ['grok-4-0709', 'grok-3-mini', 'grok-code-fast-1'].map((id) => listedModel('x-ai', id)),
)

/** More points than this are cut off, and the answer says so. */
const POINTS_MAX = 150

const kindNames: Readonly<Record<TokenKind, string>> = {
  input: 'input',
  cacheRead: 'cached input',
  cacheWrite5m: 'input',
  cacheWrite1h: 'input',
  output: 'output',
}

/** Dollars by line of the bill and day. */
function linesOf(
  traffic: Traffic,
  fromMs: number,
  toMs: number,
  nowMs: number,
): Map<string, Map<number, number>> {
  const lines = new Map<string, Map<number, number>>()
  traffic.visit(fromMs, toMs, nowMs, (call) => {
    const dayMs = floorTo(call.atMs, DAY_MS)
    for (const { kind, usd } of chargesOf(call)) {
      const name = `${call.model.label} ${kindNames[kind]}`
      const days = lines.get(name) ?? new Map<number, number>()
      lines.set(name, days)
      days.set(dayMs, (days.get(dayMs) ?? 0) + usd)
    }
  })
  return lines
}

const dollars = (usd: number) => Number(usd.toFixed(10))

type Analytics = {
  timeRange?: { startTime?: unknown; endTime?: unknown; timezone?: unknown }
  timeUnit?: unknown
  groupBy?: unknown
}

/** `POST …/usage`: dollars by day and line of the bill. Errors: Refusal 400. */
export function usageSeries(request: WireRequest, traffic: Traffic): unknown {
  const { timeRange, timeUnit, groupBy } = (objectIn(request).analyticsRequest ?? {}) as Analytics
  const moment = (text: unknown) => {
    const isMoment = typeof text === 'string' && /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)
    return isMoment ? Date.parse(`${text.replace(' ', 'T')}Z`) : Number.NaN
  }
  const [fromMs, toMs] = [moment(timeRange?.startTime), moment(timeRange?.endTime)]
  if (!(fromMs < toMs) || timeRange?.timezone !== 'Etc/GMT') throw new Refusal(400, 'Invalid time range')
  if (timeUnit !== 'TIME_UNIT_DAY') throw new Refusal(400, 'Invalid time unit')
  if (JSON.stringify(groupBy) !== '["description"]') throw new Refusal(400, 'Invalid group by')

  const lines = [...linesOf(traffic, floorTo(fromMs, DAY_MS), toMs, request.nowMs)]
  const points = lines.reduce((sum, [, days]) => sum + days.size, 0)
  const shown = points > POINTS_MAX ? lines.slice(0, 2) : lines
  return {
    timeSeries: shown.map(([name, days]) => ({
      group: [name],
      groupLabels: [name],
      dataPoints: [...days].map(([dayMs, usd]) => ({
        timestamp: instantText(dayMs),
        values: [dollars(usd)],
      })),
    })),
    limitReached: points > POINTS_MAX,
  }
}

/** What a span costs in all. Units: billionths of a dollar. */
export function costsNano(traffic: Traffic, { fromMs, toMs, nowMs }: Span): bigint {
  return [...linesOf(traffic, fromMs, toMs, nowMs).values()]
    .flatMap((days) => [...days.values()])
    .reduce((sum, usd) => sum + nanoFromDecimal(dollars(usd)), 0n)
}
