import { identifier } from '../identifier.ts'

/** Vietnam: the citizen card, a province, sex and century, a year and a serial; no check digit. */
export const vnCccd = identifier({
  code: 'pii_vn_cccd',
  label: 'Vietnamese Citizen Card (CCCD)',
  severity: 'critical',
  words: ['cccd', 'can cuoc cong dan', 'cmnd', 'chung minh nhan dan', 'vietnamese id'],
  masks: ['############', '#########'],
  shape: /^(?:0\d\d[0-3]\d{8}|\d{9})$/,
  valid: ['001093012345', '012345678'],
  invalid: ['991093012345'],
})
