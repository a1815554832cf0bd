import { digitAt, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Vietnam: the tax number, ten digits and often three for the branch, modulus 11. */
export const vnMst = identifier({
  code: 'pii_vn_mst',
  label: 'Vietnamese Tax Number (MST)',
  words: ['mst', 'ma số thuế', 'ma so thue', 'vietnamese tax'],
  masks: ['##########', '##########-###', '## ## ### ###', '#### ## ## ##-###'],
  shape: /^(?!00|\d\d0000000)\d{10}(?:(?!000)\d{3})?$/,
  isSound: (id) => 10 - (weighted(id, [31, 29, 23, 19, 17, 13, 7, 5, 3]) % 11) === digitAt(id, 9),
  valid: ['0100233488', '0314409058-002'],
  invalid: ['0100233489'],
})
