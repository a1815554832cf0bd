import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Greece: the tax number, nine digits with weights of powers of two. */
export const grAfm = identifier({
  code: 'pii_gr_afm',
  label: 'Greek Tax Number (AFM)',
  words: ['afm', 'ΑΦΜ', 'Α.Φ.Μ.', 'greek tax', 'αριθμος φορολογικου μητρωου'],
  masks: ['#########', 'EL#########'],
  shape: /^(?:EL)?\d{9}$/,
  isSound: (id) =>
    (weighted(id.replace('EL', ''), [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === lastDigit(id),
  valid: ['094259216', 'EL094259216'],
  invalid: ['094259217'],
})
