import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** New Zealand: the tax number, eight or nine digits with a two-pass modulus-11 check. */
export const nzIrd = identifier({
  code: 'pii_nz_ird',
  label: 'New Zealand Tax Number (IRD)',
  severity: 'critical',
  words: ['ird', 'inland revenue', 'new zealand tax'],
  masks: ['##-###-###', '###-###-###', '########', '#########', '#######-#'],
  shape: /^(?:[1-9]\d{7}|1[0-5]\d{7}|0\d{8})$/,
  isSound: (id) => {
    const digits = id.padStart(9, '0')
    const first = (11 - (weighted(digits, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11
    const check = first < 10 ? first : (11 - (weighted(digits, [7, 4, 3, 2, 5, 2, 7, 6]) % 11)) % 11
    return check === lastDigit(id)
  },
  valid: ['49-091-850', '49091850'],
  invalid: ['49-091-851'],
})
