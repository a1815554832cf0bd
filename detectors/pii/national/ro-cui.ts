import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Romania: the company tax number, two to ten digits, modulus 11. */
export const roCui = identifier({
  code: 'pii_ro_cui',
  label: 'Romanian Company Number (CUI/CIF)',
  severity: 'low',
  words: ['cui', 'cif', 'cod unic de inregistrare', 'cod fiscal'],
  masks: ['########', 'RO########', '#######', 'RO#######', '######', '##########', '#########'],
  shape: /^(?:RO)?[1-9]\d{5,9}$/,
  isSound: (id) => {
    const digits = id.replace('RO', '')
    return (
      ((weighted(digits.padStart(10, '0'), [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10) % 11) % 10 === lastDigit(digits)
    )
  },
  valid: ['18547290', 'RO18547290'],
  invalid: ['18547291'],
})
