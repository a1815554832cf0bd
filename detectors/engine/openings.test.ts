import { describe, expect, it } from 'vitest'
import { beginsAtEdge, openingsOf, requirementsOf } from './openings.ts'

describe('openingsOf', () => {
  it.each([
    [/\b(?:ignore|forget) it/gi, ['ignore', 'forget']],
    [/Ab\d[ \t]x/g, ['ab0 x']],
    [/(?:a|bc)?def/g, ['adef', 'bcdef', 'def']],
    [/show(?:s|ing)?[^.]{0,20}me/g, ['show']],
    [/(?<=x)abc(?!d)(?=e)f/g, ['abcf']],
    [/ab{2,3}c/g, ['abbc', 'abbbc']],
    [/abc*d/g, ['abd', 'abcd', 'abccd', 'abcccd', 'abcccc']],
    [/[a-c]xy/g, ['axy', 'bxy', 'cxy']],
    [/\x41\u0042\[\/\^/g, ['ab[/^']],
    [/(the)\s+(?<end>end)/g, ['the en', 'the  e', 'the   ']],
    [/longer than six/g, ['longer']],
    [/abcd\wé/g, ['abcd']],
    [/ИГНОРируй/gi, ['игнори']],
    [/(?:忽略|无视)/g, ['忽略', '无视']],
    [/προς τον/gi, ['προσ τ']],
  ])('tells what every match of %s begins with', (pattern, openings) => {
    expect(openingsOf(pattern)?.toSorted()).toEqual(openings.toSorted())
  })

  it.each([
    ['any character first', /.bcd/g],
    ['a class of many characters first', /\wbcd/g],
    ['all but some characters first', /[^a]bcd/g],
    ['two characters and then any', /ab\w/g],
    ['maybe nothing', /(?:abc)?/g],
    ['one syllable and then any', /忽./g],
    ['one choice that tells nothing', /abcd|\d/g],
    ['letters that a long s or a Kelvin sign matches', /skip/giu],
  ])('gives up on %s', (_, pattern) => {
    expect(openingsOf(pattern)).toBe(null)
  })

  it('does not go on with too many beginnings', () => {
    const letters = '(?:[a-j])'
    expect(openingsOf(new RegExp(`abc${letters.repeat(3)}`, 'g'))).toHaveLength(100)
  })
})

describe('beginsAtEdge', () => {
  it.each([
    [/\bact as\b/g, true],
    [/\b(?:act|play) as/g, true],
    [/\bact as|\bplay [|)]/g, true],
    [/\bact as|play/g, false],
    [/(?:\bact|play) as/g, false],
    [/act\b/g, false],
  ])('tells of %s whether it begins at the edge of a word alone', (pattern, isEdged) => {
    expect(beginsAtEdge(pattern)).toBe(isEdged)
  })
})

describe('requirementsOf', () => {
  it.each([
    [/\bignore\b[^.]{0,9}?\b(?:all|prior)\b.{0,9}rules?/g, [['ignore'], ['all', 'prior'], ['rule']]],
    [/longer than six\w+(?:and|more)/g, [['longer'], [' than '], ['six'], ['and', 'more']]],
    [/abc[^x](?:def)?ghi/g, [['abc'], ['ghi', 'defghi']]],
    [/abc.(?:def)?/g, [['abc']]],
    [/.{3}(?=never)abc(?!not)/g, [['abc']]],
    [/ab\wcde/g, [['cde']]],
    [/skip.all/giu, []],
    [/abc|def/g, []],
  ])('tells what stands in every match of %s', (pattern, required) => {
    expect(requirementsOf(pattern)).toEqual(required)
  })
})
