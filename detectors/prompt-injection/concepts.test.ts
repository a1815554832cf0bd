import { describe, expect, it } from 'vitest'
import { fold } from '../engine/fold.ts'
import { conceptOf, concepts, eachWord, entryOf, extended, hashOf, isStem } from './concepts.ts'
import { lexicon } from './lexicon.ts'

const table = concepts()
const words = Object.values(lexicon).flatMap((lists) => lists.flatMap((list) => list.split(' ')))
const entry = (word: string, seed = 0) =>
  entryOf(
    table,
    [...word].reduce((hash, unit) => extended(hash, unit.charCodeAt(0)), seed),
  )

describe('the lexicon', () => {
  it('has every word once, written as a folded text has it', () => {
    const stems = words.map((word) => word.replace('*', ''))
    expect(stems.filter((word, i) => stems.indexOf(word) !== i)).toEqual([])
    expect(words.filter((word) => fold(word.toLowerCase()).text !== word)).toEqual([])
  })

  it('has single words only, with an asterisk at the end if anywhere', () => {
    expect(words.filter((word) => !/^[\p{L}\p{M}\d]+\*?$/u.test(word))).toEqual([])
  })
})

describe('the table of concepts', () => {
  it('finds every word, and the beginning of those that stand for more', () => {
    for (const word of words) {
      const isPart = /[\u0e00-\u0eff\u3040-\ud7ff]/.test(word)
      const units = isPart ? word.slice(0, 3) : word.replace('*', '').replaceAll(/\d/g, '0')
      const found = entry(units, isPart ? units.length : 0)
      expect(conceptOf(found), word).toBeGreaterThan(3)
      expect(isStem(found), word).toBe(word.endsWith('*'))
    }
  })

  it('gives one concept to a word in several languages, and others to others', () => {
    const ignoring = ['ignor', 'missacht', 'descart', 'negeer', 'игнориру'].map((word) =>
      conceptOf(entry(word)),
    )
    expect(new Set(ignoring).size).toBe(1)
    expect(conceptOf(entry('instruction'))).not.toBe(ignoring[0])
  })

  it.each(['', 'museum', 'ignoranc', 'promp', 'дом'])('has nothing for %j', (word) => {
    expect(entry(word)).toBe(0)
  })
})

describe('eachWord', () => {
  const read = (text: string) => {
    const seen: (readonly [number, number])[] = []
    eachWord(text, (word, concept) => seen.push([word, concept]))
    return seen
  }
  const meant = (text: string) => read(text).map(([, concept]) => concept)

  it('gives every word by its hash, with what it means, and 0 where the lexicon has nothing', () => {
    expect(read('ignore, the museum')).toEqual([
      [hashOf('ignore', 0), conceptOf(entry('ignor'))],
      [hashOf('the', 0), 0],
      [hashOf('museum', 0), 0],
    ])
  })

  it('gives ideographs by two, and what they begin', () => {
    expect(read('\u5ffd\u7565')[0]).toEqual([hashOf('\u5ffd\u7565', 2), conceptOf(entry('ignor'))])
    expect(read('\u5ffd\u7565\u6307\u4ee4')).toHaveLength(4)
  })

  it.each([
    ['café au-lait', ['café', 'au', 'lait']],
    ['naïve–x², 7up', ['naïve', 'x²', '7up']],
    ['ab漢字, a1', ['ab漢字', 'a1']],
    ['\ud835\udc1a\ud835\udc1b c\ud83d\ude00d', ['\ud835\udc1a\ud835\udc1b', 'c', 'd']],
    ['a'.repeat(41), ['a'.repeat(40), 'a']],
    [`${'a'.repeat(39)}éb`, [`${'a'.repeat(39)}é`, 'b']],
    ['', []],
  ])('gives the words of %j whole, up to forty letters of any script', (text, expected) => {
    expect(read(text).map(([word]) => word)).toEqual(expected.map((word) => hashOf(word, 0)))
  })

  it('means the same in two languages', () => {
    expect(meant('vergiss')).toEqual(meant('forget'))
    expect(meant('vergiss')).not.toEqual([0])
  })
})
