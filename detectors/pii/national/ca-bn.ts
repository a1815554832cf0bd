import { identifier } from '../identifier.ts'
import { luhn } from '../luhn.ts'

/** Canada: the business number, nine Luhn digits and often a program account. */
export const caBn = identifier({
  code: 'pii_ca_bn',
  label: 'Canadian Business Number (BN)',
  severity: 'low',
  words: ['business number', 'canadian business number', 'bn', 'gst', 'hst'],
  masks: ['#########', '#########@@####', '##### #### @@ ####', '##### ####', '######### @@ ####'],
  shape: /^\d{9}(?:(?:RC|RM|RP|RT)\d{4})?$/,
  isSound: (id) => luhn(id.slice(0, 9)),
  valid: ['123026635', '123026635RC0001'],
  invalid: ['123026636'],
})
