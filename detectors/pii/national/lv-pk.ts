import { isDdmmyy } from '../calendar.ts'
import { digitAt, lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Latvia: the personal code, a birthday and a check digit, or 32 and nine digits since 2017. */
export const lvPk = identifier({
  code: 'pii_lv_pk',
  label: 'Latvian Personal Code (Personas kods)',
  severity: 'critical',
  words: ['personas kods', 'latvian personal code', 'latvian id', 'pvn'],
  masks: ['######-#####', '###########', 'LV###########'],
  shape: /^(?:LV)?\d{11}$/,
  isSound: (written) => {
    const id = written.replace('LV', '')
    if (id > '4') return weighted(id, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 === 3
    if (/^3[2-9]/.test(id)) return true
    const isDated = isDdmmyy(id, 1800 + digitAt(id, 6) * 100)
    return isDated && ((1 + weighted(id, [10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11) % 10 === lastDigit(id)
  },
  valid: ['161175-19997', '16117519997'],
  invalid: ['161375-19997'],
})
