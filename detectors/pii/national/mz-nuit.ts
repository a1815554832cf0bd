import { digitAt, lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Mozambique: the taxpayer number, nine digits, modulus 11. */
export const mzNuit = identifier({
  code: 'pii_mz_nuit',
  label: 'Mozambican Taxpayer Number (NUIT)',
  words: ['nuit', 'numero unico de identificacao tributaria'],
  masks: ['#########', '### ### ###'],
  shape: /^\d{9}$/,
  isSound: (id) => digitAt('01234567891', weighted(id, [8, 9, 4, 5, 6, 7, 8, 9]) % 11) === lastDigit(id),
  valid: ['400339910'],
  invalid: ['400339911'],
})
