import { identifier } from '../identifier.ts'

/** The number of a mobile subscriber, a country, a network and a serial. */
export const imsi = identifier({
  code: 'pii_imsi',
  label: 'Mobile Subscriber Number (IMSI)',
  severity: 'medium',
  words: ['imsi', 'subscriber identity'],
  masks: ['###############'],
  shape:
    /^(?:20[2468]|21[2346-9]|22[0-8]|23[0-58]|24[02468]|25[05-79]|26[0268]|27[02468]|28[0-9]|29[0-57]|30[28]|31[0-6]|33[0248]|34[0-8]|35[0-8]|36[0-68]|37[0246]|4[0-6]\d|47[02]|5[0-5]\d|6[0-5]\d|7[0-4]\d|750)\d{12}$/,
  valid: ['310150123456789', '262011234567890'],
  invalid: ['999150123456789'],
})
