import { isYyyymmdd } from '../calendar.ts'
import { verhoeff } from '../checksums.ts'
import { identifier } from '../identifier.ts'
import { luhn } from '../luhn.ts'

/** Luxembourg: the national number, a birthday, a serial, a Luhn digit and a Verhoeff digit. */
export const luMatricule = identifier({
  code: 'pii_lu_matricule',
  label: 'Luxembourg National Number (Matricule)',
  severity: 'critical',
  words: ['matricule', 'luxembourg national number', 'identification nationale', 'cns'],
  masks: ['#############', '#### ## ## #####', '#### #### #####'],
  shape: /^(?:18|19|20)\d{11}$/,
  isSound: (id) => isYyyymmdd(id) && luhn(id.slice(0, 12)) && verhoeff(id.slice(0, 11) + id.slice(12)),
  valid: ['1893120105732'],
  invalid: ['1893120105733'],
})
