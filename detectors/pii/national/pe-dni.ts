import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Peru: the number of the identity card, eight digits and sometimes a check digit or letter. */
export const peDni = identifier({
  code: 'pii_pe_dni',
  label: 'Peruvian Identity Card (DNI/CUI)',
  severity: 'critical',
  words: ['dni peru', 'dni peruano', 'peruvian id', 'documento nacional de identidad peruano'],
  masks: ['########-*', '########', '#########'],
  shape: /^\d{8}[0-9A-K]?$/,
  isSound: (id) => {
    if (id.length === 8) return true
    const rest = weighted(id, [3, 2, 7, 6, 5, 4, 3, 2]) % 11
    return ['65432110987', 'KJIHGFEDCBA'].some((checks) => checks.charAt(rest) === id.charAt(8))
  },
  valid: ['10117410-2', '101174102'],
  invalid: ['10117410-3'],
})
