import { identifier } from '../identifier.ts'
import { luhn } from '../luhn.ts'

/** United Arab Emirates: the identity card, 784, a year of birth, a serial and a Luhn digit. */
export const aeEmirates = identifier({
  code: 'pii_ae_emirates',
  label: 'Emirates ID',
  severity: 'critical',
  words: ['emirates id', 'uae id', 'eid', 'هوية الإمارات'],
  masks: ['784-####-#######-#', '784############'],
  shape: /^784(?:19|20)\d{10}$/,
  isSound: luhn,
  alone: 'high',
  valid: ['784-1979-1234567-1', '784197912345671'],
  invalid: ['784-1979-1234567-2'],
})
