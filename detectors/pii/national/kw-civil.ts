import { isYymmdd } from '../calendar.ts'
import { digitAt, lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Kuwait: the civil number, a century, a birthday and a modulus-11 check. */
export const kwCivil = identifier({
  code: 'pii_kw_civil',
  label: 'Kuwaiti Civil ID',
  severity: 'critical',
  words: ['kuwait civil id', 'kuwaiti civil', 'civil id', 'الرقم المدني'],
  masks: ['############'],
  shape: /^[1-4]\d{11}$/,
  isSound: (id) => {
    const check = 11 - (weighted(id, [2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11)
    return isYymmdd(id.slice(1), 1700 + digitAt(id, 0) * 100) && check === lastDigit(id)
  },
  valid: ['273032401582'],
  invalid: ['273132401582'],
})
