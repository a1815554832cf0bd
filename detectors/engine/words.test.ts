import { describe, expect, it } from 'vitest'
import { prefilter } from './prefilter.ts'
import { readWords, wordKind } from './words.ts'

const read = prefilter([])
const wordsOf = (text: string) => {
  const { starts, kinds, count } = readWords(read(text))()
  return Array.from(starts.subarray(0, count), (start, i) => [start, kinds[i]])
}

describe('readWords', () => {
  it('gives words with digits by length, content and first unit', () => {
    expect(wordsOf('12345 ab12 1ab')).toEqual([
      [0, wordKind(5, true, false)],
      [6, wordKind(4, false, true)],
      [11, wordKind(3, true, true)],
    ])
  })

  it('keeps up to three words before one with a digit and no others', () => {
    expect(wordsOf('one two six ten DE 89, and so on').map(([start]) => start)).toEqual([8, 12, 16, 19])
    expect(wordsOf('no digit at all')).toEqual([])
  })

  it('ends words at letters beyond ASCII, as the patterns do', () => {
    expect(wordsOf('é123é')).toEqual([[1, wordKind(3, true, false)]])
  })

  it('gives all words of a text that is longer than those before', () => {
    const text = 'a b c 1 '.repeat(5_000)
    expect(wordsOf(text).length).toBe(20_000)
    expect(wordsOf(text).at(-1)).toEqual([text.length - 2, wordKind(1, true, false)])
    expect(wordsOf('5')).toEqual([[0, wordKind(1, true, false)]])
  })
})
