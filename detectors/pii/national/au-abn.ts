import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Australia: the business number, eleven digits with a modulus-89 check. */
export const auAbn = identifier({
  code: 'pii_au_abn',
  label: 'Australian Business Number (ABN)',
  severity: 'low',
  words: ['abn', 'australian business number'],
  masks: ['## ### ### ###', '###########'],
  shape: /^[1-9]\d{10}$/,
  isSound: (id) => (weighted(id, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 === 0,
  valid: ['83 914 571 673', '83914571673'],
  invalid: ['99 999 999 998'],
})
