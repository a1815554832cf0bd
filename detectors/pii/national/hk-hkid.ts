import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Hong Kong: the identity card, one or two letters, six digits and a modulus-11 check. */
export const hkHkid = identifier({
  code: 'pii_hk_hkid',
  label: 'Hong Kong Identity Card (HKID)',
  severity: 'critical',
  words: ['hkid', 'hong kong id', 'hong kong identity', '香港身份證', '身份證', '身分證'],
  masks: ['@######(*)', '@@######(*)', '@######*', '@@######*', '@###### (*)'],
  shape: /^[A-Z]{1,2}\d{6}[0-9A]$/,
  isSound: (id) => {
    const values = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ '
    return weighted(id.padStart(9), [9, 8, 7, 6, 5, 4, 3, 2, 1], values) % 11 === 0
  },
  valid: ['G123456(A)', 'AB9876543'],
  invalid: ['G123456(7)'],
})
