import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** United Kingdom: the NHS number, ten digits, modulus 11. */
export const ukNhs = identifier({
  code: 'phi_uk_nhs',
  label: 'UK NHS Number',
  severity: 'critical',
  words: ['nhs', 'nhs number', 'national health service', 'chi number'],
  masks: ['### ### ####', '##########'],
  shape: /^\d{10}$/,
  isSound: (id) => (11 - (weighted(id, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === lastDigit(id),
  valid: ['943 476 5919', '9434765919'],
  invalid: ['943 476 5918'],
})
