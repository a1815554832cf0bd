import { isYymmdd } from '../calendar.ts'
import { identifier } from '../identifier.ts'

/** Egypt: the national number, a century, a birthday and a governorate. */
export const egId = identifier({
  code: 'pii_eg_id',
  label: 'Egyptian National ID',
  severity: 'critical',
  words: ['egyptian national id', 'egyptian id', 'egypt national id', 'الرقم القومي'],
  masks: ['##############'],
  shape: /^[23]\d{6}(?:0[1-4]|1[1-9]|2[1-9]|3[1-5]|88)\d{5}$/,
  isSound: (id) => isYymmdd(id.slice(1), id.startsWith('2') ? 1900 : 2000),
  valid: ['29001010123456'],
  invalid: ['29013010123456'],
})
