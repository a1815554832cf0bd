import { identifier } from '../identifier.ts'
import { luhn } from '../luhn.ts'

/** The number of a SIM card, 89 and up to eighteen digits, the last of them a Luhn digit. */
export const iccid = identifier({
  code: 'pii_iccid',
  label: 'SIM Card Number (ICCID)',
  severity: 'medium',
  words: ['iccid', 'sim card', 'sim number', 'sim serial', 'sim'],
  masks: [
    '89#################',
    '89##################',
    '89## #### #### #### ####',
    '89## #### #### #### ###',
  ],
  shape: /^89\d{17,18}$/,
  isSound: (id) => luhn(id) || (id.length === 20 && luhn(id.slice(0, 19))),
  valid: ['8944500102198304826', '8931440400000000009'],
  invalid: ['8944500102198304827'],
})
