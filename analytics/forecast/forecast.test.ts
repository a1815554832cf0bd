import { describe, expect, it } from 'vitest'
import { backtest, errorInterval, expectedSum } from './backtest.ts'
import { kinds, madeSeries, seeded } from './made-series.ts'
import { learn } from './weekday-seasonal.ts'

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const lastDays = (values: readonly number[], days: number): number => sum(values.slice(-days)) / days

/** What else one could say of the days that are left; each is better somewhere, and none everywhere. */
const naive = {
  /** The average of the month so far. */
  'run rate of the month': (known: readonly number[], days: number) =>
    lastDays(known, Math.max(1, 30 - days)) * days,
  'run rate of seven days': (known: readonly number[], days: number) => lastDays(known, 7) * days,
  'same weekday of last week': (known: readonly number[], days: number) =>
    sum(Array.from({ length: days }, (_, day) => known.at(-7 + (day % 7)) ?? 0)),
}

const seeds = Array.from({ length: 12 }, (_, index) => 5_000 + index)
const horizons = [5, 12, 20, 28]

/** Weighted errors over one kind of series. Shape: sum of absolute errors over the sum of costs. */
function errorOf(
  kind: (typeof kinds)[number],
  expected: (known: readonly number[], days: number) => number,
): number {
  let missed = 0
  let spent = 0
  for (const seed of seeds) {
    const values = madeSeries[kind](180, seeded(seed))
    for (let origin = 60; origin <= 150; origin += 10) {
      for (const days of horizons.filter((each) => origin + each <= values.length)) {
        const actual = sum(values.slice(origin, origin + days))
        missed += Math.abs(expected(values.slice(0, origin), days) - actual)
        spent += actual
      }
    }
  }
  return missed / spent
}
const ours = (known: readonly number[], days: number) => expectedSum({ weekday: 0, values: known }, days)
const average = (values: readonly number[]) => sum(values) / values.length

