import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Finland: the business number, seven digits and a modulus-11 check. */
export const fiYtunnus = identifier({
  code: 'pii_fi_ytunnus',
  label: 'Finnish Business ID (Y-tunnus)',
  severity: 'low',
  words: ['y tunnus', 'yritystunnus', 'business id', 'fo nummer'],
  masks: ['#######-#', '########'],
  shape: /^\d{8}$/,
  isSound: (id) => weighted(id, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 === 0,
  valid: ['2077474-0', '20774740'],
  invalid: ['2077474-1'],
})
