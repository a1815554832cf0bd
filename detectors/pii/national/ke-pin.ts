import { identifier } from '../identifier.ts'

/** Kenya: the taxpayer number, A or P, nine digits and a letter. */
export const kePin = identifier({
  code: 'pii_ke_pin',
  label: 'Kenyan Taxpayer Number (KRA PIN)',
  words: ['kra pin', 'kra', 'kenya revenue', 'kenyan tax'],
  masks: ['@#########@'],
  shape: /^[AP]\d{9}[A-Z]$/,
  valid: ['P051365947M', 'A012345678B'],
  invalid: ['B051365947M'],
})
