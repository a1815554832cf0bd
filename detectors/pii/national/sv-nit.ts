import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** El Salvador: the tax number, fourteen digits, modulus 11. */
export const svNit = identifier({
  code: 'pii_sv_nit',
  label: 'Salvadoran Tax Number (NIT)',
  words: ['nit', 'numero de identificacion tributaria', 'salvadoran tax'],
  masks: ['####-######-###-#', '##############'],
  shape: /^[019]\d{13}$/,
  isSound: (id) => {
    const old = id.slice(10, 13) <= '100'
    const sum = old
      ? weighted(id, [14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11
      : (11 - (weighted(id, [2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11
    return sum % 10 === lastDigit(id)
  },
  valid: ['0614-050707-104-8', '06140507071048'],
  invalid: ['0614-050707-104-7'],
})
