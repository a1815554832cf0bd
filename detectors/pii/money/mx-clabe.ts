import { digitAt, lastDigit } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Mexico: the bank account number, a bank, a city, an account and a check digit. */
export const mxClabe = identifier({
  code: 'pii_mx_clabe',
  label: 'Mexican Bank Account Number (CLABE)',
  severity: 'high',
  dataType: 'financial',
  words: ['clabe', 'clabe interbancaria', 'clave bancaria estandarizada', 'cuenta clabe'],
  masks: ['##################', '### ### ########### #'],
  shape:
    /^(?:00[26]|009|01[249]|02[01]|03[0-267]|04[24]|05[89]|06[02]|072|1(?:0[1-368]|1[0-3]|2[4-9]|3[0-9]|4[0-57-9]|5[0-9]|6[068])|6\d\d|7[02]\d|90[1-3])\d{15}$/,
  isSound: (id) => {
    let sum = 0
    for (let i = 0; i < 17; i++) sum += (digitAt(id, i) * (WEIGHTS[i % 3] ?? 0)) % 10
    return (10 - (sum % 10)) % 10 === lastDigit(id)
  },
  valid: ['002115016003269411', '032180000118359719'],
  invalid: ['002115016003269412'],
})

const WEIGHTS = [3, 7, 1]
