import { identifier } from '../identifier.ts'

/** India: the permanent account number; its fourth letter tells the kind of holder. */
export const inPan = identifier({
  code: 'pii_in_pan',
  label: 'Indian Permanent Account Number (PAN)',
  severity: 'critical',
  words: ['pan', 'permanent account', 'pan card', 'income tax pan'],
  masks: ['@@@@@####@'],
  shape: /^[A-Z]{3}[ABCFGHJKLPT][A-Z]\d{4}[A-Z]$/,
  isSound: (id) => id.slice(5, 9) !== '0000',
  valid: ['AAPPV8261K', 'ACUPA7085R'],
  invalid: ['ABMXA3211G'],
})
