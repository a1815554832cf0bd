import { isBalticPersonalCode } from '../civil-numbers.ts'
import { identifier } from '../identifier.ts'

/** Estonia: the personal code, a birthday and a two-pass check. */
export const eeIk = identifier({
  code: 'pii_ee_ik',
  label: 'Estonian Personal Code (Isikukood)',
  severity: 'critical',
  words: ['isikukood', 'estonian personal code', 'estonian id'],
  masks: ['###########'],
  shape: /^[1-8]\d{10}$/,
  isSound: isBalticPersonalCode,
  valid: ['36805280109'],
  invalid: ['36805280108'],
})
