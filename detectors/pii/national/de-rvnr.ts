import { crossSum, digitAt, lastDigit } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Germany: the pension insurance number, an area, a birthday, a letter and a check digit. */
export const deRvnr = identifier({
  code: 'pii_de_rvnr',
  label: 'German Pension Insurance Number (RVNR)',
  severity: 'critical',
  words: [
    'rentenversicherungsnummer',
    'sozialversicherungsnummer',
    'rvnr',
    'svnr',
    'versicherungsnummer',
    'german social security',
    'sv nummer',
    'svnr',
  ],
  masks: ['########@###', '## ###### @ ###'],
  shape: /^(?:0[2-489]|1\d|2[013-689]|3[89]|4[02-9]|[567]\d|8[0129])\d{6}[A-Z]\d{3}$/,
  isSound: (id) => {
    const letter = String(id.charCodeAt(8) - 64).padStart(2, '0')
    const digits = id.slice(0, 8) + letter + id.slice(9, 11)
    let sum = 0
    for (const [i, weight] of [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1].entries())
      sum += crossSum(digitAt(digits, i) * weight)
    const month = Number(id.slice(4, 6))
    return month > 0 && month < 13 && sum % 10 === lastDigit(id)
  },
  valid: ['15070649C103', '15 070649 C 103'],
  invalid: ['15070649C104'],
})
