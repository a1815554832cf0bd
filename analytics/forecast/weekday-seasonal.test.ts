import { describe, expect, it } from 'vitest'
import { learn } from './weekday-seasonal.ts'

const daysOf = (count: number, cost: (day: number) => number) =>
  Array.from({ length: count }, (_, day) => cost(day))
const expected = (values: readonly number[], ahead: readonly number[], weekday = 0) => {
  const predict = learn({ weekday, values })
  return ahead.map((days) => predict(days))
}
const about = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 5))
/** The mean of values of which each weighs half as much as one ten days younger, the youngest last. */
function recentMean(values: readonly number[]): number {
  const weights = values.map((_, index) => 2 ** ((index - values.length + 1) / 10))
  const total = weights.reduce((sum, weight) => sum + weight)
  return values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0) / total
}

describe('the level', () => {
  // Too short for weekdays and a trend: every day to come is the recent mean.
  it.each([
    ['that is alone above others counts up to three tenths above', [10, 10, 10, 10, 10, 20], { 5: 13 }],
    ['that is alone below others counts down to three tenths below', [10, 10, 10, 10, 10, 1], { 5: 7 }],
    // The median is 105 and the median distance from it 10: three deviations of a normal variable are 44.478.
    ['counts as far as is usual among others', [90, 100, 100, 110, 120, 400], { 5: 149.478 }],
    // The median is 100, and so is the distance from it of no more than one value.
    ['counts as far as is usual, of an odd number of others', [80, 90, 100, 120, 900], { 4: 188.956 }],
    ['counts wholly where most others are nothing', [0, 0, 0, 0, 0, 5], {}],
    ['is one of four that are new, and believed', [10, 10, 10, 10, 10, 10, 20, 20, 20, 20], {}],
    [
      'is one of three that are new, and not yet believed',
      [10, 10, 10, 10, 10, 10, 10, 20, 20, 20],
      { 7: 13, 8: 13, 9: 13 },
    ],
  ])('of a day %s', (_what, values, counted: Record<number, number>) => {
    const level = recentMean(values.map((value, day) => counted[day] ?? value))
    expect(expected(values, [1, 2, 7, 31])).toEqual(about([level, level, level, level]))
  })
})

describe('the weekdays', () => {
  const office = [115, 125, 120, 120, 105, 60, 55]

  it('that are the same in every week come again as they were', () => {
    const values = daysOf(37, (day) => office[day % 7] ?? 0)
    expect(expected(values, [1, 2, 3, 4, 5, 6, 7])).toEqual(about([120, 120, 105, 60, 55, 115, 125]))
  })

  it('of which one has eight times the cost of the others count it for six times', () => {
    // Four times the week around it, of which three are believed: factors of 3.5 and six of 7/12.
    const values = daysOf(35, (day) => (day % 7 === 0 ? 8 : 1))
    const [first = 0, second = 0, ...others] = expected(values, [1, 2, 3, 31])
    expect(first / second).toBeCloseTo(6, 9)
    expect(others).toEqual(about([second, second]))
    expect(first).toBeCloseTo(6.788261, 5)
  })
})

describe('the trend', () => {
  /** How much of a first day's growth there is after so many days, each growing by 0.97 of the one before it. */
  const grown = (days: number) => daysOf(days, (day) => 0.97 ** (day + 1)).reduce((sum, part) => sum + part)

  it.each([
    // Levels of weeks rise by seven, and their median is between 124 and 131.
    ['of eight weeks', 56, 1 / 127.5],
    // Of the ten weeks the last eight: their median is between 138 and 145.
    ['of the last eight of ten weeks', 70, 1 / 141.5],
  ])('is the slope %s relative to their median', (_what, days, daily) => {
    const [first = 0, later = 0] = expected(
      daysOf(days, (day) => 100 + day),
      [1, 31],
    )
    expect(later / first).toBeCloseTo((1 + daily * grown(31)) / (1 + daily * grown(1)), 9)
  })

  it('counts as far as the weeks agree on it', () => {
    // Weeks of 103, 110 and 109: slopes of 7, 3 and -1. Two rise and one falls: a third of them agrees, squared a ninth.
    const values = daysOf(21, (day) => 100 + Math.min(day, 26 - day))
    const daily = 3 / 9 / 109 / 7
    const [first = 0, later = 0] = expected(values, [1, 31])
    expect(later / first).toBeCloseTo((1 + daily * grown(31)) / (1 + daily * grown(1)), 9)
  })
})

describe('figures that were worked out apart from the code, by the same rules', () => {
  const week = [9, 11, 10, 12, 8, 3, 2]
  it.each([
    [
      'noise',
      2,
      daysOf(45, (day) => (week[day % 7] ?? 0) * 10 + ((day * 37) % 23)),
      [131.356289, 92.998652, 38.107837, 35.547855, 98.280528, 124.369841, 111.14688, 38.108227],
    ],
    [
      'two weeks of noise',
      4,
      daysOf(13, (day) => (week[day % 7] ?? 0) * 10 + ((day * day * 7) % 41)),
      [57.053998, 101.093555, 125.212687, 116.055716, 125.49782, 105.491802, 65.308426, 125.212687],
    ],
    [
      'a weekday that costs hardly anything',
      0,
      daysOf(40, (day) => (day % 7 === 0 ? 0.2 : 10) * (1 + ((day * 5) % 3) / 10)),
      [11.124927, 10.802567, 0.290423, 11.124921, 10.539567, 10.961352, 10.96135, 0.290422],
    ],
    [
      'lone peaks and a lone gap in costs that grow',
      4,
      daysOf(
        61,
        (day) =>
          (week[day % 7] ?? 0) * (day === 20 || day === 33 ? 30 : 10) * (day === 27 ? 0.2 : 1) +
          ((day * day * 7) % 19) +
          day,
      ),
      [87.304718, 84.069494, 165.098657, 187.666801, 181.133066, 205.270644, 159.928209, 186.979427],
    ],
    [
      'growth that is steeper than is believed',
      0,
      daysOf(70, (day) => 10 * 1.03 ** day),
      [75.539458, 76.933907, 78.286522, 79.59856, 80.871236, 82.105732, 83.303193, 103.381631],
    ],
    [
      'a fall that ends at nothing',
      0,
      daysOf(60, (day) => 100 - day),
      [44.738307, 44.114965, 43.510324, 42.923821, 42.354914, 41.803074, 41.267789, 32.292396],
    ],
    [
      'costs on few days',
      0,
      daysOf(29, (day) => (day === 10 || day === 14 || day === 18 ? 5 : 0)),
      [0.432891, 0.431269, 0.429695, 0.428168, 0.426687, 0.425251, 0.423858, 0.400495],
    ],
  ])('tell what comes after %s', (_what, weekday, values, days) => {
    expect(expected(values, [1, 2, 3, 4, 5, 6, 7, 31], weekday)).toEqual(about(days))
  })
})
