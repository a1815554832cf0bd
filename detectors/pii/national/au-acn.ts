import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Australia: the company number, nine digits with a modulus-10 check. */
export const auAcn = identifier({
  code: 'pii_au_acn',
  label: 'Australian Company Number (ACN)',
  severity: 'low',
  words: ['acn', 'australian company number'],
  masks: ['### ### ###', '#########'],
  shape: /^\d{9}$/,
  isSound: (id) => (10 - (weighted(id, [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10 === lastDigit(id),
  valid: ['004 085 616', '004085616'],
  invalid: ['004 085 617'],
})
