import { isDay } from '../calendar.ts'
import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Poland: the population number, a birthday whose month tells the century, and a check digit. */
export const plPesel = identifier({
  code: 'pii_pl_pesel',
  label: 'Polish Population Number (PESEL)',
  severity: 'critical',
  words: ['pesel', 'numer pesel'],
  masks: ['###########'],
  shape: /^\d{11}$/,
  isSound: (id) => {
    const month = Number(id.slice(2, 4))
    const century = [1900, 2000, 2100, 2200, 1800][Math.floor(month / 20)] ?? 0
    const isDated = isDay(century + Number(id.slice(0, 2)), month % 20, Number(id.slice(4, 6)))
    return isDated && weighted(id, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0
  },
  valid: ['44051401359'],
  invalid: ['44051401358'],
})