describe('the forecast', () => {
  const own = new Map(kinds.map((kind) => [kind, errorOf(kind, ours)]))

  it.each(Object.entries(naive))('errs less than the %s over all kinds of series', (_name, expected) => {
    const other = average(kinds.map((kind) => errorOf(kind, expected)))
    expect(average([...own.values()])).toBeLessThan(0.85 * other)
  })

  it.each(kinds)(
    'of a series that is %s is never far worse than the best naive one, and mostly better',
    (kind) => {
      const best = Math.min(...Object.values(naive).map((expected) => errorOf(kind, expected)))
      expect(own.get(kind)).toBeLessThan(1.35 * best)
    },
  )

  it('is within a few per cent where costs are steady', () => {
    expect(own.get('steady')).toBeLessThan(0.05)
    expect(own.get('with idle weekends')).toBeLessThan(0.1)
  })

  it('holds the truth in about eight of ten intervals', () => {
    let inside = 0
    let judged = 0
    for (const kind of kinds) {
      for (const seed of seeds) {
        const values = madeSeries[kind](148, seeded(seed))
        for (const days of [8, 20]) {
          const series = { weekday: 0, values: values.slice(0, 120) }
          const tested = backtest(series, days)
          if (!tested) throw new Error('there is no back-test')
          const { low, high } = errorInterval(tested.errors, tested.horizonDays)
          const expected = expectedSum(series, days)
          const error = (sum(values.slice(120, 120 + days)) - expected) / expected
          judged += 1
          inside += error >= low && error <= high ? 1 : 0
        }
      }
    }
    expect(inside / judged).toBeGreaterThan(0.75)
    expect(inside / judged).toBeLessThan(0.92)
  })

  it('knows the weekdays of any first day', () => {
    const values = Array.from({ length: 60 }, (_, day) => ((day + 3) % 7 < 5 ? 10 : 0))
    const predict = learn({ weekday: 3, values })
    const next = Array.from({ length: 14 }, (_, day) => Math.round(predict(day + 1)))
    expect(next).toEqual(Array.from({ length: 14 }, (_, day) => ((63 + day) % 7 < 5 ? 10 : 0)))
  })

  it('learns from the last ninety days and nothing before them', () => {
    const values = madeSeries['with idle weekends'](90, seeded(4))
    const before = madeSeries.growing(110, seeded(5))
    const alone = expectedSum({ weekday: (2 + 110) % 7, values }, 10)
    expect(expectedSum({ weekday: 2, values: [...before, ...values] }, 10)).toBe(alone)
    expect(expectedSum({ weekday: 2, values: [...before.slice(1), 1, ...values] }, 10)).toBe(alone)
  })

  it.each([
    [1.1, 0.02],
    [0.9, -0.02],
  ])('of costs that go by %f a day goes on by %f a day at most, ever less', (factor, daily) => {
    const predict = learn({ weekday: 0, values: Array.from({ length: 60 }, (_, day) => 100 * factor ** day) })
    const grownBy = (days: number) =>
      1 + daily * sum(Array.from({ length: days }, (_, index) => 0.97 ** (index + 1)))
    for (const ahead of [2, 10, 31])
      expect(predict(ahead) / predict(1)).toBeCloseTo(grownBy(ahead) / grownBy(1), 9)
  })

  it('sees no trend in what is shorter than three weeks', () => {
    const rising = (days: number) =>
      learn({ weekday: 0, values: Array.from({ length: days }, (_, day) => 100 + day) })
    expect(rising(20)(31)).toBeCloseTo(rising(20)(10), 9)
    expect(rising(21)(31)).toBeGreaterThan(1.01 * rising(21)(10))
  })

  it('is the same with one absurd day as without it, within a few per cent', () => {
    const values = madeSeries.steady(90, seeded(1))
    const plain = expectedSum({ weekday: 0, values }, 10)
    const absurd = expectedSum({ weekday: 0, values: values.with(84, 10_000) }, 10)
    const gap = expectedSum({ weekday: 0, values: values.with(80, 0).with(81, 0) }, 10)
    expect(Math.abs(absurd / plain - 1)).toBeLessThan(0.06)
    expect(Math.abs(gap / plain - 1)).toBeLessThan(0.06)
  })

  it('believes a new level within a week', () => {
    const values = madeSeries.steady(90, seeded(2)).map((value, day) => (day < 80 ? value : 3 * value))
    const before = expectedSum({ weekday: 0, values: values.slice(0, 80) }, 7)
    expect(expectedSum({ weekday: 0, values }, 7)).toBeGreaterThan(1.8 * before)
  })

  it.each([
    ['nothing but zeros', Array.from({ length: 40 }, () => 0)],
    ['a single cost', Array.from({ length: 40 }, (_, day) => (day === 20 ? 5 : 0))],
    ['costs that end', Array.from({ length: 60 }, (_, day) => (day < 30 ? 9 : 0))],
    ['enormous costs', Array.from({ length: 60 }, (_, day) => 1e12 + day)],
    ['one day', [4]],
  ])('of %s is a number and not below zero', (_what, values) => {
    const predict = learn({ weekday: 0, values })
    for (const ahead of [1, 7, 31]) {
      expect(Number.isFinite(predict(ahead))).toBe(true)
      expect(predict(ahead)).toBeGreaterThanOrEqual(0)
    }
  })
})

