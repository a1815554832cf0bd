import { describe, expect, it } from 'vitest'
import { dice, hashText } from '../../demo/chance.ts'
import { expand, type Words } from './grammar.ts'

const texts = (template: string, words: Words = {}) =>
  new Set(Array.from({ length: 60 }, (_, i) => expand(template, words, dice(hashText(`try ${i}`)))))

describe('expand', () => {
  it('writes every choice, also none, and choices within choices', () => {
    expect(texts('{a|b}-{c|}')).toEqual(new Set(['a-c', 'a-', 'b-c', 'b-']))
    expect(texts('{a{1|2}|b}')).toEqual(new Set(['a1', 'a2', 'b']))
  })

  it('writes words by their name, and what they name in turn', () => {
    expect(texts('$who.', { who: ['$name', 'you'], name: ['Kim'] })).toEqual(new Set(['Kim.', 'you.']))
  })

  it('keeps amounts of money, and writes signs that stand for braces and bars', () => {
    expect(texts('$500 «a¦b»')).toEqual(new Set(['$500 {a|b}']))
  })

  it.each(['{a', 'a}', '{a|b', '$unknown'])('refuses %s', (template) => {
    expect(() => expand(template, {}, dice(1))).toThrow()
  })

  it('gives the same text for the same throws', () => {
    const write = () => expand('{a|b|c} {d|e} {f|g}', {}, dice(7))
    expect(write()).toBe(write())
  })
})
