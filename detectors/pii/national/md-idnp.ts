import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Moldova: the identity number of a person or a company, thirteen digits, modulus 10. */
export const mdIdnp = identifier({
  code: 'pii_md_idnp',
  label: 'Moldovan Identity Number (IDNP/IDNO)',
  severity: 'critical',
  words: ['idnp', 'idno', 'moldovan id', 'cod personal'],
  masks: ['#############'],
  shape: /^[0-2]\d{12}$/,
  isSound: (id) => weighted(id, [7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]) % 10 === lastDigit(id),
  valid: ['1008600038413'],
  invalid: ['1008600038412'],
})
