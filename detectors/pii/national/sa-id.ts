import { identifier } from '../identifier.ts'
import { luhn } from '../luhn.ts'

/** Saudi Arabia: the identity number, 1 for citizens and 2 for residents, ten Luhn digits. */
export const saId = identifier({
  code: 'pii_sa_id',
  label: 'Saudi National ID or Iqama',
  severity: 'critical',
  words: ['saudi id', 'saudi national id', 'iqama', 'رقم الهوية', 'هوية', 'الهوية'],
  masks: ['##########'],
  shape: /^[12]\d{9}$/,
  isSound: luhn,
  valid: ['1000000008'],
  invalid: ['1000000009'],
})
