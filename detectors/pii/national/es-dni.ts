import { hasSpanishLetter } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Spain: the identity card, eight digits and a letter that they determine. */
export const esDni = identifier({
  code: 'pii_es_dni',
  label: 'Spanish Identity Card (DNI)',
  severity: 'critical',
  words: ['dni', 'nif', 'documento nacional de identidad', 'numero de identificacion fiscal'],
  masks: ['########@', '########-@', '######## @', '##.###.###-@'],
  shape: /^\d{8}[A-Z]$/,
  isSound: (id) => hasSpanishLetter(id),
  alone: 'medium',
  valid: ['54362315K', '54362315-K'],
  invalid: ['54362315Z'],
})
