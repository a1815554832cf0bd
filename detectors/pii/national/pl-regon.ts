import { digitAt, lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Poland: the business number, nine digits or fourteen, modulus 11. */
export const plRegon = identifier({
  code: 'pii_pl_regon',
  label: 'Polish Business Number (REGON)',
  severity: 'low',
  words: ['regon', 'numer regon'],
  masks: ['#########', '##############'],
  shape: /^\d{9}(?:\d{5})?$/,
  isSound: (id) => {
    const short = (weighted(id, [8, 9, 2, 3, 4, 5, 6, 7]) % 11) % 10 === digitAt(id, 8)
    if (id.length === 9 || !short) return short
    return (weighted(id, [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]) % 11) % 10 === lastDigit(id)
  },
  valid: ['192598184', '123456785'],
  invalid: ['192598185'],
})
