import { identifier } from '../pii/identifier.ts'
import { luhn } from '../pii/luhn.ts'

/** United States: the number of a health provider, ten digits whose check counts the prefix 80840. */
export const npi = identifier({
  code: 'phi_npi',
  label: 'National Provider Identifier (NPI)',
  severity: 'medium',
  words: [
    'npi',
    'national provider',
    'national provider identifier',
    'provider id',
    'provider identifier',
    'prescriber id',
    'rendering provider',
    'billing provider',
    '*xx*',
  ],
  after: '^\\^[^|\\s]{0,60}NPI(?![a-z])',
  masks: ['##########', '### ### ####', '#### ### ###'],
  shape: /^\d{10}$/,
  isSound: (id) => /^[12](?!(\d)\1{7})/.test(id) && luhn(`80840${id}`),
  valid: ['1234567893', '1245319599'],
  invalid: ['1234567894'],
})
