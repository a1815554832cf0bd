import { isBalticPersonalCode } from '../civil-numbers.ts'
import { identifier } from '../identifier.ts'

/** Lithuania: the personal code, a birthday and a two-pass check. */
export const ltAsmens = identifier({
  code: 'pii_lt_asmens',
  label: 'Lithuanian Personal Code (Asmens kodas)',
  severity: 'critical',
  words: ['asmens kodas', 'asmens', 'lithuanian personal code', 'lithuanian id'],
  masks: ['###########'],
  shape: /^[1-6]\d{10}$/,
  isSound: isBalticPersonalCode,
  valid: ['33309240064'],
  invalid: ['33309240164'],
})
