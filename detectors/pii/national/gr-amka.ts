import { isDdmmyy } from '../calendar.ts'
import { identifier } from '../identifier.ts'
import { luhn } from '../luhn.ts'

/** Greece: the social security number, a birthday and a Luhn check. */
export const grAmka = identifier({
  code: 'pii_gr_amka',
  label: 'Greek Social Security Number (AMKA)',
  severity: 'critical',
  words: ['amka', 'ΑΜΚΑ', 'Α.Μ.Κ.Α.', 'greek social security'],
  masks: ['###########'],
  shape: /^\d{11}$/,
  isSound: (id) => isDdmmyy(id) && luhn(id),
  valid: ['01013099997'],
  invalid: ['01013099999'],
})
