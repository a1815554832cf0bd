import { isMasterCitizenNumber } from '../civil-numbers.ts'
import { identifier } from '../identifier.ts'

/** Slovenia: the citizen number: birthday, region, serial, check digit. */
export const siEmso = identifier({
  code: 'pii_si_emso',
  label: 'Slovenian Citizen Number (EMŠO)',
  severity: 'critical',
  words: ['emso', 'enotna maticna stevilka'],
  masks: ['#############'],
  shape: /^\d{13}$/,
  isSound: isMasterCitizenNumber,
  valid: ['0101006500006'],
  invalid: ['0101006500007'],
})
