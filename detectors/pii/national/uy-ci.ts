import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Uruguay: the identity card, seven digits and a check digit. */
export const uyCi = identifier({
  code: 'pii_uy_ci',
  label: 'Uruguayan Identity Card (CI)',
  severity: 'critical',
  words: ['cedula de identidad', 'cedula', 'ci uruguay', 'uruguayan id'],
  masks: ['#.###.###-#', '########', '#######-#'],
  shape: /^\d{7,8}$/,
  isSound: (id) => (10 - (weighted(id.padStart(8, '0'), [2, 9, 8, 7, 6, 3, 4]) % 10)) % 10 === lastDigit(id),
  valid: ['1.234.567-2', '11211234'],
  invalid: ['1.234.567-3'],
})
