import { isDdmmyy } from '../calendar.ts'
import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Mauritius: the identity number, a letter, a birthday, a serial and a modulus-17 check. */
export const muNid = identifier({
  code: 'pii_mu_nid',
  label: 'Mauritian National ID',
  severity: 'critical',
  words: ['mauritian id', 'mauritius nid', 'nid', 'mauritius national id'],
  masks: ['@############*'],
  shape: /^[A-Z]\d{12}[0-9A-Z]$/,
  isSound: (id) => {
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    const sum = weighted(id, [14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
    return isDdmmyy(id.slice(1)) && alphabet.charAt((17 - (sum % 17)) % 17) === id.slice(-1)
  },
  valid: ['M090497290349B'],
  invalid: ['M090497290349C'],
})
