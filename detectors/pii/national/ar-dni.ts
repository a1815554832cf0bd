import { identifier } from '../identifier.ts'

/** Argentina: the number of the identity card, seven or eight digits without a check. */
export const arDni = identifier({
  code: 'pii_ar_dni',
  label: 'Argentine Identity Card (DNI)',
  words: ['dni', 'dni argentino', 'documento nacional de identidad'],
  masks: ['## ### ###', '# ### ###', '########', '#######'],
  shape: /^[1-9]\d{6,7}$/,
  valid: ['20.123.456', '20123456'],
  invalid: ['2012345699'],
})
