import { digitAt } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Brazil: the taxpayer number of a person, two modulus-11 digits. */
export const brCpf = identifier({
  code: 'pii_br_cpf',
  label: 'Brazilian Taxpayer Number (CPF)',
  severity: 'critical',
  words: ['cpf', 'cadastro de pessoas fisicas', 'cadastro de pessoa fisica'],
  masks: ['###.###.###-##', '###########', '### ### ### ##'],
  shape: /^\d{11}$/,
  isSound: (id) => checkDigit(id, 9) === digitAt(id, 9) && checkDigit(id, 10) === digitAt(id, 10),
  valid: ['390.533.447-05', '23100299900'],
  invalid: ['390.533.447-06'],
})

function checkDigit(id: string, length: number): number {
  let sum = 0
  for (let i = 0; i < length; i++) sum += digitAt(id, i) * (length + 1 - i)
  return ((sum * 10) % 11) % 10
}
