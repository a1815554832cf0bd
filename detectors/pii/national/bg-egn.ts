import { isDay } from '../calendar.ts'
import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Bulgaria: the citizen number, a birthday whose month tells the century, and a check digit. */
export const bgEgn = identifier({
  code: 'pii_bg_egn',
  label: 'Bulgarian Citizen Number (EGN)',
  severity: 'critical',
  words: ['egn', 'ЕГН', 'edinen grazhdanski nomer', 'единен граждански номер', 'bulgarian citizen number'],
  masks: ['##########', '#### ### ###'],
  shape: /^\d{10}$/,
  isSound: (id) => {
    const month = Number(id.slice(2, 4))
    const century = month > 40 ? 2000 : month > 20 ? 1800 : 1900
    const isDated = isDay(century + Number(id.slice(0, 2)), month % 20, Number(id.slice(4, 6)))
    return isDated && (weighted(id, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === lastDigit(id)
  },
  valid: ['7523169263', '8032056031'],
  invalid: ['8032056032'],
})
