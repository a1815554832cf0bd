import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Iran: the national code, ten digits, modulus 11. */
export const irMelli = identifier({
  code: 'pii_ir_melli',
  label: 'Iranian National Code (Melli)',
  severity: 'critical',
  words: ['melli', 'code melli', 'kode melli', 'iranian national', 'کد ملی', 'national code'],
  masks: ['##########', '###-######-#'],
  shape: /^\d{10}$/,
  isSound: (id) => {
    const rest = weighted(id, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11
    return lastDigit(id) === (rest < 2 ? rest : 11 - rest)
  },
  valid: ['0013542419', '001-354241-9'],
  invalid: ['0013542418'],
})
