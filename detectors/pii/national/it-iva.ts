import { identifier } from '../identifier.ts'
import { luhn } from '../luhn.ts'

/** Italy: the company tax number, eleven Luhn digits with the province inside. */
export const itIva = identifier({
  code: 'pii_it_iva',
  label: 'Italian VAT Number (Partita IVA)',
  severity: 'low',
  words: ['partita iva', 'p.iva', 'p. iva', 'piva'],
  masks: ['###########'],
  shape: /^\d{7}(?:0\d\d|100|12[01]|888|999)\d$/,
  isSound: luhn,
  valid: ['00743110157'],
  invalid: ['00743110158'],
})
