import { isYymmdd } from '../calendar.ts'
import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Korea: the resident number, a birthday, a sex and century, and a serial; new ones have no check digit. */
export const krRrn = identifier({
  code: 'pii_kr_rrn',
  label: 'Korean Resident Number (RRN)',
  severity: 'critical',
  words: ['rrn', 'resident registration', 'korean resident', 'jumin', '주민등록번호'],
  masks: ['######-#######', '#############'],
  shape: /^\d{6}[0-9]\d{6}$/,
  isSound: (id) => {
    const sex = id.charAt(6)
    const century = '90'.includes(sex) ? 1800 : '1256'.includes(sex) ? 1900 : 2000
    if (!isYymmdd(id, century)) return false
    const year = century + Number(id.slice(0, 2))
    const check = (11 - (weighted(id, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10
    return year >= 2020 || check === lastDigit(id)
  },
  valid: ['971013-9019902', '9710139019902'],
  invalid: ['971313-9019902'],
})
