import { identifier } from '../identifier.ts'
import { luhn } from '../luhn.ts'

/** Canada: the social insurance number, nine Luhn digits. */
export const caSin = identifier({
  code: 'pii_ca_sin',
  label: 'Canadian Social Insurance Number (SIN)',
  severity: 'critical',
  words: ['sin', 'social insurance', "numero d'assurance sociale", 'assurance sociale', 'nas'],
  masks: ['### ### ###', '#########'],
  shape: /^[1-79]\d{8}$/,
  isSound: luhn,
  valid: ['130-692-544', '130692544'],
  invalid: ['130-692-545'],
})
