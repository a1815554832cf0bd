import { describe, expect, it } from 'vitest'
import { prefilter } from './prefilter.ts'

const seen = (groups: string[][], text: string) => [...prefilter(groups)(text).groups]

describe('prefilter', () => {
  it('tells which groups have a hint in the text', () => {
    expect(seen([['ab'], ['bc', 'x'], ['zz']], 'abc')).toEqual([1, 1, 0])
  })

  it('finds a hint that is the end of another', () => {
    expect(seen([['she'], ['he'], ['hers']], 'ushers')).toEqual([1, 1, 1])
    expect(seen([['abcd'], ['bc']], 'abce')).toEqual([0, 1])
  })

  it('takes both cases for lower case, any digit for 0 and any white space for a blank', () => {
    expect(seen([['dob'], ['00-0'], ['a b']], 'DoB 12-3 A\tB')).toEqual([1, 1, 1])
    expect(seen([['dob'], ['00-0'], ['a b']], 'do-b 1-3 A_B')).toEqual([0, 0, 0])
  })

  it('takes the ends of the text for white space', () => {
    expect(seen([[' ip '], [' no ']], 'ip')).toEqual([1, 0])
  })

  it('keeps the capital of a letter that another alphabet shares', () => {
    expect(seen([['ignore'], ['sınır']], 'IGNORE')).toEqual([1, 0])
  })

  it('tells ASCII from other text', () => {
    expect(prefilter([])('plain').ascii).toBe(true)
    expect(prefilter([])('plaïn').ascii).toBe(false)
  })

  it('finds hints in other scripts', () => {
    expect(seen([['忽略'], ['игнор']], 'ИГНОРИРУЙ')).toEqual([0, 1])
  })
})
