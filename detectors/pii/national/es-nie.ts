import { hasSpanishLetter } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Spain: the number of a foreigner, X, Y or Z, seven digits and a letter. */
export const esNie = identifier({
  code: 'pii_es_nie',
  label: 'Spanish Foreigner Number (NIE)',
  severity: 'critical',
  words: ['nie', 'numero de identidad de extranjero', 'numero de identificacion de extranjero', 'nif'],
  masks: ['@#######@', '@-#######-@', '@-#######@'],
  shape: /^[XYZ]\d{7}[A-Z]$/,
  isSound: (id) => hasSpanishLetter('XYZ'.indexOf(id.charAt(0)) + id.slice(1)),
  alone: 'medium',
  valid: ['X-2482300W', 'X2482300W'],
  invalid: ['X2482300A'],
})
