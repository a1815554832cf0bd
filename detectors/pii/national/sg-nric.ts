import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Singapore: the identity card, a series letter, seven digits and a check letter. */
export const sgNric = identifier({
  code: 'pii_sg_nric',
  label: 'Singaporean Identity Card (NRIC/FIN)',
  severity: 'critical',
  words: ['nric', 'fin', 'singapore id', 'singaporean id'],
  masks: ['@#######@'],
  shape: /^[STFGM]\d{7}[A-Z]$/,
  isSound: (id) => {
    const series = id.charAt(0)
    const offset = series === 'M' ? 3 : 'TG'.includes(series) ? 4 : 0
    const rest = (weighted(id.slice(1), [2, 7, 6, 5, 4, 3, 2]) + offset) % 11
    const letters = 'ST'.includes(series) ? 'JZIHGFEDCBA' : series === 'M' ? 'XWUTRQPNJLK' : 'XWUTRQPNMLK'
    return letters.charAt(rest) === id.slice(-1)
  },
  alone: 'medium',
  valid: ['S1234567D', 'G1234567X'],
  invalid: ['S1234567A'],
})
