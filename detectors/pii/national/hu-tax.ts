import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Hungary: the tax number of a person, 8 and nine digits, modulus 11. */
export const huTax = identifier({
  code: 'pii_hu_tax',
  label: 'Hungarian Tax ID (adóazonosító jel)',
  severity: 'critical',
  words: ['adoazonosito', 'adoazonosito jel', 'adoszam', 'hungarian tax'],
  masks: ['##########', '# ### ### ###', '########', '########-#-##'],
  shape: /^(?:8\d{9}|\d{8}|\d{11})$/,
  isSound: (id) => {
    if (id.length === 10) return weighted(id, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 === lastDigit(id)
    return weighted(id, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0
  },
  valid: ['8071592153', '12892312'],
  invalid: ['8071592154'],
})
