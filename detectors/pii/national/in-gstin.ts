import { luhnOver } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** India: the goods and services tax number, a state, a PAN and a base-36 check character. */
export const inGstin = identifier({
  code: 'pii_in_gstin',
  label: 'Indian GST Number (GSTIN)',
  severity: 'low',
  words: ['gstin', 'gst', 'gst number'],
  masks: ['##@@@@@####@*@*'],
  shape: /^(?:0[1-9]|[12]\d|3[0-8]|9[79])[A-Z]{3}[ABCFGHJKLPT][A-Z]\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/,
  isSound: (id) => luhnOver(id, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
  alone: 'high',
  valid: ['27AAPFU0939F1ZV'],
  invalid: ['27AAPFU0939F1Z0'],
})
