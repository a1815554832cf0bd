import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Ukraine: the company number, eight digits, modulus 11. */
export const uaEdrpou = identifier({
  code: 'pii_ua_edrpou',
  label: 'Ukrainian Company Number (EDRPOU)',
  severity: 'low',
  words: ['edrpou', 'ЄДРПОУ', 'yedrpou'],
  masks: ['########'],
  shape: /^\d{8}$/,
  isSound: (id) => {
    const weights = /^[345]/.test(id) ? [7, 1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5, 6, 7]
    const first = weighted(id, weights) % 11
    const check =
      first < 10
        ? first
        : (weighted(
            id,
            weights.map((weight) => weight + 2),
          ) %
            11) %
          10
    return check === lastDigit(id)
  },
  valid: ['32855961'],
  invalid: ['32855968'],
})
