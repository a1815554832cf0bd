import { isMasterCitizenNumber } from '../civil-numbers.ts'
import { identifier } from '../identifier.ts'

/** The citizen number of Serbia, Bosnia, Montenegro and North Macedonia: birthday, region, serial, check digit. */
export const jmbg = identifier({
  code: 'pii_jmbg',
  label: 'Unique Master Citizen Number (JMBG: RS, BA, ME, MK)',
  severity: 'critical',
  words: [
    'jmbg',
    'embg',
    'jedinstveni maticni broj',
    'maticni broj',
    'ЈМБГ',
    'ЕМБГ',
    'матични број',
    'матичен број',
  ],
  masks: ['#############'],
  shape: /^\d{13}$/,
  isSound: isMasterCitizenNumber,
  valid: ['0101006500006'],
  invalid: ['0101006500007'],
})
