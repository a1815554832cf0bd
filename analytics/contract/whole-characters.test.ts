import { describe, expect, it } from 'vitest'
import { beginningOf, wholeCharactersTo } from './whole-characters.ts'

const family = '👩‍👩‍👧'
const accented = 'e\u0301'

describe('a cut between characters', () => {
  it.each([
    ['plain letters', 'abcdef', 3],
    ['before an emoji', `ab${family}`, 2],
    ['behind an emoji', `${family}cd`, family.length],
    ['behind a letter and its accent', `a${accented}b`, 3],
    ['the beginning', `${family}`, 0],
    ['the end', `a${accented}`, 3],
  ])('stays where it is: %s', (_what, text, at) => {
    expect(wholeCharactersTo(text, at)).toBe(at)
  })
})

describe('a cut within a character', () => {
  it.each([
    ['the two halves of an emoji', 'ab😀', 3, 2],
    ['the parts of a family', `ab${family}cd`, 5, 2],
    ['a joiner and what it joins', `ab${family}cd`, 4, 2],
    ['a letter and its accent', `a${accented}b`, 2, 1],
    ['the two letters of a flag', 'x🇩🇪y', 3, 1],
    ['an emoji and its colour of skin', 'x👍🏽y', 3, 1],
  ])('goes back to before it: %s', (_what, text, at, whole) => {
    expect(wholeCharactersTo(text, at)).toBe(whole)
  })

  it('is made none the less where marks go on and on', () => {
    const marked = `a${'\u0301'.repeat(500)}`
    expect(wholeCharactersTo(marked, 300)).toBe(300 - 64)
  })
})

it('beyond the text is its end, before it its beginning', () => {
  expect([wholeCharactersTo('ab', 9), wholeCharactersTo('ab', -1)]).toEqual([2, 0])
})

it('a beginning is at most as long as asked', () => {
  expect([beginningOf(`ab${family}`, 4), beginningOf('abc', 2), beginningOf('abc', 3)]).toEqual([
    'ab',
    'ab',
    'abc',
  ])
})
