import { remainder } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** The identifier of a legal entity, eighteen characters and two digits, modulus 97. */
export const lei = identifier({
  code: 'pii_lei',
  label: 'Legal Entity Identifier (LEI)',
  severity: 'low',
  dataType: 'financial',
  words: ['lei', 'legal entity identifier'],
  masks: ['******************##', '####**************##'],
  shape: /^[0-9A-Z]{18}\d\d$/,
  isSound: (id) => remainder(id, 97) === 1,
  valid: ['5493001KJTIIGC8Y1R12'],
  invalid: ['5493001KJTIIGC8Y1R13'],
})
