import { identifier } from '../identifier.ts'

/** Hong Kong: the identity card, one or two letters, six digits and a modulus-11 check. */
export const hkHkid = identifier({
  code: 'pii_hk_hkid',
  label: 'Hong Kong Identity Card (HKID)',
  severity: 'critical',
  words: ['hkid', 'hong kong id', 'hong kong identity', '香港身份證'],
  masks: ['@######(*)', '@@######(*)', '@######*', '@@######*', '@###### (*)'],
  shape: /^[A-Z]{1,2}\d{6}[0-9A]$/,
  isSound: (id) => {
    const padded = id.length === 8 ? ` ${id}` : id
    const values = [...padded].map((one) => (one === ' ' ? 36 : Number.parseInt(one, 36)))
    const sum = values.reduce((total, value, i) => total + value * (9 - i), 0)
    return sum % 11 === 0
  },
  valid: ['G123456(A)', 'AB9876543'],
  invalid: ['G123456(7)'],
})
