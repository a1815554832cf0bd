import { describe, expect, it } from 'vitest'
import { prefilter } from './prefilter.ts'
import { firstPlace, isCapital, type Places } from './reading.ts'

const read = prefilter([['abc', '0'], ['忽略']])
const listed = ({ at, count }: Places) => [...at.subarray(0, count)]

describe('a reading', () => {
  it('tells where digits and capitals stand, and whether the text is ASCII', () => {
    const { digits, capitals, ascii } = read('a1B22É٣')
    expect([listed(digits), listed(capitals), ascii]).toEqual([[1, 3, 4], [2, 5], false])
    expect(read('a1B22').ascii).toBe(true)
  })

  it('tells them wherever they stand', () => {
    for (let length = 0; length < 40; length++) {
      for (let at = 0; at < length; at++) {
        const text = `${'x'.repeat(at)}7Q${'y'.repeat(length - at)}`
        const { digits, capitals } = read(text)
        expect([listed(digits), listed(capitals)]).toEqual([[at], [at + 1]])
      }
    }
  })

  it('forgets the text before', () => {
    read('9A'.repeat(50))
    expect(listed(read('x7').digits)).toEqual([1])
    expect(listed(read('').capitals)).toEqual([])
  })

  it('has room for a text of any length', () => {
    const { digits, capitals } = read(`${'x'.repeat(1_200_000)}7A`)
    expect([listed(digits), listed(capitals)]).toEqual([[1_200_000], [1_200_001]])
    expect(listed(read('8').digits)).toEqual([0])
  })
})

describe('firstPlace', () => {
  it('finds the first place at or after a position', () => {
    const { digits } = read('1a2b3')
    expect([0, 1, 2, 4, 5].map((from) => firstPlace(digits, from))).toEqual([0, 1, 1, 2, 3])
  })
})

describe('isCapital', () => {
  it('knows Latin, Greek and Cyrillic capitals and nothing else', () => {
    expect([...'AZÉΩЯ'].every((letter) => isCapital(letter.charCodeAt(0)))).toBe(true)
    expect([...'az@[é0ω忽'].some((letter) => isCapital(letter.charCodeAt(0)))).toBe(false)
  })
})
