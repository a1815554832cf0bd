import { mod1110 } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Croatia: the personal number, eleven digits, modulus 11, 10. */
export const hrOib = identifier({
  code: 'pii_hr_oib',
  label: 'Croatian Personal Number (OIB)',
  severity: 'critical',
  words: ['oib', 'osobni identifikacijski broj'],
  masks: ['###########', 'HR###########', 'HR ###########'],
  shape: /^(?:HR)?\d{11}$/,
  isSound: (id) => mod1110(id.replace('HR', '')),
  valid: ['33392005961', 'HR33392005961'],
  invalid: ['33392005962'],
})
