import { isYymmdd } from '../calendar.ts'
import { identifier } from '../identifier.ts'

/** Malaysia: the identity card, a birthday, a place and a serial. */
export const myNric = identifier({
  code: 'pii_my_nric',
  label: 'Malaysian Identity Card (MyKad)',
  severity: 'critical',
  words: ['mykad', 'nric', 'kad pengenalan', 'malaysian ic', 'ic number', 'no kp', 'malaysian id', 'ic no'],
  masks: ['######-##-####', '############'],
  shape: /^\d{12}$/,
  isSound: (id) => isYymmdd(id) && !/^(?:00|1[7-9]|20|69|73|8[01]|9[4-7])/.test(id.slice(6)),
  valid: ['770305-02-1234', '770305021234'],
  invalid: ['771305-17-1234'],
})
