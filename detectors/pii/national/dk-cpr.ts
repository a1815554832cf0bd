import { isDdmmyy } from '../calendar.ts'
import { identifier } from '../identifier.ts'

/** Denmark: the civil number, a birthday and a serial; its modulus-11 check ended in 2007. */
export const dkCpr = identifier({
  code: 'pii_dk_cpr',
  label: 'Danish Civil Number (CPR)',
  severity: 'critical',
  words: ['cpr', 'cpr nummer', 'danish civil'],
  masks: ['######-####', '##########', '###### ####'],
  shape: /^\d{10}$/,
  isSound: (id) => isDdmmyy(id),
  valid: ['211062-5629', '2110625629'],
  invalid: ['511362-5629'],
})
