import { identifier } from '../identifier.ts'

/** Pakistan: the identity card, a province, a serial and a sex digit. */
export const pkCnic = identifier({
  code: 'pii_pk_cnic',
  label: 'Pakistani Identity Card (CNIC)',
  severity: 'critical',
  words: ['cnic', 'nicop', 'nadra', 'pakistani id', 'nic'],
  masks: ['#####-#######-#', '#############'],
  shape: /^[1-7]\d{11}[1-9]$/,
  isSound: (id) => !/^\d00000/.test(id),
  valid: ['54104-9890578-6', '5410498905786'],
  invalid: ['84104-9890578-6'],
})
