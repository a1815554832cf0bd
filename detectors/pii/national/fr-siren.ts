import { identifier } from '../identifier.ts'
import { luhn } from '../luhn.ts'

/** France: the company number, nine Luhn digits, or fourteen with the establishment. */
export const frSiren = identifier({
  code: 'pii_fr_siren',
  label: 'French Company Number (SIREN/SIRET)',
  severity: 'low',
  words: ['siren', 'siret', 'numero siren', 'numero siret'],
  masks: ['### ### ###', '#########', '##############', '### ### ### #####'],
  shape: /^\d{9}(?:\d{5})?$/,
  isSound: (id) => luhn(id) && luhn(id.slice(0, 9)),
  valid: ['552 008 443', '73282932000074'],
  invalid: ['552 008 442'],
})
