import { lastDigit, weightedBack } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Paraguay: the tax number, up to eight digits and a modulus-11 check. */
export const pyRuc = identifier({
  code: 'pii_py_ruc',
  label: 'Paraguayan Tax Number (RUC)',
  words: ['ruc', 'registro unico de contribuyentes', 'paraguayan tax'],
  masks: ['########-#', '#######-#', '######-#'],
  shape: /^\d{5,9}$/,
  isSound: (id) => {
    const rest = weightedBack(id.slice(0, -1), [2, 3, 4, 5, 6, 7, 8, 9]) % 11
    return (11 - rest) % 10 === lastDigit(id) && !(rest === 1 && lastDigit(id) !== 0)
  },
  valid: ['80028061-0'],
  invalid: ['8765432-1'],
})
