import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** United States: the routing number of a bank, nine digits with weights 3, 7, 1. */
export const usRouting = identifier({
  code: 'pii_us_routing',
  label: 'US Bank Routing Number (ABA)',
  severity: 'medium',
  dataType: 'financial',
  words: ['routing', 'aba', 'routing number', 'bank routing', 'rtn', 'transit number', 'ach routing'],
  masks: ['#########', '####-####-#'],
  shape: /^(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\d{7}$/,
  isSound: (id) => weighted(id, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0,
  valid: ['021000021', '1210-0035-8'],
  invalid: ['021000022'],
})
