import { describe, expect, it } from 'vitest'
import { announcements, announcing, hintsOf, isAnnounced } from './context.ts'
import { readTables } from './tables.ts'

const context = announcing(['tax file', 'tfn'])
const isSaid = (text: string, value = '123') => {
  const start = text.indexOf(value)
  return isAnnounced(text, { start, end: start + value.length }, context, readTables(text))
}

describe('announcing', () => {
  it.each([
    'tax file number 123',
    'TAX-FILE: 123',
    '{"tax_file_no":"123"}',
    '{"customerTaxFile":"123"}',
    '123 (TFN)',
    '123 is my TFN',
    'name,tfn\nBerg,123',
    'name,customerTfn\nBerg,123',
  ])('hears the keyword in %j', (text) => {
    expect(isSaid(text)).toBe(true)
  })

  it.each(['tfns 123', 'xtfn 123', 'TFN 9, order 123', '123 and the TFN', `tfn,name\n${'x'.repeat(64)},123`])(
    'hears none in %j',
    (text) => {
      expect(isSaid(text)).toBe(false)
    },
  )
})

describe('announcements', () => {
  it('say the same however often they are asked', () => {
    const rows = ['tfn 123', 'order 123', '123 is my TFN', '{"customerTaxFile":"123"}', 'code 123']
    const text = Array.from({ length: 30 }, (_, i) => `${rows[i % rows.length]}${'.'.repeat(70)}`).join(' ')
    const tables = readTables(text)
    const announced = announcements(text, context, tables)
    for (let at = text.indexOf('123'), n = 0; at >= 0; at = text.indexOf('123', at + 1), n++) {
      const span = { start: at, end: at + 3 }
      expect(announced(span)).toBe(isAnnounced(text, span, context, tables))
      expect(announced(span)).toBe([true, false, true, true, false][n % rows.length])
    }
  })

  it('hear of a value close behind its keyword what one would hear of it alone', () => {
    const rows = [
      ['tfn number: 123', true],
      ['tfn 9, order 123', false],
      ['tfns 123', false],
      [`tfn${'.'.repeat(40)}123`, true],
      [`tfn${'.'.repeat(41)}123`, false],
      ['tfn and tax-file 123', true],
      ['tfn123', true],
    ] as const
    for (const [row, isHeard] of rows) {
      const text = Array.from({ length: 20 }, () => row).join('~'.repeat(80))
      const tables = readTables(text)
      const announced = announcements(text, context, tables)
      for (let at = text.indexOf('123'); at >= 0; at = text.indexOf('123', at + 1)) {
        const span = { start: at, end: at + 3 }
        expect(announced(span), row).toBe(isHeard)
        expect(isAnnounced(text, span, context, tables), row).toBe(isHeard)
      }
    }
  })

  it('say the same however often they are asked of words that no header has', () => {
    const own = { before: /works with $/, header: /name/i }
    const text = 'works with Anna, '.repeat(30)
    const announced = announcements(text, own, readTables(text))
    for (let at = text.indexOf('Anna'); at >= 0; at = text.indexOf('Anna', at + 1)) {
      expect(announced({ start: at, end: at + 4 })).toBe(true)
    }
  })

  it('hear a header in every row', () => {
    const text = `name,tfn\n${'Berg,123\n'.repeat(40)}`
    const announced = announcements(text, context, readTables(text))
    for (let at = text.indexOf('123'); at >= 0; at = text.indexOf('123', at + 1)) {
      expect(announced({ start: at, end: at + 3 })).toBe(true)
    }
  })
})

describe('hintsOf', () => {
  it('takes the longest word when it is rare, and every spelling, at the edge of a word, otherwise', () => {
    expect(hintsOf(['social security', 'tax id', 'bsn'])).toEqual([
      'security',
      '\btax id',
      '\btax_id',
      '\btax-id',
      '\btaxid',
      '\bbsn',
    ])
  })
})
