import { digitAt } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Brazil: the company number; its first twelve places may hold letters since 2026. Two modulus-11 digits. */
export const brCnpj = identifier({
  code: 'pii_br_cnpj',
  label: 'Brazilian Company Number (CNPJ)',
  severity: 'low',
  words: ['cnpj', 'cadastro nacional da pessoa juridica'],
  masks: ['## ### ### #### ##', '##############', '**.***.***/****-##', '************##'],
  shape: /^[0-9A-Z]{12}\d{2}$/,
  isSound: (id) => checkDigit(id, 12) === digitAt(id, 12) && checkDigit(id, 13) === digitAt(id, 13),
  valid: ['16.727.230/0001-97', '16727230000197'],
  invalid: ['16.727.230/0001-98'],
})

/** A letter counts as its character code less that of zero. */
function checkDigit(id: string, length: number): number {
  let sum = 0
  for (let i = 0; i < length; i++) sum += digitAt(id, length - 1 - i) * (2 + (i % 8))
  return sum % 11 < 2 ? 0 : 11 - (sum % 11)
}
