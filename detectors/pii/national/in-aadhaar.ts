import { verhoeff } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** India: the Aadhaar number, twelve digits with a Verhoeff check, no palindrome. */
export const inAadhaar = identifier({
  code: 'pii_in_aadhaar',
  label: 'Indian Aadhaar Number',
  severity: 'critical',
  words: ['aadhaar', 'aadhar', 'adhaar', 'uidai', 'आधार'],
  masks: ['#### #### ####', '############'],
  shape: /^[2-9]\d{11}$/,
  isSound: (id) => verhoeff(id) && id !== [...id].reverse().join(''),
  valid: ['2341 2341 2346', '234123412346'],
  invalid: ['2341 2341 2347'],
})
