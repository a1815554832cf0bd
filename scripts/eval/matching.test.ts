import { describe, expect, it } from 'vitest'
import { match } from './matching.ts'
import { spansOf } from './tool.ts'

const at = (start: number, end: number) => ({ type: 't', start, end })

describe('match', () => {
  it('finds a label of which half is covered, by one finding or by several', () => {
    expect(match([at(0, 10)], [at(5, 10)]).truePositive).toBe(1)
    expect(match([at(0, 10)], [at(0, 3), at(8, 10)]).truePositive).toBe(1)
    expect(match([at(0, 10)], [at(6, 10)])).toMatchObject({ truePositive: 0, falseNegative: 1 })
  })

  it('counts what findings share only once', () => {
    expect(match([at(0, 10)], [at(0, 4), at(1, 4), at(2, 4)]).truePositive).toBe(0)
  })

  it('takes a finding for false when labels explain less than a third of it', () => {
    expect(match([at(0, 4)], [at(0, 12)]).falsePositive).toBe(0)
    expect(match([at(0, 4)], [at(0, 13)])).toEqual({ truePositive: 1, falsePositive: 1, falseNegative: 0 })
    expect(match([], [at(0, 1)])).toEqual({ truePositive: 0, falsePositive: 1, falseNegative: 0 })
  })

  it('lets one finding stand for several labels', () => {
    expect(match([at(0, 2), at(3, 9)], [at(0, 9)])).toEqual({
      truePositive: 2,
      falsePositive: 0,
      falseNegative: 0,
    })
  })
})

describe('spansOf', () => {
  const spans = (text: string, redacted: string) =>
    spansOf(text, redacted, /<[A-Z]+>/g, (mark) => mark.slice(1, -1)).map(
      ({ type, start, end }) => `${type}=${text.slice(start, end)}`,
    )

  it('finds what stood where the placeholders stand', () => {
    expect(spans('call 555 or mail a@b.de now', 'call <TEL> or mail <MAIL> now')).toEqual([
      'TEL=555',
      'MAIL=a@b.de',
    ])
    expect(spans('555', '<TEL>')).toEqual(['TEL=555'])
  })

  it('finds nothing in a text that was left alone', () => {
    expect(spans('call me', 'call me')).toEqual([])
  })
})