describe('a back-test', () => {
  const series = (days: number) => ({ weekday: 0, values: madeSeries.growing(days, seeded(3)) })

  it('knows nothing of what came later', () => {
    const { values } = series(120)
    const [first = 0, second = 0] = values.slice(96, 98)
    // Both days together cost the same, so that a forecast which begins before them errs by the same.
    const moved = values.with(96, 0).with(97, first + second)
    const errorsFrom = (from: number, until: number, each: readonly number[]) =>
      backtest({ weekday: 0, values: each }, 5)?.errors.slice(from - 26, until - 26)
    const plain = errorsFrom(93, 97, values) ?? []
    for (const [index, error] of (errorsFrom(93, 97, moved) ?? []).entries()) {
      expect(error).toBeCloseTo(plain[index] ?? Number.NaN, 10)
    }
    expect(plain).toHaveLength(4)
    expect(errorsFrom(26, 92, moved)).toEqual(errorsFrom(26, 92, values))
    expect(errorsFrom(98, 116, moved)).not.toEqual(errorsFrom(98, 116, values))
  })

  it('is of fewer days where the past is short, and of none where it is too short', () => {
    expect(backtest(series(27), 20)).toBeNull()
    expect(backtest(series(28), 20)).toMatchObject({ horizonDays: 1, coverage: null })
    expect(backtest(series(40), 20)).toMatchObject({ horizonDays: 13 })
    expect(backtest(series(60), 20)).toMatchObject({ horizonDays: 20 })
  })

  it.each([
    [1, 29, 20, 10 / 300, 21 / 22],
    [2, 28, 20, 10 / 570, 19 / 20],
    [1, 29, 0, 10 / 280, 21 / 22],
    [2, 28, 0, 10 / 550, 19 / 20],
  ])(
    'of %i days over a steady past of 10 a day errs in the last of %i only when the last day costs %i',
    (days, origins, last, wape, coverage) => {
      const values = Array.from({ length: 50 }, (_, day) => (day === 49 ? last : 10))
      const tested = backtest({ weekday: 0, values }, days)
      const error = (last - 10) / 10 / days
      const errors = Array.from({ length: origins }, (_, index) => (index === origins - 1 ? error : 0))
      expect(tested?.errors).toEqual(errors.map((error) => expect.closeTo(error, 9)))
      expect(tested?.wape).toBeCloseTo(wape, 9)
      expect(tested?.runRateWape).toBeCloseTo(wape, 9)
      expect(tested?.coverage).toBeCloseTo(coverage, 9)
    },
  )

  it('takes for the run rate the average of the seven days before', () => {
    const values = Array.from({ length: 40 }, (_, day) => (day === 35 ? 80 : 10))
    // Off by 70 on that day and by 10 on each of the four after it, of 260 in nineteen days.
    expect(backtest({ weekday: 0, values }, 1)?.runRateWape).toBeCloseTo(110 / 260, 9)
  })

  it('tells its error beside that of the run rate, and its coverage once there is enough to tell', () => {
    const tested = backtest(series(180), 10)
    expect(tested?.errors).toHaveLength(90)
    expect(tested?.wape).toBeLessThan(tested?.runRateWape ?? 0)
    expect(tested?.coverage).toBeGreaterThan(0.5)
    // Of fourteen errors the last seven have seven before them.
    expect(backtest(series(34), 1)?.coverage).toBeNull()
    expect(backtest(series(35), 1)?.coverage).not.toBeNull()
  })
})

describe('the interval of errors', () => {
  const errors = (step: number) => Array.from({ length: 11 }, (_, index) => (index - 5) * step)

  it('leaves a tenth out on either side, and is the wider the fewer horizons the past holds', () => {
    expect(errorInterval(errors(0.1).toReversed(), 11).high).toBeCloseTo(0.4 * (1 + 1.6 / 2), 9)
    expect(errorInterval(errors(0.1), 11).low).toBeCloseTo(-0.4 * (1 + 1.6 / 2), 9)
    expect(errorInterval(errors(0.1), 1).high).toBeCloseTo(0.4 * (1 + 1.6 / 12), 9)
  })

  it('lies between two errors where none stands at the tenth, and around its middle', () => {
    const { low, high } = errorInterval([1, 0], 2)
    expect([low, high]).toEqual([expect.closeTo(0.5 - 0.4 * 1.8, 9), expect.closeTo(0.5 + 0.4 * 1.8, 9)])
  })

  it('never takes away more than everything', () => {
    expect(errorInterval(errors(0.2), 11)).toEqual({ low: -1, high: expect.closeTo(0.8 * 1.8, 9) })
  })
})
