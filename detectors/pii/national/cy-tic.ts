import { digitAt } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Cyprus: the tax number, eight digits and a check letter. */
export const cyTic = identifier({
  code: 'pii_cy_tic',
  label: 'Cypriot Tax Number (TIC)',
  words: ['tic', 'cyprus tax', 'cypriot tax', 'αφτ', 'αριθμος φορολογικης ταυτοτητας'],
  masks: ['########@', 'CY########@', '######## @'],
  shape: /^(?:CY)?(?!12)\d{8}[A-Z]$/,
  isSound: (id) => {
    const digits = id.replace('CY', '')
    let sum = 0
    for (let i = 0; i < 8; i++) sum += i % 2 === 0 ? (ODD[digitAt(digits, i)] ?? 0) : digitAt(digits, i)
    return String.fromCharCode(65 + (sum % 26)) === id.slice(-1)
  },
  valid: ['10259033P', 'CY10259033P'],
  invalid: ['10259033Z'],
})

const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]
