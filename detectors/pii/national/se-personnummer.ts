import { isDay } from '../calendar.ts'
import { identifier } from '../identifier.ts'
import { luhn } from '../luhn.ts'

/** Sweden: the personal number, a birthday (coordination numbers plus sixty), a serial and a Luhn digit. */
export const sePersonnummer = identifier({
  code: 'pii_se_personnummer',
  label: 'Swedish Personal Number (Personnummer)',
  severity: 'critical',
  words: ['personnummer', 'samordningsnummer', 'swedish personal number', 'pnr'],
  masks: ['######-####', '########-####', '##########', '############', '######+####', '########+####'],
  shape: /^\d{6}(?:\d\d)?\+?\d{4}$/,
  isSound: (id) => {
    const digits = id.replace('+', '').slice(-10)
    const day = Number(digits.slice(4, 6))
    const isDated = isDay(Number(digits.slice(0, 2)), Number(digits.slice(2, 4)), day > 60 ? day - 60 : day)
    return isDated && luhn(digits)
  },
  alone: 'medium',
  aloneAs: /[+-]/,
  valid: ['880320-0016', '19880320-0016'],
  invalid: ['880320-0018'],
})
