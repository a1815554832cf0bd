import { digitAt, weighted } from '../pii/checksums.ts'
import { identifier } from '../pii/identifier.ts'

/** Australia: the Medicare number, eight digits, a check digit, an issue number and often a person. */
export const auMedicare = identifier({
  code: 'phi_au_medicare',
  label: 'Australian Medicare Number',
  severity: 'critical',
  words: ['medicare', 'medicare card', 'medicare number'],
  masks: ['#### ##### #', '##########', '###########', '#### ##### # #', '#### ##### #-#'],
  shape: /^[2-6]\d{9,10}$/,
  isSound: (id) => weighted(id, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === digitAt(id, 8),
  valid: ['2123 45670 1', '2123456701'],
  invalid: ['2123 45680 1'],
})
