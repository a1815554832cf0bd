import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Netherlands: the citizen service number, nine digits, modulus 11. */
export const nlBsn = identifier({
  code: 'pii_nl_bsn',
  label: 'Dutch Citizen Service Number (BSN)',
  severity: 'critical',
  words: ['bsn', 'burgerservicenummer', 'sofinummer', 'dutch citizen'],
  masks: ['#########', '####.##.###', '### ### ###', '########'],
  shape: /^\d{8,9}$/,
  isSound: (id) => weighted(id.padStart(9, '0'), [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
  valid: ['1112.22.333', '111222333'],
  invalid: ['111222334'],
})
