import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Covered, chainOf, covering, isCovered, isWithin } from './replay-plan.ts'

const span = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 10 }))
  .map(([from, long]): Covered => [from, from + long])

describe('covered time', () => {
  it('is exactly what the spans covered, in as few spans as there are gaps', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
        const covered = spans.reduce<Covered[]>(covering, [])
        for (let at = 0; at <= 52; at++) {
          const isInOne = spans.some(([from, to]) => from <= at && at < to)
          expect([at, isCovered(covered, at)]).toEqual([at, isInOne])
        }
        for (const each of spans) expect(isWithin(covered, each)).toBe(true)
        for (const [index, [from]] of covered.entries())
          if (index > 0) expect(from).toBeGreaterThan(covered[index - 1]?.[1] ?? 0)
      }),
    )
  })

  it('is not left by a span that ends behind it', () => {
    expect(isWithin([[0, 10]], [5, 11])).toBe(false)
    expect(covering([], [3, 3])).toEqual([])
  })
})

describe('a chain of pages', () => {
  it('goes from the first to the last, each as it was read last', () => {
    const pages: [string, string, string][] = [
      ['b', '', 'third'],
      ['', 'a', 'first'],
      ['a', 'b', 'second'],
      ['a', 'b', 'second, again'],
    ]
    expect(chainOf({ pages })).toEqual({ ids: ['first', 'second, again', 'third'], isWhole: true })
  })

  it('is not whole without its beginning, its middle or its end, and ends when it bites its tail', () => {
    expect(chainOf({ pages: [['a', '', 'x']] })).toEqual({ ids: ['x'], isWhole: false })
    expect(chainOf({ pages: [['', 'a', 'x']] })).toEqual({ ids: ['x'], isWhole: false })
    expect(
      chainOf({
        pages: [
          ['', 'a', 'x'],
          ['a', 'a', 'y'],
        ],
      }),
    ).toEqual({ ids: ['x', 'y'], isWhole: false })
  })
})
