import { digitAt, lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Argentina: CUIT and CUIL, eleven digits with a modulus-11 check. */
export const arCuit = identifier({
  code: 'pii_ar_cuit',
  label: 'Argentine Tax ID (CUIT/CUIL)',
  words: [
    'cuit',
    'cuil',
    'clave unica de identificacion tributaria',
    'codigo unico de identificacion laboral',
  ],
  masks: ['## ######## #', '###########'],
  shape: /^(?:2[0347]|3[034]|5[015])\d{9}$/,
  isSound: (id) =>
    digitAt('09987654321', weighted(id, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) === lastDigit(id),
  valid: ['20-05536168-2', '20267565393'],
  invalid: ['20267565392'],
})
