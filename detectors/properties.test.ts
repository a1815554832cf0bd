import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact, scan } from './index.ts'
import { registry } from './registry.ts'

const values = registry.flatMap(({ examples }) => examples.find.map(([text]) => text))
const oddities = [
  '\u0000',
  '\ud800',
  '\udc00',
  '😀',
  '\u200b',
  '\u202e',
  'مرحبا',
  'שלום',
  'é',
  '\n',
  ' ',
  ',',
  '"',
]
/** Texts in which things are found, between words, broken characters, emoji and other writing directions. */
const texts = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...values) },
      { weight: 2, arbitrary: fc.constantFrom(...oddities) },
      { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
      fc.string({ unit: 'binary', maxLength: 20 }),
    ),
    { maxLength: 8 },
  )
  .chain((parts) => fc.constantFrom('', ' ', '\n').map((gap) => parts.join(gap)))

const runs = { numRuns: 400 }

describe('whatever the text', () => {
  it('puts every span inside it, in order, with a length', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let last = 0
        for (const { start, end } of scan(text).findings) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          last = start
        }
      }),
      runs,
    )
  })

  it('redacts what was found and nothing else', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const found = scan(text).findings
        const covered = new Set(found.flatMap(({ start, end }) => range(start, end)))
        const { text: redacted, findings } = redact(text, found, { form: '\u241a' })
        const left = [...text].length === text.length ? unitsOutside(text, covered) : null
        if (left !== null) expect(redacted.replaceAll('\u241a', '')).toBe(left.replaceAll('\u241a', ''))
        for (const one of findings) expect(redacted.slice(one.start, one.end)).toBe('\u241a')
      }),
      runs,
    )
  })

  it('finds nothing in a masked text of what was masked', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const found = scan(text).findings
        const masked = redact(text, found, { as: 'mask' })
        const again = scan(masked.text).findings
        for (const one of again) {
          const hidden = masked.findings.some(({ start, end }) => start <= one.start && one.end <= end)
          expect(hidden, JSON.stringify([text, masked.text, one])).toBe(false)
        }
      }),
      runs,
    )
  })

  it('gives the same answer twice', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(scan(text)).toEqual(scan(text))
      }),
      { numRuns: 100 },
    )
  })
})

describe('bad input', () => {
  it.each([
    ['one letter', 'a'],
    ['one digit', '1'],
    ['NUL', '\u0000'],
    ['half a character', '\ud83d'],
    ['an emoji', '😀'],
    ['a letter that is written to the left', 'ש'],
    ['a mark without a letter', '\u0301'],
    ['an opening bracket', '('],
    ['a dash', '-'],
  ])('five megabytes of %s come back in bounded time and say that they were not all read', (_, unit) => {
    const result = scan(unit.repeat(Math.ceil(5_000_000 / unit.length)))
    expect(result).toMatchObject({ inspected: 'partial', reason: 'too_long_head_and_tail_inspected' })
  })
})

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, i) => start + i)
}

function unitsOutside(text: string, covered: ReadonlySet<number>): string {
  return Array.from({ length: text.length }, (_, i) => (covered.has(i) ? '' : text.charAt(i))).join('')
}
