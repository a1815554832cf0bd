import { digitAt, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Austria: the social insurance number, a serial, a check digit and the birthday. */
export const atSvnr = identifier({
  code: 'pii_at_svnr',
  label: 'Austrian Social Insurance Number (SVNR)',
  severity: 'critical',
  words: [
    'svnr',
    'sv nummer',
    'sozialversicherungsnummer',
    'versicherungsnummer',
    'austrian social security',
  ],
  masks: ['#### ######', '##########'],
  shape: /^[1-9]\d{3}(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-5])\d\d$/,
  isSound: (id) => weighted(id, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 === digitAt(id, 3),
  valid: ['1237 010180', '1237010180'],
  invalid: ['2237 010180'],
})
