import { isYymmdd } from '../calendar.ts'
import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Kazakhstan: the individual number, a birthday, sex and century, and a two-pass check. */
export const kzIin = identifier({
  code: 'pii_kz_iin',
  label: 'Kazakh Individual Number (IIN)',
  severity: 'critical',
  words: ['iin', 'ИИН', 'ЖСН', 'kazakh id'],
  masks: ['############'],
  shape: /^\d{6}[0-6]\d{5}$/,
  isSound: (id) => {
    const first = weighted(id, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11
    const check = first < 10 ? first : weighted(id, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11
    return isYymmdd(id) && check === lastDigit(id)
  },
  valid: ['850101300015'],
  invalid: ['851301300015'],
})
