import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Hungary: the social insurance number, nine digits, modulus 10. */
export const huTaj = identifier({
  code: 'pii_hu_taj',
  label: 'Hungarian Social Insurance Number (TAJ)',
  severity: 'critical',
  words: ['taj', 'taj szam', 'tarsadalombiztositasi azonosito'],
  masks: ['### ### ###', '#########'],
  shape: /^\d{9}$/,
  isSound: (id) => weighted(id, [3, 7, 3, 7, 3, 7, 3, 7]) % 10 === lastDigit(id),
  valid: ['111 111 110', '111111110'],
  invalid: ['111 111 112'],
})
