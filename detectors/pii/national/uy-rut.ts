import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Uruguay: the tax number, twelve digits, modulus 11. */
export const uyRut = identifier({
  code: 'pii_uy_rut',
  label: 'Uruguayan Tax Number (RUT)',
  words: ['rut', 'registro unico tributario', 'uruguayan tax'],
  masks: ['############', '##-######-###-#'],
  shape: /^(?:0[1-9]|1\d|2[01])(?!000000)\d{6}001\d$/,
  isSound: (id) => (11 - (weighted(id, [4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === lastDigit(id),
  valid: ['21-100342-001-7', '211003420017'],
  invalid: ['21-100342-001-8'],
})
