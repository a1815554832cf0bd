import { isDay } from '../calendar.ts'
import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Norway: the birth number, a birthday (D-numbers plus forty), a serial and two modulus-11 digits. */
export const noFnr = identifier({
  code: 'pii_no_fnr',
  label: 'Norwegian Birth Number (Fødselsnummer)',
  severity: 'critical',
  words: ['fodselsnummer', 'personnummer', 'fnr', 'f.nr', 'd nummer', 'norwegian id'],
  masks: ['###### #####', '###########'],
  shape: /^\d{11}$/,
  isSound: (id) => {
    const day = Number(id.slice(0, 2)) % 40
    const month = Number(id.slice(2, 4)) % 40
    const isDated = isDay(Number(id.slice(4, 6)), month, day)
    const serial = Number(id.slice(6, 9))
    const year = Number(id.slice(4, 6))
    const isIssued = serial < 500 || year < 40 || serial >= 900 || (serial < 750 && year > 53)
    const first = weighted(id, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1])
    return (
      isDated && isIssued && first % 11 === 0 && weighted(id, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
    )
  },
  valid: ['151086 95088', '15108695088'],
  invalid: ['15108695077'],
})
