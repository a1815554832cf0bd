import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Japan: the individual number, twelve digits, modulus 11. */
export const jpMyNumber = identifier({
  code: 'pii_jp_my_number',
  label: 'Japanese Individual Number (My Number)',
  severity: 'critical',
  words: ['my number', 'mynumber', 'kojin bango', 'individual number', 'マイナンバー', '個人番号'],
  masks: ['#### #### ####', '############'],
  shape: /^\d{12}$/,
  isSound: (id) => {
    const rest = weighted(id, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
    return (rest <= 1 ? 0 : 11 - rest) === lastDigit(id)
  },
  valid: ['1234 5678 9018', '123456789018'],
  invalid: ['1234 5678 9017'],
})
