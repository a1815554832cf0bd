import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Slovenia: the tax number, eight digits, modulus 11. */
export const siTax = identifier({
  code: 'pii_si_tax',
  label: 'Slovenian Tax Number',
  words: ['davcna', 'davcna stevilka', 'id za ddv'],
  masks: ['########', 'SI########'],
  shape: /^(?:SI)?[1-9]\d{7}$/,
  isSound: (id) => {
    const digits = id.replace('SI', '')
    const check = 11 - (weighted(digits, [8, 7, 6, 5, 4, 3, 2]) % 11)
    return check !== 11 && check % 10 === lastDigit(digits)
  },
  valid: ['50223054', 'SI50223054'],
  invalid: ['50223053'],
})
