import { describe, expect, it } from 'vitest'
import { fold } from '../engine/fold.ts'
import { conceptOf, concepts, entryOf, extended, isStem } from './concepts.ts'
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
