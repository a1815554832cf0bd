import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Portugal: the tax number, nine digits, modulus 11. */
export const ptNif = identifier({
  code: 'pii_pt_nif',
  label: 'Portuguese Tax Number (NIF)',
  severity: 'critical',
  words: ['nif', 'numero de contribuinte', 'numero fiscal', 'contribuinte', 'nipc'],
  masks: ['#########', '### ### ###', 'PT#########'],
  shape: /^(?:PT)?[1-9]\d{8}$/,
  isSound: (id) => {
    const digits = id.replace('PT', '')
    return ((11 - (weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11) % 10 === lastDigit(digits)
  },
  valid: ['501 964 843', '501964843'],
  invalid: ['501 964 842'],
})
