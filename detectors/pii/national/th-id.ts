import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Thailand: the identity number, thirteen digits, modulus 11. */
export const thId = identifier({
  code: 'pii_th_id',
  label: 'Thai Identity Number',
  severity: 'critical',
  words: ['thai id', 'thai national id', 'เลขประจำตัวประชาชน', 'บัตรประชาชน'],
  masks: ['#-####-#####-##-#', '#############'],
  shape: /^[1-8]\d{12}$/,
  isSound: (id) =>
    (11 - (weighted(id, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === lastDigit(id),
  valid: ['1-1120-34563-56-2', '1112034563562'],
  invalid: ['1-1120-34563-56-3'],
})
