import { weightedBack } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Guatemala: the tax number, modulus 11 with K for ten. */
export const gtNit = identifier({
  code: 'pii_gt_nit',
  label: 'Guatemalan Tax Number (NIT)',
  words: ['nit', 'numero de identificacion tributaria'],
  masks: ['#######-*', '########', '######-*', '#######*', '######*', '####-*'],
  shape: /^\d{4,11}[0-9K]$/,
  isSound: (id) => {
    const rest = weightedBack(id.slice(0, -1), [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]) % 11
    return '0123456789K'.charAt((11 - rest) % 11) === id.slice(-1)
  },
  valid: ['576937-K', '39525503'],
  invalid: ['576937-1'],
})
