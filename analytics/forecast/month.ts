import type { CostForecast } from '../contract/costs.ts'
import { dayAfter, daysOf, monthOf } from '../costs/spans.ts'
import { decimalFromNano, nanoFromDecimal } from '../pricing/money.ts'
import { backtest, errorInterval, originsLeast, trainDaysLeast } from './backtest.ts'
import { type DailySeries, learn } from './weekday-seasonal.ts'

/** Whole days before today that a forecast and its first back-tests take. */
const daysLeast = trainDaysLeast + originsLeast
/** How far back forecasts and back-tests look. */
export const daysRead = 180
const nanoPerDollar = 1e9
const microPerDollar = 1e6

/** What was spent on days: nano-USD by day; a day that is missing had no cost. */
export type DailyNano = ReadonlyMap<string, bigint>

/**
 * The cost of the month that `today` lies in: what was spent, and what the days that are left are expected to add, today
 * as a whole. Learned from whole days alone. Nothing is expected where nothing was ever spent or too little is known.
 */
export function monthForecast(spent: DailyNano, today: string): CostForecast {
  const month = monthOf(today)
  const nanoOf = (day: string): bigint => spent.get(day) ?? 0n
  const past = daysBetween(month.from, dayAfter(today, -1))
  const beforeTodayNano = past.reduce((sum, day) => sum + nanoOf(day), 0n)
  const toDateNano = beforeTodayNano + nanoOf(today)
  const series = seriesUntil(spent, dayAfter(today, -1))
  const known = series?.values.length ?? 0
  const silent: Omit<CostForecast, 'reason'> = {
    month_to_date_usd: decimalFromNano(toDateNano),
    forecast_usd: null,
    low_usd: null,
    high_usd: null,
    method: 'weekday_seasonal',
    backtest: null,
    days: [],
    learned_days: known,
  }
  if (series === null) return { ...silent, reason: 'no_costs' }
  if (known < daysLeast) return { ...silent, reason: 'too_short' }

  const left = daysBetween(today, month.to)
  const predict = learn(series)
  const expected = left.map((_, index) => predict(index + 1))
  const tested = backtest(series, left.length)
  // Hardly a day passes without what today has cost already.
  const rest = (dollars: number): bigint => {
    const restNano = nanoOfDollars(dollars)
    return restNano < nanoOf(today) ? toDateNano : beforeTodayNano + restNano
  }
  const sum = expected.reduce((total, dollars) => total + dollars, 0)
  const interval = tested && errorInterval(tested.errors, tested.horizonDays)
  // Errors of fewer days than are left grow as those of a level that wanders.
  const further = tested ? Math.sqrt(left.length / tested.horizonDays) : 1
  return {
    ...silent,
    forecast_usd: decimalFromNano(rest(sum)),
    low_usd: interval && decimalFromNano(rest(Math.min(sum, sum * (1 + interval.low * further)))),
    high_usd: interval && decimalFromNano(rest(Math.max(sum, sum * (1 + interval.high * further)))),
    reason: null,
    backtest: tested && {
      horizon_days: tested.horizonDays,
      origins: tested.errors.length,
      wape: rounded(tested.wape),
      coverage: tested.coverage && rounded(tested.coverage),
      run_rate_wape: rounded(tested.runRateWape),
    },
    days: left.map((day, index) => ({
      day,
      expected_usd: decimalFromNano(nanoOfDollars(expected[index] ?? 0)),
    })),
  }
}

/** Shares to a ten-thousandth. */
const rounded = (share: number): number => Math.round(share * 10_000) / 10_000

/** Daily costs from the first day that had any, with holes as zeros; null when no day had. */
function seriesUntil(spent: DailyNano, last: string): DailySeries | null {
  const first = [...spent].flatMap(([day, nano]) => (nano > 0n && day <= last ? [day] : [])).sort()[0]
  if (first === undefined) return null
  const days = daysBetween(first, last)
  // A day may be negative when a vendor takes back more than it reported; that is no use to learn from.
  const values = days.map((day) => Math.max(0, Number(spent.get(day) ?? 0n) / nanoPerDollar))
  return { weekday: (new Date(first).getUTCDay() + 6) % 7, values }
}

const daysBetween = (from: string, to: string): string[] =>
  Array.from({ length: Math.max(0, daysOf({ from, to })) }, (_, index) => dayAfter(from, index))

/** An expectation is no more exact than a millionth. */
const nanoOfDollars = (dollars: number): bigint =>
  BigInt(Math.round(Math.max(0, dollars) * microPerDollar)) * BigInt(nanoPerDollar / microPerDollar)

/** Sums of several rows by day. */
export function dailyNano(rows: readonly { day: string; cost_usd: string }[]): DailyNano {
  const spent = new Map<string, bigint>()
  for (const { day, cost_usd } of rows) spent.set(day, (spent.get(day) ?? 0n) + nanoFromDecimal(cost_usd))
  return spent
}
