import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Peru: the taxpayer number, eleven digits, modulus 11. */
export const peRuc = identifier({
  code: 'pii_pe_ruc',
  label: 'Peruvian Taxpayer Number (RUC)',
  words: ['ruc', 'registro unico de contribuyentes', 'peruvian tax'],
  masks: ['###########'],
  shape: /^(?:10|15|16|17|20)\d{9}$/,
  isSound: (id) => (11 - (weighted(id, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === lastDigit(id),
  valid: ['20512333797'],
  invalid: ['20512333798'],
})
