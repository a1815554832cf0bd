import { lastDigit, weighted } from '../pii/checksums.ts'
import { identifier } from '../pii/identifier.ts'

/** United States: the number of a prescriber of controlled drugs, two letters and seven digits. */
export const dea = identifier({
  code: 'phi_dea',
  label: 'DEA Registration Number',
  severity: 'high',
  words: ['dea', 'd.e.a', 'dea registration', 'drug enforcement'],
  masks: ['@@#######', '@@-#######', '@9#######', '@@ #######'],
  shape: /^[A-Z][A-Z9]\d{7}$/,
  isSound: (id) => {
    const digits = id.slice(2)
    return /^[ABCDEFGHJKLMPRSTUX]/.test(id) && weighted(digits, [1, 2, 1, 2, 1, 2]) % 10 === lastDigit(digits)
  },
  valid: ['AB1234563', 'F91234563'],
  invalid: ['AB1234564'],
})
