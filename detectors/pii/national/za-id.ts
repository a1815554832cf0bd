import { isYymmdd } from '../calendar.ts'
import { identifier } from '../identifier.ts'
import { luhn } from '../luhn.ts'

/** South Africa: the identity number, a birthday, a serial, a citizenship and a Luhn digit. */
export const zaId = identifier({
  code: 'pii_za_id',
  label: 'South African Identity Number',
  severity: 'critical',
  words: ['south african id', 'sa id', 'rsa id', 'id number', 'identity number', 'id no'],
  masks: ['#############', '###### #### ###', '###### #### ## #'],
  shape: /^\d{10}[0-2]\d{2}$/,
  isSound: (id) => isYymmdd(id) && luhn(id),
  valid: ['7503305044089', '750330 5044 08 9'],
  invalid: ['7513305044089'],
})
