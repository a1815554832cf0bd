import { identifier } from '../identifier.ts'
import { luhn } from '../luhn.ts'

/** Dominican Republic: the identity card, eleven Luhn digits. */
export const doCedula = identifier({
  code: 'pii_do_cedula',
  label: 'Dominican Identity Card (Cédula)',
  words: ['cedula', 'cedula de identidad', 'dominican id'],
  masks: ['###-#######-#', '###########'],
  shape: /^\d{11}$/,
  isSound: luhn,
  valid: ['001-1391820-5', '00113918205'],
  invalid: ['001-1391820-6'],
})
