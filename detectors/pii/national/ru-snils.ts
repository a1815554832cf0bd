import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Russia: the pension insurance number, nine digits and a check number. */
export const ruSnils = identifier({
  code: 'pii_ru_snils',
  label: 'Russian Pension Insurance Number (SNILS)',
  severity: 'critical',
  words: ['snils', 'СНИЛС'],
  masks: ['###-###-### ##', '###########'],
  shape: /^\d{11}$/,
  isSound: (id) => {
    const sum = weighted(id, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101
    return (sum === 100 ? 0 : sum) === Number(id.slice(9))
  },
  valid: ['112-233-445 95', '11223344595'],
  invalid: ['112-233-445 96'],
})
