import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { luhn } from '../pii/luhn.ts'
import { pseudonymOf } from './pseudonym.ts'

const key = Uint8Array.from({ length: 32 }, (_, i) => i * 5)
const other = Uint8Array.from({ length: 32 }, (_, i) => i * 7 + 1)
const to = (value: string) => pseudonymOf(value, key, 'to')
const kinds = (value: string) =>
  value
    .replace(/[a-z]/g, 'a')
    .replace(/[A-Z]/g, 'A')
    .replace(/\d/g, '0')
    .replace(/[а-я]/g, 'а')
    .replace(/[А-Я]/g, 'А')
    .replace(/[一-鿿]/g, '一')

describe('pseudonymOf', () => {
  it.each([
    '536-22-8145',
    'anna.berg@contoso.co.uk',
    '+44 (20) 7946-0958',
    'Анна Берг',
    '山田太郎',
    'x',
    'k'.repeat(700),
  ])('exchanges %j for another value of the same form, and back', (value) => {
    const pseudonym = to(value)
    expect(pseudonym).not.toBe(value)
    expect(kinds(pseudonym)).toBe(kinds(value))
    expect(pseudonymOf(pseudonym, key, 'from')).toBe(value)
  })

  it('gives the same value the same pseudonym, and each key its own', () => {
    expect(to('536-22-8145')).toBe(to('536-22-8145'))
    expect(to('536-22-8146')).not.toBe(to('536-22-8145'))
    expect(pseudonymOf('536-22-8145', other, 'to')).not.toBe(to('536-22-8145'))
    expect(pseudonymOf(to('536-22-8145'), other, 'from')).not.toBe('536-22-8145')
  })

  it('is a permutation: no two values share a pseudonym', () => {
    const values = Array.from({ length: 1000 }, (_, i) => String(i).padStart(3, '0'))
    expect(new Set(values.map(to)).size).toBe(1000)
  })

  it('keeps the Luhn check of a card number as it is, passing or failing', () => {
    for (const card of ['4539 1488 0343 6467', '378282246310005', '4539148803436468', '123456789012']) {
      const digits = (text: string) => text.replace(/\D/g, '')
      const pseudonym = to(card)
      expect(luhn(digits(pseudonym))).toBe(luhn(digits(card)))
      expect(pseudonymOf(pseudonym, key, 'from')).toBe(card)
    }
  })

  it('makes stars of a value without letters and digits', () => {
    expect(to('😀—!')).toBe('***')
  })

  it('takes back whatever it gives, for any text with a letter or digit', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 60 }).filter((text) => /[a-z0-9]/i.test(text))
    fc.assert(
      fc.property(texts, (value) => pseudonymOf(to(value), key, 'from') === value),
      { numRuns: 300 },
    )
  })

  it('takes back numbers of the lengths of cards', () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 19 })
    fc.assert(
      fc.property(numbers, (digits) => {
        const value = digits.join('')
        return pseudonymOf(to(value), key, 'from') === value && luhn(to(value)) === luhn(value)
      }),
      { numRuns: 300 },
    )
  })
})
