import { isYymmdd } from '../calendar.ts'
import { identifier } from '../identifier.ts'

/** Cuba: the identity number, eleven digits that begin with the birthday. */
export const cuNi = identifier({
  code: 'pii_cu_ni',
  label: 'Cuban Identity Number (NI)',
  words: ['carne de identidad', 'numero de identidad permanente', 'cuban id'],
  masks: ['###########'],
  shape: /^\d{11}$/,
  isSound: (id) => isYymmdd(id, id.charAt(6) === '9' ? 1800 : id.charAt(6) > '5' ? 2000 : 1900),
  valid: ['91021027775'],
  invalid: ['91221027775'],
})
