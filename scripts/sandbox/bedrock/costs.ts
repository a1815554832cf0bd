import { nanoFromDecimal } from '../../../analytics/pricing/money.ts'
import { chargesOf, type TokenKind } from '../charges.ts'
import type { Span } from '../ledger.ts'
import { DAY_MS, dayText } from '../moments.ts'
import type { Traffic } from '../traffic.ts'
import { Refusal } from '../wire.ts'
import { HOME_REGION, regionOf } from './models.ts'

/** Days of a page. */
const PAGE_DAYS = 9
/** The bill of a day begins to show this long after the day began. */
const LATE_MS = 10 * 3_600_000

const kinds: Readonly<Record<TokenKind, string>> = {
  input: 'InputTokenCount',
  cacheRead: 'CacheReadInputTokenCount',
  cacheWrite5m: 'CacheWriteInputTokenCount',
  cacheWrite1h: 'CacheWrite1hInputTokenCount',
  output: 'OutputTokenCount',
}

type Group = { service: string; usageType: string; usd: number }

function groupsOf(traffic: Traffic, dayMs: number, nowMs: number): Group[] {
  if (nowMs < dayMs + LATE_MS) return []
  const groups = new Map<string, Group>()
  const add = (service: string, usageType: string, usd: number) => {
    const key = `${service}\n${usageType}`
    groups.set(key, { service, usageType, usd: usd + (groups.get(key)?.usd ?? 0) })
  }
  traffic.visit(dayMs, dayMs + DAY_MS, nowMs, (call) => {
    const place = regionOf(call) === HOME_REGION ? 'USE1' : 'EUC1'
    for (const { kind, usd } of chargesOf(call)) {
      add(call.model.label, `${place}-${kinds[kind]}${call.batch ? '-Batch' : ''}`, usd)
    }
  })
  if (groups.size > 0) {
    add('Amazon Simple Storage Service', 'TimedStorage-ByteHrs', 0.42)
    if (new Date(dayMs).getUTCDay() === 1) add('Amazon Bedrock', 'Credit', -2.5)
  }
  return [...groups.values()]
}

type Asked = {
  TimePeriod: { Start: string; End: string }
  Granularity: string
  GroupBy: { Key: string }[]
  NextPageToken?: string
}

/** `GetCostAndUsage` by day, service and usage type. Errors: Refusal 400. */
export function costAndUsage(body: string, traffic: Traffic, nowMs: number): unknown {
  const { TimePeriod, Granularity, GroupBy, NextPageToken } = JSON.parse(body) as Asked
  const fromMs = Date.parse(`${TimePeriod.Start}T00:00:00Z`)
  const toMs = Date.parse(`${TimePeriod.End}T00:00:00Z`)
  if (!(fromMs < toMs))
    throw new Refusal(400, 'Start date (and hour) should be before end date.', 'ValidationException')
  if (Granularity !== 'DAILY' || GroupBy.map(({ Key }) => Key).join() !== 'SERVICE,USAGE_TYPE')
    throw new Refusal(400, 'Only DAILY by SERVICE and USAGE_TYPE is kept here.', 'ValidationException')
  const startMs = fromMs + Number(NextPageToken ?? 0) * DAY_MS
  const endMs = Math.min(startMs + PAGE_DAYS * DAY_MS, toMs)
  const daysMs = Array.from({ length: (endMs - startMs) / DAY_MS }, (_, i) => startMs + i * DAY_MS)
  return {
    GroupDefinitions: GroupBy,
    ResultsByTime: daysMs.map((dayMs) => ({
      TimePeriod: { Start: dayText(dayMs), End: dayText(dayMs + DAY_MS) },
      Total: {},
      Groups: groupsOf(traffic, dayMs, nowMs).map((group) => ({
        Keys: [group.service, group.usageType],
        Metrics: { UnblendedCost: { Amount: amountOf(group), Unit: 'USD' } },
      })),
      Estimated: nowMs < dayMs + 3 * DAY_MS,
    })),
    DimensionValueAttributes: [],
    ...(endMs < toMs ? { NextPageToken: String((endMs - fromMs) / DAY_MS) } : {}),
  }
}

/** What the bill says of Bedrock in a span. Units: billionths of a dollar. */
export function costsNano(traffic: Traffic, { fromMs, toMs, nowMs }: Span): bigint {
  let sum = 0n
  for (let dayMs = fromMs; dayMs < toMs; dayMs += DAY_MS) {
    for (const group of groupsOf(traffic, dayMs, nowMs)) {
      if (group.service.includes('Bedrock')) sum += nanoFromDecimal(amountOf(group))
    }
  }
  return sum
}

function amountOf({ usd }: Group): string {
  return usd.toFixed(10)
}
