import { crossSum, digitAt, lastDigit } from '../pii/checksums.ts'
import { identifier } from '../pii/identifier.ts'

/** Germany: the health insurance number, a letter and nine digits. */
export const deKvnr = identifier({
  code: 'phi_de_kvnr',
  label: 'German Health Insurance Number (KVNR)',
  severity: 'critical',
  words: ['kvnr', 'krankenversichertennummer', 'krankenversicherungsnummer', 'versichertennummer', 'egk'],
  masks: ['@#########', '@ ### ### ###'],
  shape: /^[A-Z]\d{9}$/,
  isSound: (id) => {
    const digits = String(id.charCodeAt(0) - 64).padStart(2, '0') + id.slice(1, 9)
    let sum = 0
    for (let i = 0; i < 10; i++) sum += crossSum(digitAt(digits, i) * (1 + (i % 2)))
    return sum % 10 === lastDigit(id)
  },
  valid: ['A123456780'],
  invalid: ['A123456781'],
})
