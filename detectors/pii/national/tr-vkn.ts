import { digitAt, lastDigit } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Turkey: the tax number, ten digits with a check over powers of two. */
export const trVkn = identifier({
  code: 'pii_tr_vkn',
  label: 'Turkish Tax Number (VKN)',
  words: ['vkn', 'vergi kimlik', 'vergi no', 'vergi numarasi'],
  masks: ['##########'],
  shape: /^\d{10}$/,
  isSound: (id) => {
    let sum = 0
    for (let i = 0; i < 9; i++) {
      const turned = (digitAt(id, i) + 9 - i) % 10
      if (turned !== 0) sum += (turned * 2 ** (9 - i)) % 9 || 9
    }
    return (10 - (sum % 10)) % 10 === lastDigit(id)
  },
  valid: ['4540536920'],
  invalid: ['4540536921'],
})
