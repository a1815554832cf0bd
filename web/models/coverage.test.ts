import { describe, expect, test } from 'vitest'
import { coverageDaysOf, coverageFigures } from './coverage.ts'

describe('coverage', () => {
  test('counts reports without any text neither as inspected nor as missed', () => {
    expect(coverageFigures({ full: 50, partial: 10, none: 40, textless: 35 })).toEqual({
      ...{ held: 65, full: 50, partial: 10, none: 5, textless: 35 },
    })
  })

  test('of an organization that holds reports alone has nothing to inspect', () => {
    expect(coverageFigures({ full: 0, partial: 0, none: 100, textless: 100 })).toEqual({
      ...{ held: 0, full: 0, partial: 0, none: 0, textless: 100 },
    })
  })

  test('is never less than nothing, when a correction came before what it corrects', () => {
    expect(coverageFigures({ full: 3, partial: -1, none: -2, textless: -1 })).toEqual({
      ...{ held: 3, full: 3, partial: 0, none: 0, textless: 0 },
    })
  })

  test.each([
    ['', '30'],
    ['days=7', '7'],
    ['days=8', '30'],
    ['days=-90', '30'],
  ])('of the address %j is over %s days', (text, days) => {
    expect(coverageDaysOf(new URLSearchParams(text))).toBe(days)
  })
})
