import { digitAt, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Korea: the business number, ten digits, modulus 10. */
export const krBrn = identifier({
  code: 'pii_kr_brn',
  label: 'Korean Business Number (BRN)',
  severity: 'low',
  words: ['brn', 'business registration', '사업자등록번호'],
  masks: ['###-##-#####', '##########'],
  shape: /^[1-9]\d\d\d{7}$/,
  isSound: (id) => {
    const carried = Math.floor((digitAt(id, 8) * 5) / 10)
    return (weighted(id, [1, 3, 7, 1, 3, 7, 1, 3, 5, 1]) + carried) % 10 === 0
  },
  valid: ['116-82-00276', '1168200276'],
  invalid: ['116-82-00278'],
})
