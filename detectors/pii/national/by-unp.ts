import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Belarus: the payer number, two letters or digits and seven digits, modulus 11. */
export const byUnp = identifier({
  code: 'pii_by_unp',
  label: 'Belarusian Payer Number (UNP)',
  words: ['unp', 'УНП', 'учетный номер плательщика', 'belarusian tax'],
  masks: ['#########', '@@#######', '@########'],
  shape: /^[1-7ABCEHKM][0-9ABCEHKMOPT]\d{7}$/,
  isSound: (id) => {
    const letter = 'ABCEHKMOPT'.indexOf(id.charAt(1))
    const digits = letter < 0 ? id : id.charAt(0) + letter + id.slice(2)
    return weighted(digits, [29, 23, 19, 17, 13, 7, 5, 3]) % 11 === lastDigit(id)
  },
  valid: ['200988541', 'MA1953684'],
  invalid: ['200988542'],
})
