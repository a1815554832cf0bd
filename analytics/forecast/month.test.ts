import { describe, expect, it } from 'vitest'
import { dayAfter } from '../costs/spans.ts'
import { backtest, errorInterval, expectedSum } from './backtest.ts'
import { madeSeries, seeded } from './made-series.ts'
import { dailyNano, monthForecast } from './month.ts'

const today = '2026-11-21'
/** Costs of whole days up to yesterday, the newest last, and what today has cost so far. */
function spent(values: readonly number[], soFar = '0') {
  const days = values.map((value, index) => ({
    day: dayAfter(today, index - values.length),
    cost_usd: value.toFixed(9),
  }))
  return dailyNano([...days, { day: today, cost_usd: soFar }])
}

/** What was spent, and the low, the likely and the high end of the month. Units: US dollars. */
function sumsOf({ month_to_date_usd, low_usd, forecast_usd, high_usd }: ReturnType<typeof monthForecast>) {
  const [toDate = 0, low = 0, point = 0, high = 0] = [month_to_date_usd, low_usd, forecast_usd, high_usd].map(
    Number,
  )
  return [toDate, low, point, high] as const
}

describe('a forecast of the month', () => {
  it('is what was spent and what the days that are left are expected to cost, today as a whole', () => {
    const flat = monthForecast(
      spent(
        Array.from({ length: 100 }, () => 10),
        '4',
      ),
      today,
    )
    expect(flat).toMatchObject({
      month_to_date_usd: '204',
      forecast_usd: '300',
      reason: null,
      learned_days: 100,
      backtest: { horizon_days: 10, wape: 0 },
    })
    expect(flat.days.map(({ day }) => day)).toEqual(
      Array.from({ length: 10 }, (_, day) => dayAfter(today, day)),
    )
  })

  it('lies in its interval, which lies above what was spent', () => {
    for (const kind of ['steady', 'noisy', 'with lone peaks', 'with days that are missing'] as const) {
      const found = monthForecast(spent(madeSeries[kind](120, seeded(9)), '1'), today)
      const [toDate, low, point, high] = sumsOf(found)
      expect(low).toBeLessThanOrEqual(point)
      expect(point).toBeLessThanOrEqual(high)
      expect(toDate).toBeLessThanOrEqual(low)
      expect(low).toBeLessThan(high)
    }
  })

  it('expects of each day what its weekday is like', () => {
    const cost = (day: string) => (new Date(day).getUTCDay() % 6 === 0 ? 0 : 10)
    const values = Array.from({ length: 84 }, (_, index) => cost(dayAfter(today, index - 84)))
    const { days, forecast_usd } = monthForecast(spent(values), today)
    for (const { day, expected_usd } of days)
      expect([day, Math.round(Number(expected_usd))]).toEqual([day, cost(day)])
    expect(Math.round(Number(forecast_usd))).toBe(210)
  })

  it.each([30, 40, 120])(
    'after %d days says its errors, and how far they reach over the days that are left',
    (known) => {
      const values = madeSeries.noisy(known, seeded(5)).map((value) => Number(value.toFixed(9)))
      const found = monthForecast(spent(values), today)
      const series = { weekday: (new Date(dayAfter(today, -known)).getUTCDay() + 6) % 7, values }
      const tested = backtest(series, 10)
      if (!tested) throw new Error('there is no back-test')
      const share = (value: number) => Math.round(value * 1e4) / 1e4
      expect(found.backtest).toEqual({
        horizon_days: Math.min(10, known - 27),
        origins: tested.errors.length,
        wape: share(tested.wape),
        coverage: tested.coverage === null ? null : share(tested.coverage),
        run_rate_wape: share(tested.runRateWape),
      })
      const { low, high } = errorInterval(tested.errors, tested.horizonDays)
      const before = Number(found.month_to_date_usd)
      const expected = expectedSum(series, 10)
      const reach = Math.sqrt(10 / tested.horizonDays)
      expect(Number(found.forecast_usd)).toBeCloseTo(before + expected, 4)
      expect(Number(found.low_usd)).toBeCloseTo(before + Math.max(0, expected * (1 + low * reach)), 4)
      expect(Number(found.high_usd)).toBeCloseTo(before + expected * (1 + high * reach), 4)
    },
  )

  it.each([
    ['grows faster than any trend', (index: number) => 1.08 ** index],
    ['falls faster than any trend', (index: number) => 1000 * 0.9 ** index],
  ])('of what %s still lies in its interval', (_, value) => {
    const found = monthForecast(spent(Array.from({ length: 90 }, (_each, index) => value(index))), today)
    const [low, point, high] = [found.low_usd, found.forecast_usd, found.high_usd].map(Number)
    expect(point).toBeGreaterThanOrEqual(low ?? Number.NaN)
    expect(point).toBeLessThanOrEqual(high ?? Number.NaN)
  })

  it('is the same whatever order days are told in', () => {
    const known = spent(madeSeries.noisy(60, seeded(6)))
    expect(monthForecast(new Map([...known].reverse()), today)).toEqual(monthForecast(known, today))
  })

  it('is no less than what today has cost already', () => {
    const found = monthForecast(
      spent(
        Array.from({ length: 60 }, () => 1),
        '500',
      ),
      today,
    )
    expect(found).toMatchObject({ month_to_date_usd: '520', forecast_usd: '520', low_usd: '520' })
  })

  it.each([
    ['2026-11-01', 30],
    ['2026-12-01', 31],
    ['2027-02-01', 28],
    ['2028-02-01', 29],
    ['2028-02-29', 1],
    ['2026-11-15', 16],
    ['2026-12-31', 1],
  ])('on %s has its interval and its back-test over the %d days that are left', (day, left) => {
    const costs = madeSeries.noisy(150, seeded(3)).map((value, index) => ({
      day: dayAfter(day, index - 150),
      cost_usd: value.toFixed(9),
    }))
    const found = monthForecast(dailyNano(costs), day)
    const [toDate, low, point, high] = sumsOf(found)
    expect(found.days.map((each) => each.day)).toEqual(
      Array.from({ length: left }, (_, index) => dayAfter(day, index)),
    )
    expect(found.backtest).toMatchObject({ horizon_days: left, wape: expect.any(Number) })
    expect(found.backtest?.coverage).toBeGreaterThan(0.5)
    expect(low).toBeLessThan(point)
    expect(point).toBeLessThan(high)
    expect(toDate).toBeLessThanOrEqual(low)
  })

  it('is of today alone on the last day of a month, and of all days on the first', () => {
    const known = spent(Array.from({ length: 60 }, () => 2))
    expect(monthForecast(known, '2026-11-30').days).toHaveLength(1)
    const first = monthForecast(known, '2026-11-01')
    expect(first.days).toHaveLength(30)
    expect(first.month_to_date_usd).toBe('2')
  })

  it.each([
    ['nothing was ever spent', [], 'no_costs', 0],
    ['nothing but zeros is known', [0, 0, 0], 'no_costs', 0],
    ['27 days are known', Array.from({ length: 27 }, () => 1), 'too_short', 27],
    ['yesterday alone is known', [1], 'too_short', 1],
  ] as const)('is none when %s, and says why', (_when, values, reason, learned) => {
    expect(monthForecast(spent(values), today)).toMatchObject({
      forecast_usd: null,
      low_usd: null,
      high_usd: null,
      backtest: null,
      days: [],
      reason,
      learned_days: learned,
    })
  })

  it('has no interval where every forecast of the past was of nothing', () => {
    const found = monthForecast(spent([5, ...Array.from({ length: 40 }, () => 0)]), today)
    expect(found).toMatchObject({ reason: null, low_usd: null, high_usd: null, backtest: null })
    expect(found.days).toHaveLength(10)
  })

  it('is none when today alone has cost something', () => {
    expect(monthForecast(spent([], '5'), today)).toMatchObject({
      month_to_date_usd: '5',
      forecast_usd: null,
      reason: 'no_costs',
      learned_days: 0,
    })
  })

  it('is there from 28 days on', () => {
    const values = madeSeries.steady(28, seeded(4))
    expect(monthForecast(spent(values), today)).toMatchObject({ reason: null, backtest: { horizon_days: 1 } })
  })

  it('takes holes for days without cost and a day below zero for none', () => {
    const known = new Map([...spent(Array.from({ length: 60 }, () => 3))])
    known.delete('2026-11-10')
    known.set('2026-11-11', -5_000_000_000n)
    const found = monthForecast(known, today)
    expect(found.month_to_date_usd).toBe('49')
    expect(Number(found.forecast_usd)).toBeCloseTo(49 + 30, -1)
  })

  it('adds rows of a day to the last digit', () => {
    const row = (cost_usd: string) => ({ day: today, cost_usd })
    expect(dailyNano([row('0.1'), row('0.2'), row('-0.000000001')])).toEqual(new Map([[today, 299_999_999n]]))
  })
})
