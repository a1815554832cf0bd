import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** China: the unified social credit code of an organization, modulus 31. */
export const cnUscc = identifier({
  code: 'pii_cn_uscc',
  label: 'Chinese Unified Social Credit Code',
  severity: 'low',
  words: ['uscc', 'unified social credit', 'social credit', '统一社会信用代码'],
  masks: ['*#######**********', '########**********'],
  shape: /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/,
  isSound: (id) => {
    const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    return ALPHABET.charAt((31 - (weighted(id, weights, ALPHABET) % 31)) % 31) === id.slice(-1)
  },
  valid: ['91110000600037341L'],
  invalid: ['91110000600037342L'],
})

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
