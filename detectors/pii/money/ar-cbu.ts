import { digitAt, lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Argentina: the bank account number, two blocks with a check digit each. */
export const arCbu = identifier({
  code: 'pii_ar_cbu',
  label: 'Argentine Bank Account Number (CBU)',
  severity: 'high',
  dataType: 'financial',
  words: ['cbu', 'clave bancaria uniforme', 'cvu'],
  masks: ['######################', '######## ##############'],
  shape: /^\d{22}$/,
  isSound: (id) =>
    (10 - (weighted(id, [7, 1, 3, 9, 7, 1, 3]) % 10)) % 10 === digitAt(id, 7) &&
    (10 - (weighted(id.slice(8), [3, 9, 7, 1, 3, 9, 7, 1, 3, 9, 7, 1, 3]) % 10)) % 10 === lastDigit(id),
  valid: ['2850590940090418135201', '28505909 40090418135201'],
  invalid: ['2810590940090418135201'],
})
