import { isYymmdd } from '../calendar.ts'
import { digitAt, lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Romania: the personal number, sex and century, a birthday, a county and a modulus-11 check. */
export const roCnp = identifier({
  code: 'pii_ro_cnp',
  label: 'Romanian Personal Number (CNP)',
  severity: 'critical',
  words: ['cnp', 'cod numeric personal'],
  masks: ['#############'],
  shape: /^[1-9]\d{6}(?:0[1-9]|[1-3]\d|4[0-8]|5[12])\d{4}$/,
  isSound: (id) => {
    const century = [0, 1900, 1900, 1800, 1800, 2000, 2000, 1900, 1900, 1900][digitAt(id, 0)] ?? 0
    const rest = weighted(id, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
    return isYymmdd(id.slice(1), century) && (rest === 10 ? 1 : rest) === lastDigit(id)
  },
  valid: ['1630615123457'],
  invalid: ['1630615123458'],
})
