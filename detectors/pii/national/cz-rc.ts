import { isDay } from '../calendar.ts'
import { lastDigit } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Czechia and Slovakia: the birth number, with a modulus-11 check since 1954. */
export const czRc = identifier({
  code: 'pii_cz_rc',
  label: 'Czech and Slovak Birth Number (RČ)',
  severity: 'critical',
  words: ['rodne cislo', 'birth number', 'rc', 'r.c.', 'czech personal id', 'slovak personal id'],
  masks: ['######/####', '######/###', '##########', '#########', '###### ####'],
  shape: /^\d{9,10}$/,
  isSound: (id) => {
    const short = id.length === 9
    const yy = Number(id.slice(0, 2))
    const year = yy + (short ? (yy > 53 ? 1800 : 1900) : yy > 53 ? 1900 : 2000)
    const month = (Number(id.slice(2, 4)) % 50) % 20
    if (!isDay(year, month, Number(id.slice(4, 6)))) return false
    return short || (Number(id.slice(0, 9)) % 11) % 10 === lastDigit(id)
  },
  valid: ['710319/2745', '7103192745'],
  invalid: ['710319/2746'],
})
