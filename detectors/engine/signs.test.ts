import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seek } from '../prompt-injection/score.ts'
import { signatures } from '../prompt-injection/signatures.ts'
import { promptInjection } from '../security/prompt-injection.ts'
import { prefilter } from './prefilter.ts'
import { signSearch } from './signs.ts'

const signs = signSearch(signatures, 0, signatures.length)
const marked = [...signatures.map(({ hints }) => hints), ...signs.requirements]
const sight = prefilter([...marked, ...signs.openings.map((opening) => [opening])], undefined, marked.length)
const phrases = promptInjection.examples.find.map(([text]) => text)
const words = [...new Set(phrases.join(' ').split(' '))]

describe('a search for signs', () => {
  it('finds what a search through the whole text finds', () => {
    const parts = fc.oneof(
      fc.constantFrom(...phrases),
      fc.constantFrom(...words),
      fc.constantFrom('. ', '\n', 'X'),
    )
    const filler = 'and so on '.repeat(20)
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), fc.boolean(), (list, isLong) => {
        const text = list.join(' ') + (isLong ? filler : '')
        const sighting = sight(text)
        const whole = sighting.sighted
          .filter((number) => number < signatures.length)
          .flatMap((number) => seek(text, signatures[number] as (typeof signatures)[0], 'user'))
        expect(signs.seekAll(text, sighting, 'user', { left: 1_000, areSpent: false })).toEqual(whole)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['\\bact as', 'contact as, act as', 1],
    ['act as', 'contact as, act as', 2],
    ['\\bact as', 'яact as, éact as', 2],
    ['\\bact as', '_act as, 1act as', 0],
  ])('looks for %s in "%s" at %i places', (source, text, places) => {
    const one = signSearch(
      [{ family: 'f', weight: 1, hints: ['act'], pattern: new RegExp(source, 'gi') }],
      0,
      1,
    )
    const see = prefilter([['act'], ...one.openings.map((opening) => [opening])], undefined, 1)
    const steps = { left: 10, areSpent: false }
    expect(one.seekAll(text, see(text), 'user', steps)).toHaveLength(places)
    expect(steps.left).toBe(10 - places)
  })

  it('has openings for most signatures, so that few are searched for through the whole text', () => {
    const plain = signatures.filter(({ pattern }) => /^[\0-\x7f]*$/.test(pattern.source))
    const opened = plain.filter((one) => signSearch([one], 0, 1).openings.length > 0)
    expect(opened.length / plain.length).toBeGreaterThan(0.7)
  })
})
