import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Switzerland: the company number, CHE and nine digits, modulus 11. */
export const chUid = identifier({
  code: 'pii_ch_uid',
  label: 'Swiss Company Number (UID)',
  severity: 'low',
  words: ['uid', 'ide', 'unternehmens identifikationsnummer', 'mwst'],
  masks: ['CHE#########', 'CHE-###.###.###', 'CHE ### ### ###'],
  shape: /^CHE\d{9}$/,
  isSound: (id) => (11 - (weighted(id.slice(3), [5, 4, 3, 2, 7, 6, 5, 4]) % 11)) % 11 === lastDigit(id),
  alone: 'high',
  valid: ['CHE-100.155.212', 'CHE100155212'],
  invalid: ['CHE-100.155.213'],
})
