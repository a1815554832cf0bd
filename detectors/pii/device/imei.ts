import { identifier } from '../identifier.ts'
import { luhn } from '../luhn.ts'

/** The number of a phone, fifteen Luhn digits. */
export const imei = identifier({
  code: 'pii_imei',
  label: 'Device Number (IMEI)',
  severity: 'medium',
  words: ['imei', 'device id', 'handset'],
  masks: ['###############', '##-######-######-#', '## ###### ###### #'],
  shape: /^[013-9]\d{14}$/,
  isSound: luhn,
  valid: ['490154203237518', '49-015420-323751-8'],
  invalid: ['490154203237519'],
})
