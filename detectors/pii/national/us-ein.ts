import { identifier } from '../identifier.ts'

/** United States: the employer number, a campus prefix and seven digits. */
export const usEin = identifier({
  code: 'pii_us_ein',
  label: 'US Employer Identification Number (EIN)',
  severity: 'medium',
  words: [
    'ein',
    'fein',
    'employer identification',
    'employer id',
    'federal tax id',
    'tax id',
    'tin',
    'taxpayer identification',
  ],
  masks: ['##-#######', '#########'],
  shape: /^\d{9}$/,
  isSound: (id) => !/^(?:00|0[789]|1[789]|2[89]|49|69|70|78|79|89|9[67])/.test(id),
  valid: ['12-3456788', '536904399'],
  invalid: ['00-3456789'],
})
