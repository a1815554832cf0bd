import { describe, expect, it } from 'vitest'
import { isSighted, prefilter } from './prefilter.ts'

const seen = (groups: string[][], text: string) => {
  const sighting = prefilter(groups)(text)
  return groups.map((_, group) => Number(isSighted(sighting.groups, group)))
}

describe('prefilter', () => {
  it('tells which groups have a hint in the text', () => {
    expect(seen([['ab'], ['bc', 'x'], ['zz']], 'abc')).toEqual([1, 1, 0])
  })

  it('gives the sighted groups by number, in their order, however many there are', () => {
    const letters = [...'abcdefghij']
    const sight = prefilter(letters.flatMap((ten) => letters.map((one) => [`x${ten}${one}`])))
    const { groups, sighted } = sight('xjj xbf xbg xaa xbf xb')
    expect(sighted).toEqual([0, 15, 16, 99])
    expect([0, 14, 15, 16, 17, 98, 99].map((group) => isSighted(groups, group))).toEqual([
      true,
      false,
      true,
      true,
      false,
      false,
      true,
    ])
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

  it('tells where the hints of placed groups begin', () => {
    const sight = prefilter([['ab'], ['b', 'bcd']], (group) => group === 1)
    expect(sight('xabcdB').places).toEqual([1, 2, 1, 2, 1, 5])
    expect(sight('xa').places).toEqual([])
  })

  it('finds a hint wherever it stands, once', () => {
    const sight = prefilter([[' ab', 'cab '], ['c']], () => true)
    for (let at = 0; at <= 40; at++) {
      const text = `${'x'.repeat(at)}cab ${'x'.repeat(40 - at)}`
      expect(sight(text).places).toEqual([1, at, 0, at])
    }
    expect(sight('ab').places).toEqual([0, 0])
    expect(sight('cab').places).toEqual([1, 0, 0, 0])
  })

  it('finds one that ends at every unit, and at the end of the text', () => {
    const sight = prefilter([['a', ' ']], () => true)
    for (let length = 1; length <= 60; length++) {
      const everyUnit = Array.from({ length: length + 1 }, (_, at) => [0, at])
      expect(sight('a'.repeat(length)).places).toEqual(everyUnit.flat())
    }
  })

  it('sees a hint with an edge where no letter stands right before it, or a small one before a capital', () => {
    const edged = (text: string) => seen([['\bvat'], ['vat']], text)
    for (const text of ['vat', 'x vat', '1VAT', '_vat', 'myVat', 'innovate vat', 'évat']) {
      expect(edged(text), text).toEqual([1, 1])
    }
    for (const text of ['innovate', 'MYVAT', 'Myvat', 'яvat', 'ωvat'])
      expect(edged(text), text).toEqual([0, 1])
    expect(edged('va t')).toEqual([0, 0])
  })

  it('refuses a hint in upper case, which would match nothing in lower case', () => {
    expect(() => prefilter([['AKIA']])).toThrow('not in lower case')
  })

  it('finds hints in other scripts', () => {
    expect(seen([['忽略'], ['игнор']], 'ИГНОРИРУЙ')).toEqual([0, 1])
  })

  it('reads no text beyond ASCII that is refused, and asks about no other', () => {
    const sight = prefilter([['ab']])
    expect(sight('ab é', () => true)).toBeNull()
    expect(sight('ab é', () => false)?.sighted).toEqual([0])
    expect(sight('ab e', () => true)?.sighted).toEqual([0])
  })
})
