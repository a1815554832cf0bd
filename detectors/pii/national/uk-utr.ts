import { digitAt, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** United Kingdom: the unique taxpayer reference, a check digit and nine digits. */
export const ukUtr = identifier({
  code: 'pii_uk_utr',
  label: 'UK Unique Taxpayer Reference (UTR)',
  words: ['utr', 'unique taxpayer reference', 'unique tax reference', 'self assessment'],
  masks: ['##########', '##### #####', '##########K', 'K##########'],
  shape: /^K?\d{10}K?$/,
  isSound: (id) => {
    const digits = id.replace(/K/g, '')
    return (
      digitAt('21987654321', weighted(digits.slice(1), [6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11) ===
      digitAt(digits, 0)
    )
  },
  valid: ['1955839661', '19558 39661'],
  invalid: ['2955839661'],
})
