import { digitAt, lastDigit, weightedBack } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Colombia: the tax number, a modulus-11 check with prime weights. */
export const coNit = identifier({
  code: 'pii_co_nit',
  label: 'Colombian Tax Number (NIT)',
  words: ['nit', 'numero de identificacion tributaria', 'rut colombia'],
  masks: [
    '###.###.###-#',
    '#########-#',
    '##########',
    '### ### ### #',
    '########-#',
    '##.###.###-#',
    '##########-#',
  ],
  shape: /^[1-9]\d{7,14}$/,
  isSound: (id) => {
    const weights = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71]
    return digitAt('01987654321', weightedBack(id.slice(0, -1), weights) % 11) === lastDigit(id)
  },
  valid: ['213.123.432-1', '900544472-4'],
  invalid: ['213.123.432-2'],
})
