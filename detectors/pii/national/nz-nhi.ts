import { digitAt, lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** New Zealand: the health index number, three letters, three digits and a modulus-11 check. */
export const nzNhi = identifier({
  code: 'phi_nz_nhi',
  label: 'New Zealand Health Index Number (NHI)',
  severity: 'critical',
  words: ['nhi', 'national health index'],
  masks: ['@@@####'],
  shape: /^[A-HJ-NP-Z]{3}\d{4}$/,
  isSound: (id) => {
    const rest = weighted(id, [7, 6, 5, 4, 3, 2], ' ABCDEFGHJKLMNPQRSTUVWXYZ')
    const digits = digitAt(id, 3) * 4 + digitAt(id, 4) * 3 + digitAt(id, 5) * 2
    const letters = weighted(id.slice(0, 3), [7, 6, 5], ' ABCDEFGHJKLMNPQRSTUVWXYZ')
    const sum = (rest === 0 ? 0 : letters + digits) % 11
    return sum !== 0 && (11 - sum) % 10 === lastDigit(id)
  },
  valid: ['ZZZ0016'],
  invalid: ['ZZZ0017'],
})
