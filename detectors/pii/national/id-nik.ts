import { isDay } from '../calendar.ts'
import { identifier } from '../identifier.ts'

/** Indonesia: the population number, a region, a birthday (women's days plus forty) and a serial. */
export const idNik = identifier({
  code: 'pii_id_nik',
  label: 'Indonesian Population Number (NIK)',
  severity: 'critical',
  words: ['nik', 'nomor induk kependudukan', 'ktp', 'indonesian id'],
  masks: ['################', '## #### ###### ####'],
  shape: /^(?:1[1-9]|2[1]|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])\d{14}$/,
  isSound: (id) => {
    const day = Number(id.slice(6, 8))
    const isDated = isDay(Number(id.slice(10, 12)), Number(id.slice(8, 10)), day > 40 ? day - 40 : day)
    return isDated && !id.endsWith('0000')
  },
  valid: ['3171014503870001'],
  invalid: ['3171999913870001'],
})
