import { identifier } from '../identifier.ts'

/** United Kingdom: the sort code of a bank, six digits in pairs. */
export const ukSortCode = identifier({
  code: 'pii_uk_sort_code',
  label: 'UK Bank Sort Code',
  severity: 'medium',
  dataType: 'financial',
  words: ['sort code', 'sortcode', 's/c'],
  masks: ['##-##-##', '######', '## ## ##'],
  shape: /^\d{6}$/,
  valid: ['20-00-00', '200415'],
  invalid: ['20-00-0'],
})
