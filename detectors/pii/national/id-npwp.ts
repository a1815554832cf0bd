import { identifier } from '../identifier.ts'
import { luhn } from '../luhn.ts'

/** Indonesia: the taxpayer number, whose first nine digits pass the Luhn check. */
export const idNpwp = identifier({
  code: 'pii_id_npwp',
  label: 'Indonesian Taxpayer Number (NPWP)',
  words: ['npwp', 'nomor pokok wajib pajak'],
  masks: ['##.###.###.#-###.###', '###############'],
  shape: /^(?:0[0-24-9]|2[014-6]|3[1456]|4[789]|5[78]|67|7[789]|8[789]|97)\d{13}$/,
  isSound: (id) => luhn(id.slice(0, 9)),
  valid: ['01.312.166.0-091.000', '013000666091000'],
  invalid: ['01.312.166.1-091.000'],
})
