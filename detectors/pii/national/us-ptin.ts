import { identifier } from '../identifier.ts'

/** United States: the number of a tax preparer, P and eight digits. */
export const usPtin = identifier({
  code: 'pii_us_ptin',
  label: 'US Tax Preparer Number (PTIN)',
  severity: 'medium',
  words: ['ptin', 'preparer tax'],
  masks: ['P########'],
  shape: /^P\d{8}$/,
  valid: ['P01234567', 'P12345678'],
  invalid: ['R01234567'],
})
