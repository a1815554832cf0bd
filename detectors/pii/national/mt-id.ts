import { identifier } from '../identifier.ts'

/** Malta: the identity card, up to seven digits and a letter. */
export const mtId = identifier({
  code: 'pii_mt_id',
  label: 'Maltese Identity Card',
  severity: 'critical',
  words: ['karta tal identita', 'maltese id', 'malta id', 'maltese identity'],
  masks: ['#######@', '######@', '#####@', '####@', '###@'],
  shape: /^\d{3,7}[MGAPLHBZ]$/,
  valid: ['0123456M', '12345G'],
  invalid: ['0123456Q'],
})
