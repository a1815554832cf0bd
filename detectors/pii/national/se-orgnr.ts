import { identifier } from '../identifier.ts'
import { luhn } from '../luhn.ts'

/** Sweden: the organization number, ten Luhn digits. */
export const seOrgnr = identifier({
  code: 'pii_se_orgnr',
  label: 'Swedish Organization Number',
  severity: 'low',
  words: ['organisationsnummer', 'orgnr', 'org.nr', 'org nr'],
  masks: ['######-####', '##########'],
  shape: /^\d{10}$/,
  isSound: luhn,
  valid: ['123456-7897', '1234567897'],
  invalid: ['123456-7891'],
})
