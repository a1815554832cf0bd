import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Denmark: the company number, eight digits, modulus 11. */
export const dkCvr = identifier({
  code: 'pii_dk_cvr',
  label: 'Danish Company Number (CVR)',
  severity: 'low',
  words: ['cvr', 'se nummer'],
  masks: ['########', '## ## ## ##'],
  shape: /^[1-9]\d{7}$/,
  isSound: (id) => weighted(id, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  valid: ['13585628', '13 58 56 28'],
  invalid: ['13585627'],
})
