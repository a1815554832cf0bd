import { identifier } from '../pii/identifier.ts'

/** United States: the Medicare beneficiary number, eleven places of digits and letters in a fixed order. */
export const mbi = identifier({
  code: 'phi_mbi',
  label: 'Medicare Beneficiary Identifier (MBI)',
  severity: 'critical',
  words: ['mbi', 'medicare', 'medicare beneficiary', 'medicare id'],
  masks: ['#@*#@*#@@##', '#@*#-@*#-@@##', '#@*# @*# @@##'],
  shape: /^[1-9][A-Z][0-9A-Z]\d[A-Z][0-9A-Z]\d[A-Z]{2}\d\d$/,
  isSound: (id) => !/[SLOIBZ]/.test(id),
  alone: 'high',
  valid: ['1EG4-TE5-MK73', '1EG4TE5MK73'],
  invalid: ['1SG4-TE5-MK73'],
  samples: ['1EG4TE5MK73'],
})
