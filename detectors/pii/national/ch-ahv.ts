import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Switzerland: the AHV number, 756 and an EAN-13 check digit. */
export const chAhv = identifier({
  code: 'pii_ch_ahv',
  label: 'Swiss Social Security Number (AHV/AVS)',
  severity: 'critical',
  words: [
    'ahv',
    'avs',
    'ahv nummer',
    'numero avs',
    'navs',
    'sozialversicherungsnummer',
    'swiss social security',
  ],
  masks: ['756.####.####.##', '756##########', '756 #### #### ##'],
  shape: /^756\d{10}$/,
  isSound: (id) => weighted(id, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0,
  alone: 'high',
  valid: ['756.9217.0769.85', '7569217076985'],
  invalid: ['756.9217.0769.86'],
})
