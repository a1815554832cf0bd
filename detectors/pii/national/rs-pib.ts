import { mod1110 } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Serbia and Montenegro: the tax number, nine digits, modulus 11, 10. */
export const rsPib = identifier({
  code: 'pii_rs_pib',
  label: 'Serbian Tax Number (PIB)',
  severity: 'low',
  words: ['pib', 'poreski identifikacioni broj', 'ПИБ'],
  masks: ['#########'],
  shape: /^\d{9}$/,
  isSound: mod1110,
  valid: ['101134702'],
  invalid: ['101134701'],
})
