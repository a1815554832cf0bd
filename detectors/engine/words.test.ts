import { describe, expect, it } from 'vitest'
import { prefilter } from './prefilter.ts'
import { NEXT_DIGIT, NEXT_LETTER, NEXT_OTHER, readWords, wordKind } from './words.ts'

const read = prefilter([])
const wordsOf = (text: string) => {
  const { starts, kinds, count } = readWords(read(text))()
  return Array.from(starts.subarray(0, count), (start, i) => [start, kinds[i]])
}

describe('readWords', () => {
  it('gives words with digits by length, content and first unit', () => {
    expect(wordsOf('12345 ab12 1ab')).toEqual([
      [0, wordKind(5, true, false, NEXT_LETTER)],
      [6, wordKind(4, false, true, NEXT_DIGIT)],
      [11, wordKind(3, true, true, NEXT_OTHER)],
    ])
  })

  it('tells what stands behind a word and one more unit', () => {
    const nexts = (text: string) => wordsOf(text).map(([, kind]) => kind)
    const digit = wordKind(1, true, false, NEXT_DIGIT)
    const letter = wordKind(1, true, false, NEXT_LETTER)
    const other = wordKind(1, true, false, NEXT_OTHER)
    expect(nexts('1-2 x 3, 4')).toEqual([digit, letter, wordKind(1, false, false, NEXT_DIGIT), other, other])
    expect(new Set([digit, letter, other]).size).toBe(3)
  })

  it('keeps up to three words before one with a digit and no others', () => {
    expect(wordsOf('one two six ten DE 89, and so on').map(([start]) => start)).toEqual([8, 12, 16, 19])
    expect(wordsOf('no digit at all')).toEqual([])
  })

  it('ends words at letters beyond ASCII, as the patterns do', () => {
    expect(wordsOf('é123é')).toEqual([[1, wordKind(3, true, false, NEXT_OTHER)]])
  })

  it('gives all words of a text that is longer than those before', () => {
    const text = 'a b c 1 '.repeat(5_000)
    expect(wordsOf(text).length).toBe(20_000)
    expect(wordsOf(text).at(-1)).toEqual([text.length - 2, wordKind(1, true, false, NEXT_OTHER)])
    expect(wordsOf('5')).toEqual([[0, wordKind(1, true, false, NEXT_OTHER)]])
  })
})
