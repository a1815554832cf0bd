import { isDay } from '../calendar.ts'
import { remainder } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Belgium: the national number, a birthday and a check over it; 2 comes first for births since 2000. */
export const beNn = identifier({
  code: 'pii_be_nn',
  label: 'Belgian National Number (NISS/INSZ)',
  severity: 'critical',
  words: [
    'rijksregisternummer',
    'registre national',
    'numero national',
    'insz',
    'niss',
    'nationaal nummer',
    'belgian national number',
    'rrn',
  ],
  masks: ['## ## ## ### ##', '###########', '###### ### ##', '###### #####'],
  shape: /^\d{11}$/,
  isSound: (id) => {
    const month = Number(id.slice(2, 4)) % 20
    const day = Number(id.slice(4, 6))
    const isDated =
      month <= 12 && day <= 31 && (month === 0 || day === 0 || isDay(Number(id.slice(0, 2)), month, day))
    const check = Number(id.slice(9))
    const centuries = id < '5' ? ['', '2'] : ['']
    return isDated && centuries.some((century) => 97 - remainder(century + id.slice(0, 9), 97) === check)
  },
  valid: ['85.07.30-033.28', '85073003328'],
  invalid: ['85.07.30-033.29'],
})
