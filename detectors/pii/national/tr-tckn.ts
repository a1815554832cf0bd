import { digitAt, lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Turkey: the identity number, eleven digits with two check digits. */
export const trTckn = identifier({
  code: 'pii_tr_tckn',
  label: 'Turkish Identity Number (TCKN)',
  severity: 'critical',
  words: ['tckn', 'tc kimlik', 't.c. kimlik', 'kimlik no', 'tc no', 'turkish id'],
  masks: ['###########'],
  shape: /^[1-9]\d{10}$/,
  isSound: (id) => {
    const tenth = weighted(id, [7, -1, 7, -1, 7, -1, 7, -1, 7])
    const all = weighted(id, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
    return ((tenth % 10) + 10) % 10 === digitAt(id, 9) && all % 10 === lastDigit(id)
  },
  valid: ['17291716060'],
  invalid: ['17291716050'],
})
