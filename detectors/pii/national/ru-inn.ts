import { digitAt, lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Russia: the taxpayer number, ten digits for companies and twelve for people, modulus 11. */
export const ruInn = identifier({
  code: 'pii_ru_inn',
  label: 'Russian Taxpayer Number (INN)',
  severity: 'critical',
  words: ['inn', 'ИНН', 'russian tax'],
  masks: ['############', '##########'],
  shape: /^\d{10}(?:\d\d)?$/,
  isSound: (id) => {
    const digit = (weights: readonly number[]) => (weighted(id, weights) % 11) % 10
    if (id.length === 10) return digit([2, 4, 10, 3, 5, 9, 4, 6, 8]) === lastDigit(id)
    const first = digit([7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === digitAt(id, 10)
    return first && digit([3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === lastDigit(id)
  },
  valid: ['123456789047', '1234567894'],
  invalid: ['123456789037'],
})
