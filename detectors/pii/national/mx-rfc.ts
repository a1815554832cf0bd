import { isYymmdd } from '../calendar.ts'
import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Mexico: the tax code of a person or a company, letters of the name and a day and a modulus-11 check. */
export const mxRfc = identifier({
  code: 'pii_mx_rfc',
  label: 'Mexican Tax Code (RFC)',
  severity: 'high',
  words: ['rfc', 'registro federal de contribuyentes'],
  masks: ['@@@@######***', '@@@######***', '@@@@ ###### ***', '@@@ ###### ***', '@&@######***', '@@@@######'],
  shape: /^[A-Z&]{3,4}\d{6}(?:[0-9A-Z]{3})?$/,
  isSound: (id) => {
    if (!isYymmdd(id.replace(/^[A-Z&]+/, ''))) return false
    const body = ` ${id}`.slice(-13, -1)
    const sum = weighted(body, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2], ALPHABET)
    return id.length === 10 || ALPHABET.charAt((11 - (sum % 11)) % 11) === id.slice(-1)
  },
  valid: ['GODE 561231 GR8', 'GODE561231GR8', 'MAB-930714-8T4'],
  invalid: ['MHTR93141179A'],
})

const ALPHABET = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ'
