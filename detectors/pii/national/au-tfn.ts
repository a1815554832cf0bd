import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Australia: the tax file number, eight or nine digits with a modulus-11 check. */
export const auTfn = identifier({
  code: 'pii_au_tfn',
  label: 'Australian Tax File Number (TFN)',
  severity: 'critical',
  words: ['tfn', 'tax file'],
  masks: ['### ### ###', '#########', '## ### ###', '########'],
  shape: /^\d{8,9}$/,
  isSound: (id) => {
    const weights = id.length === 9 ? [1, 4, 3, 7, 5, 8, 6, 9, 10] : [10, 7, 8, 4, 6, 3, 5, 1]
    return weighted(id, weights) % 11 === 0
  },
  valid: ['123 456 782', '123456782'],
  invalid: ['999 999 991'],
})
