import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Bulgaria: the number of a foreigner, ten digits with a modulus-10 check. */
export const bgLnch = identifier({
  code: 'pii_bg_lnch',
  label: 'Bulgarian Foreigner Number (LNCh)',
  words: ['lnch', 'lnc', 'ЛНЧ', 'личен номер на чужденец'],
  masks: ['##########', '#### ### ###'],
  shape: /^\d{10}$/,
  isSound: (id) => weighted(id, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10 === lastDigit(id),
  valid: ['7111042925', '7111 042 925'],
  invalid: ['7111042926'],
})
