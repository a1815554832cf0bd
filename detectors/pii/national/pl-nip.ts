import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Poland: the tax number, ten digits, modulus 11. */
export const plNip = identifier({
  code: 'pii_pl_nip',
  label: 'Polish Tax Number (NIP)',
  words: ['nip', 'numer identyfikacji podatkowej'],
  masks: ['###-###-##-##', '##########', '###-##-##-###', 'PL##########'],
  shape: /^(?:PL)?\d{10}$/,
  isSound: (id) => {
    const digits = id.replace('PL', '')
    return weighted(digits, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === lastDigit(digits)
  },
  valid: ['856-734-62-15', '8567346215'],
  invalid: ['856-734-62-16'],
})
