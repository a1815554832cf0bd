import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Norway: the organization number, nine digits, modulus 11. */
export const noOrgnr = identifier({
  code: 'pii_no_orgnr',
  label: 'Norwegian Organization Number',
  severity: 'low',
  words: ['orgnr', 'organisasjonsnummer', 'org.nr', 'org nr', 'mva'],
  masks: ['### ### ###', '#########'],
  shape: /^\d{9}$/,
  isSound: (id) => weighted(id, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  valid: ['988 077 917', '988077917'],
  invalid: ['988 077 918'],
})
