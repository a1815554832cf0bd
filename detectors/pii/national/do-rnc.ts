import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Dominican Republic: the tax number, nine digits, modulus 11. */
export const doRnc = identifier({
  code: 'pii_do_rnc',
  label: 'Dominican Tax Number (RNC)',
  severity: 'low',
  words: ['rnc', 'registro nacional del contribuyente'],
  masks: ['#-##-#####-#', '#########'],
  shape: /^\d{9}$/,
  isSound: (id) => ((10 - (weighted(id, [7, 9, 8, 6, 5, 4, 3, 2]) % 11) + 9) % 9) + 1 === lastDigit(id),
  valid: ['1-01-85004-3', '101850043'],
  invalid: ['1-01-85004-4'],
})
