import { identifier } from '../identifier.ts'

/** United States: the taxpayer number of those without a Social Security number, 9 and a group that is in use. */
export const usItin = identifier({
  code: 'pii_us_itin',
  label: 'US Individual Taxpayer Number (ITIN)',
  severity: 'critical',
  words: ['itin', 'individual taxpayer', 'atin', 'taxpayer id', 'tax id'],
  masks: ['9##-##-####', '9## ## ####', '9########'],
  shape: /^9\d\d(?:5\d|6[0-5]|7\d|8[0-8]|9[0-9])\d{4}$/,
  isSound: () => true,
  alone: 'medium',
  aloneAs: /\D/,
  valid: ['912-90-3456', '912903456'],
  invalid: ['912-45-3456'],
})
