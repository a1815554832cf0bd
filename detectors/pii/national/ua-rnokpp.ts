import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Ukraine: the taxpayer number of a person, ten digits, modulus 11. */
export const uaRnokpp = identifier({
  code: 'pii_ua_rnokpp',
  label: 'Ukrainian Taxpayer Number (RNOKPP)',
  severity: 'critical',
  words: ['rnokpp', 'РНОКПП', 'ipn', 'ІПН', 'ukrainian tax'],
  masks: ['##########'],
  shape: /^\d{10}$/,
  isSound: (id) => {
    const sum = weighted(id, [-1, 5, 7, 9, 4, 6, 10, 5, 7]) % 11
    return ((sum + 11) % 11) % 10 === lastDigit(id)
  },
  valid: ['1759013776'],
  invalid: ['1759013770'],
})
