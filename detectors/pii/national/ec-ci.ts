import { identifier } from '../identifier.ts'
import { luhn } from '../luhn.ts'

/** Ecuador: the identity card, a province and a Luhn check. */
export const ecCi = identifier({
  code: 'pii_ec_ci',
  label: 'Ecuadorian Identity Card (CI)',
  words: ['cedula de ciudadania', 'cedula de identidad', 'cedula', 'ecuadorian id'],
  masks: ['#########-#', '##########'],
  shape: /^(?:0[1-9]|1\d|2[0-4]|30|50)[0-6]\d{7}$/,
  isSound: luhn,
  valid: ['171430710-3', '1714307103'],
  invalid: ['171430710-4'],
})
